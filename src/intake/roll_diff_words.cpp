#include <algorithm>

#include "base/text.h"
#include "intake/roll_diff.h"

namespace firstday::intake {

namespace {

std::string named(const roll::PupilRef& pupil) {
  return "pupil " + pupil.text();
}
std::string named(const ContactKey& key) {
  return "contact " + key.contact.text() + " of pupil " + key.pupil.text();
}

std::string fields_of(const std::vector<FieldChange>& fields) {
  std::vector<std::string> names;
  names.reserve(fields.size());
  for (const FieldChange& f : fields) names.push_back(f.field);
  return base::join(names, ", ");
}

bool matters(const ContactChange& change) {
  return std::any_of(change.fields.begin(), change.fields.end(),
                     [](const FieldChange& f) { return f.matters; });
}

class Words {
 public:
  explicit Words(std::size_t most) : most_(most) {}

  void say(std::string line) { out_.push_back(std::move(line)); }

  /// One line for each item, `sentence(item)`; what is beyond the limit is counted.
  template <typename T, typename Sentence>
  void list(const std::vector<T>& items, Sentence sentence) {
    const std::size_t shown = std::min(items.size(), most_);
    for (std::size_t i = 0; i < shown; ++i) say(sentence(items[i]));
    if (shown < items.size())
      say("... and " + std::to_string(items.size() - shown) + " more of the same kind.");
  }

  std::vector<std::string> take() { return std::move(out_); }

 private:
  std::size_t most_;
  std::vector<std::string> out_;
};

void add_count(std::vector<std::string>& parts, std::size_t n, std::string_view one, std::string_view done) {
  if (n > 0) parts.push_back(base::count_of(n, one) + " " + std::string(done));
}

std::string headline(const RollDiff& d) {
  std::vector<std::string> parts;
  add_count(parts, d.added_pupils.size(), "pupil", "added");
  add_count(parts, d.changed_pupils.size(), "pupil", "changed");
  add_count(parts, d.removed_pupils.size(), "pupil", "removed");
  add_count(parts, d.added_contacts.size(), "contact", "added");
  add_count(parts, d.changed_contacts.size(), "contact", "changed");
  add_count(parts, d.removed_contacts.size(), "contact", "removed");
  add_count(parts, d.returning.size(), "contact", "held out");
  add_count(parts, d.changed_professionals.size(), "pupil", "with other professionals");
  add_count(parts, d.changed_siblings.size(), "pupil", "with other siblings elsewhere");
  const std::string what = parts.empty() ? "nothing changes" : base::join(parts, ", ");
  return "School " + d.school.text() + ": " + what + ".";
}

void say_contacts(const RollDiff& d, Words& words) {
  words.list(d.newly_barred, [](const ContactKey& k) {
    return "Court order: " + named(k) + " may no longer be told anything.";
  });
  words.list(d.returning, [](const Returning& r) { return "Readmitted: " + in_words(r); });
  words.list(d.removed_contacts, [](const ContactKey& k) { return "Removed: " + named(k) + "."; });
  std::vector<ContactChange> changes = d.changed_contacts;
  std::stable_partition(changes.begin(), changes.end(), matters);
  words.list(changes, [](const ContactChange& c) {
    return "Changed: " + named(c.key) + ": " + fields_of(c.fields) + ".";
  });
  words.list(d.added_contacts, [](const ContactKey& k) { return "Added: " + named(k) + "."; });
}

}  // namespace

std::string in_words(const Returning& r) {
  if (!r.removed_on)
    return named(r.key) + " is very like contact " + r.removed_as.text() +
           ", who is barred by a court order and no longer in the file.";
  const std::string as = r.removed_as == r.key.contact ? "" : " as " + r.removed_as.text();
  return named(r.key) + " was removed on " + base::uk_date(*r.removed_on) + as + ", and comes back.";
}

std::vector<std::string> describe(const RollDiff& d, std::size_t most) {
  Words words(most);
  words.say(headline(d));
  if (d.looks_partial) words.say(d.why_partial);
  words.list(d.removed_pupils,
             [](const roll::PupilRef& p) { return "Removed: " + named(p) + " and all contacts."; });
  say_contacts(d, words);
  words.list(d.changed_pupils, [](const PupilChange& c) {
    return "Changed: " + named(c.pupil) + ": " + fields_of(c.fields) + ".";
  });
  words.list(d.added_pupils, [](const roll::PupilRef& p) { return "Added: " + named(p) + "."; });
  words.list(d.changed_professionals,
             [](const roll::PupilRef& p) { return "Changed: professionals of " + named(p) + "."; });
  words.list(d.changed_siblings,
             [](const roll::PupilRef& p) { return "Changed: siblings elsewhere of " + named(p) + "."; });
  return words.take();
}

}  // namespace firstday::intake
