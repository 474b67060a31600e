#include "workflow/import_roll.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "workflow/closure_check.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::Type;
using intake::ContactKey;

constexpr size_t kFirstShown = 10;

/// The rolls on record, read once per school.
class KnownRolls {
 public:
  explicit KnownRolls(const House& house) : house_(house) {}

  const roll::Roll* of(const roll::Urn& school) {
    const auto at = rolls_.find(school);
    if (at != rolls_.end()) return &at->second;
    if (house_.school(school) == nullptr) return nullptr;
    auto roll = house_.schools.roll_as_imported(school);
    if (!roll) {
      status_ = roll.error();
      return nullptr;
    }
    return &rolls_.emplace(school, std::move(roll).value()).first->second;
  }

  const base::Status& status() const { return status_; }

 private:
  const House& house_;
  std::map<roll::Urn, roll::Roll> rolls_;
  base::Status status_;
};

ContactKey key_of(const roll::Contact& c) {
  return {c.pupil, c.ref};
}

std::string summary_of(const intake::RollDiff& d) {
  if (d.empty()) return "nothing changed";
  const auto three = [](size_t added, size_t changed, size_t removed) {
    return std::to_string(added) + " added, " + std::to_string(changed) + " changed, " +
           std::to_string(removed) + " removed";
  };
  return "pupils: " + three(d.added_pupils.size(), d.changed_pupils.size(), d.removed_pupils.size()) +
         "; contacts: " +
         three(d.added_contacts.size(), d.changed_contacts.size(), d.removed_contacts.size());
}

/// A change that takes away a way of reaching the contact: what is queued must not leave by it.
bool takes_away(const intake::ContactChange& change) {
  return std::any_of(change.fields.begin(), change.fields.end(), [](const intake::FieldChange& f) {
    return f.field == "opted_out" || f.field == "emergency_only" || f.field == "court_order";
  });
}

/// One school's change, as the store takes it.
class Change {
 public:
  Change(const House& house, const roll::Roll& before, const roll::Roll& after, const intake::RollDiff& diff)
      : house_(house), before_(before), after_(after), diff_(diff) {}

  ports::RollChange make() {
    out_.school = diff_.school;
    put_pupils();
    put_contacts();
    take_away_contacts();
    if (!diff_.changed_professionals.empty()) out_.professionals = after_.professionals;
    if (!diff_.changed_siblings.empty()) out_.siblings = after_.siblings;
    add_events();
    return std::move(out_);
  }

 private:
  void put_pupils() {
    std::set<roll::PupilRef> wanted(diff_.added_pupils.begin(), diff_.added_pupils.end());
    for (const intake::PupilChange& c : diff_.changed_pupils) wanted.insert(c.pupil);
    for (const roll::Pupil& p : after_.pupils)
      if (wanted.count(p.ref) != 0) out_.put_pupils.push_back(p);
    out_.remove_pupils = diff_.removed_pupils;
  }

  void put_contacts() {
    std::set<ContactKey> wanted(diff_.added_contacts.begin(), diff_.added_contacts.end());
    for (const intake::Returning& r : diff_.returning) wanted.insert(r.key);
    for (const intake::ContactChange& c : diff_.changed_contacts) wanted.insert(c.key);
    for (const roll::Contact& c : after_.contacts)
      if (wanted.count(key_of(c)) != 0) out_.put_contacts.push_back(c);
  }

  void take_away_contacts() {
    const base::Instant now = house_.clock.now();
    std::set<ContactKey> withdraw(diff_.removed_contacts.begin(), diff_.removed_contacts.end());
    withdraw.insert(diff_.newly_barred.begin(), diff_.newly_barred.end());
    for (const intake::ContactChange& c : diff_.changed_contacts)
      if (takes_away(c)) withdraw.insert(c.key);
    for (const ContactKey& key : diff_.removed_contacts)
      out_.remove_contacts.push_back({key.pupil, key.contact, now, traces_of(key)});
    for (const ContactKey& key : withdraw) out_.withdraw_for.push_back({key.pupil, key.contact, now, {}});
  }

  std::vector<std::string> traces_of(const ContactKey& key) const {
    for (const roll::Contact& c : before_.contacts_of(key.pupil))
      if (c.ref == key.contact) return intake::traces_of(c, house_.trace_hash);
    return {};
  }

  void add_events() {
    Event e = event(Type::kRollImported);
    e.details = {{"summary", base::Personal(summary_of(diff_))}};
    out_.events.push_back(std::move(e));
    add_contact_events(Type::kContactRemoved, diff_.removed_contacts, "no longer in the import");
    add_contact_events(Type::kContactBarred, diff_.newly_barred, "a court order is on record");
    std::vector<ContactKey> returned;
    for (const intake::Returning& r : diff_.returning) returned.push_back(r.key);
    add_contact_events(Type::kContactReturned, returned, "readmitted by a person");
  }

  void add_contact_events(Type type, const std::vector<ContactKey>& keys, const char* reason) {
    for (const ContactKey& key : keys) {
      Event e = event(type);
      e.pupil = key.pupil;
      e.contact = key.contact;
      e.details = {{"reason", base::Personal(reason)}};
      out_.events.push_back(std::move(e));
    }
  }

  Event event(Type type) const {
    Event e;
    e.at = house_.clock.now();
    e.type = type;
    e.school = diff_.school;
    e.actor = house_.actor;
    return e;
  }

  const House& house_;
  const roll::Roll& before_;
  const roll::Roll& after_;
  const intake::RollDiff& diff_;
  ports::RollChange out_;
};

base::Problem not_configured(const roll::Urn& school) {
  return {base::Severity::kError,
          "",
          0,
          0,
          "school",
          "School " + school.text() + " is in the files, but not in the configuration.",
          "Add schools/" + school.text() + ".yaml, or take it out of the export."};
}

bool has_nobody_to_tell(const roll::Roll& roll) {
  for (const roll::Pupil& p : roll.pupils)
    if (roll.contacts_of(p.ref).empty()) return true;
  return false;
}

class Import {
 public:
  Import(House& house, const ImportRollRequest& request, const ConfirmImport& confirm)
      : house_(house), request_(request), confirm_(confirm), known_(house) {}

  base::Result<ImportRollReport> go() {
    const auto profile = profile_of(house_, request_.source);
    if (!profile) return profile.error();
    const auto files = roll_files(request_.source.from);
    if (!files) return files.error();
    auto read = intake::read_rolls(files.value(), profile.value(), request_.only,
                                   [&](const roll::Urn& school) { return known_.of(school); });
    if (!known_.status()) return known_.status().error();
    report_.problems = std::move(read.problems);
    report_.headings_only = read.headings_only;
    for (roll::Roll& after : read.value)
      if (const base::Status s = take(after); !s) return s.error();
    if (read.value.empty()) return nothing_read();
    return std::move(report_);
  }

 private:
  base::Error nothing_read() const {
    std::string what = "No pupil or contact could be read from '" + request_.source.from + "'.";
    for (size_t i = 0; i < report_.problems.size() && i < 5; ++i)
      what += "\n  " + base::describe(report_.problems[i]);
    return base::bad_input(what);
  }

  base::Status take(roll::Roll& after) {
    const roll::Roll* before = known_.of(after.school);
    if (before == nullptr) {
      report_.problems.push_back(not_configured(after.school));
      return known_.status();
    }
    const auto removed = removed_of(after.school);
    if (!removed) return removed.error();
    for (base::Problem& p :
         closures_of_nobody(*house_.school(after.school), after, base::to_london(house_.clock.now()).date))
      report_.problems.push_back(std::move(p));
    SchoolImport import;
    import.school = after.school;
    import.first = before->pupils.empty();
    import.diff = intake::diff(*before, after, removed.value(), house_.trace_hash);
    if (!request_.readmit && !import.diff.returning.empty()) {
      // Until a person says so they stay out, and it is said each time.
      import.lines = intake::held_out_lines(import.diff.returning, *before, after);
      intake::hold_out(after, *before, import.diff.returning);
      import.held_out = std::move(import.diff.returning);
      import.diff = intake::diff(*before, after, {});
    }
    for (intake::DiffLine& line : intake::lines_of(import.diff, *before, after))
      import.lines.push_back(std::move(line));
    import.somebody_without_contact = has_nobody_to_tell(after);
    import.refused = import.diff.looks_partial && !request_.allow_partial;
    if (base::Status s = apply(*before, after, import); !s) return s;
    report_.schools.push_back(std::move(import));
    return {};
  }

  base::Result<std::vector<intake::RemovedEarlier>> removed_of(const roll::Urn& school) const {
    const auto removed = house_.schools.removed_contacts(school);
    if (!removed) return removed.error();
    std::vector<intake::RemovedEarlier> out;
    for (const ports::RemovedContact& r : removed.value())
      out.push_back({{r.pupil, r.ref}, base::to_london(r.at).date, r.traces});
    return out;
  }

  base::Status apply(const roll::Roll& before, const roll::Roll& after, SchoolImport& import) {
    if (import.refused) return {};
    if (!import.diff.empty() && !confirm_(import)) return {};
    const auto withdrawn = house_.schools.apply(Change(house_, before, after, import.diff).make());
    if (!withdrawn) return withdrawn.error();
    import.applied = !import.diff.empty();
    import.jobs_withdrawn = withdrawn.value();
    house_.log.info("roll imported", {{"school", import.school},
                                      {"pupils", after.pupils.size()},
                                      {"contacts", after.contacts.size()},
                                      {"changed", import.applied ? "yes" : "no"}});
    return {};
  }

  House& house_;
  const ImportRollRequest& request_;
  const ConfirmImport& confirm_;
  KnownRolls known_;
  ImportRollReport report_;
};

}  // namespace

bool ImportRollReport::needs_attention() const {
  const bool errors = std::any_of(problems.begin(), problems.end(), [](const base::Problem& p) {
    return p.severity == base::Severity::kError;
  });
  return errors || headings_only || std::any_of(schools.begin(), schools.end(), [](const SchoolImport& s) {
           return s.refused || s.somebody_without_contact || !s.held_out.empty();
         });
}

std::vector<base::Personal> describe_change(const SchoolImport& import) {
  std::vector<base::Personal> out = {base::Personal(intake::headline(import.diff))};
  if (import.diff.looks_partial) out.emplace_back(import.diff.why_partial);
  size_t added = 0;
  for (const intake::DiffLine& line : import.lines) {
    added += line.kind == intake::DiffKind::kAdded ? 1 : 0;
    if (!import.first || line.kind != intake::DiffKind::kAdded || added <= kFirstShown)
      out.push_back(intake::in_words(line));
  }
  if (import.first && added > kFirstShown)
    out.emplace_back("... and " + std::to_string(added - kFirstShown) + " more added.");
  return out;
}

base::Result<ImportRollReport> import_roll(House& house, const ImportRollRequest& request,
                                           const ConfirmImport& confirm) {
  return Import(house, request, confirm).go();
}

}  // namespace firstday::workflow
