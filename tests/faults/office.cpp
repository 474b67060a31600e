#include "faults/office.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "faults/child_process.h"

namespace firstday::faults {

namespace {

// Reasons come for these pupils, whose texts leave late, as P8 and P9 sort behind P1; the register and the
// roll change for the two after them.
constexpr int kFirstWithReason = 80;
constexpr int kWithReason = 18;
constexpr int kOfChangedMark = kFirstWithReason + kWithReason;
constexpr int kOfChangedRoll = kOfChangedMark + 1;

/// Reasons that the register has a code for. Many more of them than imports that are killed in a row, so that
/// each import changes the mark.
constexpr const char* kCodes[] = {"I", "M", "E", "C", "R", "S", "T", "B", "D", "P", "V", "W"};

std::string code_of(int version) {
  return kCodes[static_cast<std::size_t>(version) % std::size(kCodes)];
}

std::string pupil(int n) {
  return "P" + std::to_string(n);
}

/// The number after `words` in the text; -1 where there is none.
int number_after(const std::string& text, const std::string& words) {
  const std::size_t at = text.find(words);
  return at == std::string::npos ? -1 : std::atoi(text.c_str() + at + words.size());
}

std::string with(std::string text, const std::string& old, const std::string& now) {
  const std::size_t at = text.find(old);
  return at == std::string::npos ? text : text.replace(at, old.size(), now);
}

}  // namespace

std::set<int> whose_texts_may_be_withdrawn() {
  std::set<int> out = {kOfChangedMark};
  for (int i = 0; i < kWithReason; ++i) out.insert(kFirstWithReason + i);
  return out;
}

void Desk::work(const std::atomic<bool>& over) {
  for (int n = 0; !over; ++n) {
    const Deed d = deed(n);
    const bool kill_it = random_() % 4 == 0;
    const int pid = run_.start(d.words);
    if (kill_it) {
      usleep(static_cast<useconds_t>(random_() % 150'000));
      ::kill(pid, SIGKILL);
      ++kills;
    }
    const int code = wait_for(pid);
    if (code != 0 && code != 1) continue;
    ++written;
    was_written(n, d);
  }
}

Deed RecordsDesk::deed(int n) {
  const int of_reply = n % kFirstWithReason;
  const bool reasons = second_ == Second::kReason;
  const std::string who = pupil(reasons ? kFirstWithReason + n % kWithReason : of_reply);
  const std::string trace = std::string(reasons ? "reasons" : "replies") + "-" + std::to_string(n) + "-end";
  const std::string contact = "C" + who.substr(1);
  if (n % 2 == 0)
    return {
        {"record", "call", who, "--contact", contact, "--outcome", "no_answer", "--note", trace}, who, trace};
  if (reasons) return {{"record", "reason", who, "--reason", trace, "--acceptable"}, who, trace};
  return {{"record", "reply", who, "--contact", contact, "--channel", "text", "--text", trace}, who, trace};
}

void RecordsDesk::was_written(int, const Deed& deed) {
  written_.push_back(deed);
}

int RecordsDesk::count_lost() const {
  int lost = 0;
  std::map<std::string, std::string> chronologies;
  for (const Deed& d : written_) {
    auto at = chronologies.find(d.pupil);
    if (at == chronologies.end())
      at = chronologies.emplace(d.pupil, run().firstday({"--json", "chronology", d.pupil}).out).first;
    lost += at->second.find(d.trace) == std::string::npos ? 1 : 0;
  }
  return lost;
}

/// A roll in which one child is in another form and the mother has another name, or a register in which one
/// mark is another one.
Deed ImportsDesk::deed(int n) {
  const std::filesystem::path in = run().folder() / "in";
  const std::filesystem::path changed = run().folder() / "changed";
  std::filesystem::create_directories(changed);
  if (n % 2 == 0) {
    rolls_.begun = n;
    const std::string number = std::to_string(kOfChangedRoll);
    const std::string version = std::to_string(n);
    e2e::write_file(changed / "pupils.csv",
                    with(e2e::read_file(in / "pupils.csv"), "Number" + number + ",Y5,5H",
                         "Number" + number + ",Y5,F" + version));
    e2e::write_file(changed / "contacts.csv",
                    with(e2e::read_file(in / "contacts.csv"), "Sam,Number" + number, "Sam,Import" + version));
    return {{"import", "roll", "--from", changed.string(), "--yes"}, "", ""};
  }
  marks_.begun = n;
  const std::string line = pupil(kOfChangedMark) + ",2027-01-12,AM,";
  e2e::write_file(run().folder() / "marks.csv",
                  with(e2e::read_file(in / "marks.csv"), line + "N", line + code_of(n / 2)));
  return {{"import", "marks", "--from", (run().folder() / "marks.csv").string()}, "", ""};
}

void ImportsDesk::was_written(int n, const Deed&) {
  Versions& of_kind = n % 2 == 0 ? rolls_ : marks_;
  of_kind.done = n;
  ++of_kind.count;
}

/// Both halves of one import, and of none before the last that was done.
bool ImportsDesk::roll_is_lost() const {
  if (rolls_.done < 0) return false;
  const std::string told = run().firstday({"chronology", pupil(kOfChangedRoll)}).out;
  const int form = number_after(told, "form F");
  return !rolls_.fits(form) || number_after(told, "Sam Import") != form;
}

/// Every change of the mark is on record, and the mark is that of the last import or of one that was killed.
int ImportsDesk::lost_marks() const {
  if (marks_.done < 0) return 0;
  int changes = 0;
  std::string last;
  std::istringstream rows(run().firstday({"--json", "chronology", pupil(kOfChangedMark)}).out);
  for (std::string line; std::getline(rows, line);) {
    const auto row = nlohmann::json::parse(line);
    if (row["action"] != "Mark changed") continue;
    ++changes;
    const std::string what = row["result"];
    last = what.substr(what.rfind(' ') + 1);
  }
  bool is_one_of_the_last = false;
  for (int n = marks_.done; n <= marks_.begun; n += 2)
    is_one_of_the_last = is_one_of_the_last || last == code_of(n / 2);
  return std::max(0, marks_.count - changes) + (is_one_of_the_last ? 0 : 1);
}

int ImportsDesk::count_lost() const {
  return (roll_is_lost() ? 1 : 0) + lost_marks();
}

}  // namespace firstday::faults
