#include "config/template_review.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace firstday::config {

namespace {

namespace fs = std::filesystem;

base::Error cannot_write(const fs::path& file, const std::error_code& why) {
  return base::unavailable("'" + file.string() + "' cannot be written" +
                           (why ? ": " + why.message() : std::string()) +
                           ". Look at the folder's owner and free space.");
}

base::Result<std::string> content_of(const std::string& file) {
  const std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in || !out) return base::unavailable("'" + file + "' cannot be read.");
  return out.str();
}

/// Beside it, then renamed over it: nobody ever reads half a template.
base::Status replace(const fs::path& file, const std::string& content) {
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  if (failed) return cannot_write(file, failed);
  const fs::path beside = file.parent_path() / ("." + file.filename().string() + ".new");
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  out << content;
  out.close();
  if (out) fs::rename(beside, file, failed);
  if (out && !failed) return {};
  std::error_code ignored;
  fs::remove(beside, ignored);
  return cannot_write(file, failed);
}

}  // namespace

base::Result<std::string> write_review(const render::Template& text, render::Review review,
                                       const std::string& own_folder, const Hasher& sha256_hex) {
  const auto source = content_of(text.file);
  if (!source) return source.error();
  if (sha256_hex(source.value()) != text.hash)
    return base::conflict("'" + text.file + "' was changed meanwhile. Read it again.");
  review.words_hash = sha256_hex(render::reviewed_words(source.value()));
  const fs::path file = fs::path(own_folder) / text.name / fs::path(text.file).filename();
  if (base::Status s = replace(file, render::with_review(source.value(), review)); !s) return s.error();
  return file.string();
}

}  // namespace firstday::config
