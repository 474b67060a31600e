#include "faults/post_judge.h"

#include "faults/store_look.h"
#include "faults/texts.h"

namespace firstday::faults {

namespace {

/// The detail of an event; empty where it has none of that name.
std::string detail_of(const std::string& packed, const std::string& name) {
  const std::string begin = name + "=";
  std::size_t at = packed.rfind(begin, 0) == 0 ? 0 : packed.find("\n" + begin);
  if (at == std::string::npos) return "";
  at = packed.find('=', at) + 1;
  return packed.substr(at, packed.find('\n', at) - at);
}

using Times = std::map<std::string, int>;

class Judge {
 public:
  Judge(const std::filesystem::path& data, const std::vector<Letter>& letters, const std::set<int>& stops)
      : data_(data), letters_(letters), stops_(stops) {}

  Effects judge() {
    judge_inbox();
    compare(wanted(), found());
    judge_opt_outs();
    return out_;
  }

 private:
  void judge_inbox() {
    Times kept;
    for (const auto& row : rows_of(data_, "SELECT body FROM receipt_post")) ++kept[row[0]];
    for (const Letter& letter : letters_) {
      const auto times = kept.find(letter.body);
      if (times == kept.end() && letter.answered > 0)
        add(out_.lost, "answered 200, not kept: " + letter.body);
      if (times != kept.end() && times->second > 1) add(out_.doubled, "kept twice: " + letter.body);
    }
    if (kept.size() > letters_.size()) out_.wrong.emplace_back("the inbox has what nobody posted");
    const auto words = rows_of(data_, "SELECT post FROM receipt_word");
    if (words.size() != kept.size())
      out_.wrong.push_back(std::to_string(words.size()) + " words of " + std::to_string(kept.size()) +
                           " posts");
  }

  /// Each word that was posted, once in the record.
  Times wanted() const {
    Times out;
    for (const Letter& letter : letters_) {
      if (!letter.status.empty()) out[letter.attempt + " " + letter.status] = 1;
      if (!letter.text.empty()) out[number_of(letter.person) + " " + letter.text] = 1;
    }
    for (const int person : stops_) out[number_of(person) + " opted out"] = 1;
    return out;
  }

  Times found() const {
    Times out;
    for (const auto& row : rows_of(data_, "SELECT attempt, details FROM event WHERE type = 'receipt'"))
      if (const std::string status = detail_of(row[1], "status"); !status.empty())
        ++out[row[0] + " " + status];
    for (const auto& row : rows_of(data_, "SELECT details FROM event WHERE type = 'reply'"))
      ++out[detail_of(row[0], "from") + " " + detail_of(row[0], "text")];
    for (const auto& row : rows_of(data_, "SELECT details FROM event WHERE type = 'opted_out'"))
      ++out[detail_of(row[0], "from") + " opted out"];
    return out;
  }

  void compare(const Times& wanted, const Times& found) {
    for (const auto& [what, times] : wanted)
      if (found.count(what) == 0) add(out_.missing, "without effect: " + what);
    for (const auto& [what, times] : found) {
      if (wanted.count(what) == 0) out_.wrong.push_back("nobody posted: " + what);
      if (times > 1) add(out_.doubled, "settled " + std::to_string(times) + " times: " + what);
    }
  }

  void judge_opt_outs() {
    std::set<std::string> in_force;
    for (const auto& row : rows_of(data_, "SELECT address FROM opt_out")) in_force.insert(row[0]);
    for (const int person : stops_)
      if (in_force.erase(number_of(person)) == 0)
        add(out_.missing, number_of(person) + ": STOP is forgotten");
    if (!in_force.empty()) out_.wrong.emplace_back("somebody is silenced who never asked for it");
  }

  void add(int& count, const std::string& words) {
    ++count;
    out_.wrong.push_back(words);
  }

  const std::filesystem::path& data_;
  const std::vector<Letter>& letters_;
  const std::set<int>& stops_;
  Effects out_;
};

bool may_end_unsent(bool said_stop, const std::string& end) {
  if (end == "unknown" || end == "failed") return true;
  return said_stop && (end == "nothing" || end == "cancelled");
}

/// What was processed ended as its receipts say. Nothing tells of what was not: it is unknown, refused, or
/// was never asked for.
void judge_texts(const PostsAtTheEnd& end, const std::map<int, int>& processed, PostTally& tally) {
  const auto states = text_states(end.data);
  Tally& t = tally.sends;
  t.people = end.people;
  for (int person = 0; person < t.people; ++person) {
    const auto at = states.find(person);
    const std::string state = at == states.end() ? "nothing" : at->second.front();
    const auto times = processed.find(person);
    const bool was_processed = times != processed.end() && times->second > 0;
    const std::string said = said_of(person, end.letters);
    t.sent += was_processed ? 1 : 0;
    t.unknown += state == "unknown" ? 1 : 0;
    t.failed += !was_processed && state == "failed" ? 1 : 0;
    const bool right = was_processed ? state == said : may_end_unsent(end.stops.count(person) != 0, state);
    if (right && (at == states.end() || at->second.size() == 1)) continue;
    ++t.wrong;
    tally.wrong_rows.push_back("person " + std::to_string(person) + ": " + state +
                               (was_processed ? ", processed" : "") +
                               (said.empty() ? "" : ", receipts say " + said));
  }
}

}  // namespace

Effects judge_letters(const std::filesystem::path& data, const std::vector<Letter>& letters,
                      const std::set<int>& stops) {
  return Judge(data, letters, stops).judge();
}

std::string said_of(int person, const std::vector<Letter>& letters) {
  std::string said;
  for (const Letter& letter : letters)
    if (letter.person == person &&
        (letter.status == "delivered" || (letter.status == "failed" && said.empty())))
      said = letter.status;
  return said;
}

void judge_posts(const PostsAtTheEnd& end, PostTally& tally) {
  const std::map<int, int> processed = judge_requests(end.asked, tally.sends);
  const Effects effects = judge_letters(end.data, end.letters, end.stops);
  tally.lost += effects.lost;
  tally.doubled += effects.doubled;
  tally.missing += effects.missing;
  tally.wrong_rows.insert(tally.wrong_rows.end(), effects.wrong.begin(), effects.wrong.end());
  tally.posts = static_cast<int>(end.letters.size());
  tally.stops = static_cast<int>(end.stops.size());
  judge_texts(end, processed, tally);
}

}  // namespace firstday::faults
