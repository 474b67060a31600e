#include "providers/print_folder/spool.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "providers/print_folder/disk.h"

namespace firstday::provider_print_folder {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDraft = ".draft";
constexpr const char* kHandedOver = ".handed-over";
constexpr std::string_view kPassing = ".tmp";

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
    names.push_back(at->path().filename().string());
  return names;
}

bool remove_all(const std::string& path) {
  std::error_code failed;
  fs::remove_all(path, failed);
  return !failed;
}

std::string list_of(const std::vector<job::File>& files) {
  std::string list;
  for (const std::string& reference : references_in(files)) list += reference + '\n';
  return list;
}

}  // namespace

bool is_plain_name(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
  });
  return plain && !name.empty() && name.front() != '.';
}

std::vector<std::string> references_in(const std::vector<job::File>& files) {
  constexpr std::string_view kFolder = "single/";
  constexpr std::string_view kEnd = ".pdf";
  std::vector<std::string> out;
  for (const job::File& f : files)
    if (f.name.starts_with(kFolder) && f.name.ends_with(kEnd))
      out.push_back(f.name.substr(kFolder.size(), f.name.size() - kFolder.size() - kEnd.size()));
  return out;
}

Spool::Spool(std::string top) : top_(std::move(top)) {
  while (top_.size() > 1 && top_.back() == '/') top_.pop_back();
}

std::string Spool::in(const std::string& school, const char* folder, const std::string& batch) const {
  std::string path = top_ + "/" + school;
  if (*folder != '\0') path += std::string("/") + folder;
  return batch.empty() ? path : path + "/" + batch;
}

Kept Spool::hand_over(const std::string& school, const std::string& batch,
                      const std::vector<job::File>& files) {
  if (!make_folder(in(school, kDraft)) || !make_folder(in(school, kHandedOver))) return Kept::kNo;
  const FolderLock lock(top_ + "/.lock");
  if (!lock.is_held() || !mend_school(school)) return Kept::kNo;
  if (is_there(in(school, kHandedOver, batch))) return Kept::kYes;
  const auto letters = letters_of(school);
  const auto references = references_in(files);
  if (std::any_of(references.begin(), references.end(),
                  [&](const std::string& r) { return letters.count(r) != 0; }))
    return Kept::kElsewhere;
  const std::string draft = in(school, kDraft, batch);
  if (!write_draft(draft, files)) {
    remove_all(draft);
    return Kept::kNo;
  }
  return publish(school, batch, files);
}

bool Spool::write_draft(const std::string& draft, const std::vector<job::File>& files) const {
  if (!make_folder(draft + "/single")) return false;
  const bool written = std::all_of(files.begin(), files.end(), [&](const job::File& f) {
    return write_file(draft + "/" + f.name, f.bytes);
  });
  return written && sync_folder(draft + "/single") && sync_folder(draft);
}

Kept Spool::publish(const std::string& school, const std::string& batch,
                    const std::vector<job::File>& files) const {
  const std::string list = in(school, kHandedOver, batch);
  const std::string passing = list + std::string(kPassing);
  if (!write_file(passing, list_of(files))) {
    remove_all(passing);
    remove_all(in(school, kDraft, batch));
    return Kept::kNo;
  }
  if (!move_to(passing, list)) return Kept::kCannotTell;  // from here on it is handed over
  return move_to(in(school, kDraft, batch), in(school, "", batch)) ? Kept::kYes : Kept::kCannotTell;
}

bool Spool::mend_school(const std::string& school) {
  bool fine = true;
  for (const std::string& batch : names_in(in(school, kDraft))) {
    const std::string draft = in(school, kDraft, batch);
    fine = (is_there(in(school, kHandedOver, batch)) ? move_to(draft, in(school, "", batch))
                                                     : remove_all(draft)) &&
           fine;
  }
  for (const std::string& name : names_in(in(school, kHandedOver)))
    if (name.ends_with(kPassing)) fine = remove_all(in(school, kHandedOver, name)) && fine;
  return fine;
}

bool Spool::mend() {
  bool fine = true;
  for (const std::string& school : names_in(top_))
    if (is_plain_name(school)) fine = mend_school(school) && fine;
  return fine;
}

std::map<std::string, std::string> Spool::letters_of(const std::string& school) const {
  std::map<std::string, std::string> out;
  for (const std::string& batch : names_in(in(school, kHandedOver))) {
    std::ifstream list(in(school, kHandedOver, batch));
    for (std::string reference; std::getline(list, reference);) out[reference] = batch;
    out[batch] = batch;
  }
  return out;
}

base::Result<std::string> Spool::find(const std::string& reference) {
  const bool there = make_folder(top_);
  const FolderLock lock(top_ + "/.lock");
  if (!there || !lock.is_held() || !mend())
    return base::unavailable("print_folder: the folder " + top_ + " cannot be read or written to.");
  for (const std::string& school : names_in(top_)) {
    const auto letters = letters_of(school);
    if (const auto at = letters.find(reference); at != letters.end()) return path_of(school, at->second);
  }
  return std::string();
}

}  // namespace firstday::provider_print_folder
