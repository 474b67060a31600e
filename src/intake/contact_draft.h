// One school's contacts while contacts.csv is read, and what makes a roll's contacts of them.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "intake/roll_draft.h"
#include "intake/table.h"

namespace firstday::intake {

/// A contact whose reference may not be settled yet; small to move. It is either read from its line,
/// or stands on record as it was read from the same cells.
class ContactDraft {
 public:
  /// `person`: person_key(), or 0 where the file gave the reference.
  ContactDraft(roll::Contact read, int line, std::uint64_t person)
      : own_(std::make_unique<roll::Contact>(std::move(read))), line_(line), person_(person) {}
  /// `recorded` must outlive the draft.
  ContactDraft(const roll::Contact* recorded, int line) : recorded_(recorded), line_(line) {}

  void bar();
  /// The line says in so many words that no court order stands.
  void say_not_barred() { says_not_barred_ = true; }
  bool says_not_barred() const { return says_not_barred_; }
  /// Of two lines the stricter counts: a bar, an emergency contact only, a confidential address, an opt-out.
  void keep_guards_of(const ContactDraft& other);

  const roll::Contact& contact() const { return own_ ? *own_ : *recorded_; }
  /// nullptr for one that stands on record.
  roll::Contact* read() const { return own_.get(); }
  bool is_settled() const { return !contact().ref.empty(); }
  int line() const { return line_; }
  std::uint64_t person() const { return person_; }

 private:
  /// A copy of its own, of which the line's hash says nothing any more.
  roll::Contact& changed();

  std::unique_ptr<roll::Contact> own_;
  const roll::Contact* recorded_ = nullptr;
  int line_ = 0;
  std::uint64_t person_ = 0;
  bool says_not_barred_ = false;
};

/// Forename and surname as they are compared; " " where there is neither.
std::string folded_name(const roll::Contact& contact);

/// What makes a person the same on two lines: the folded name, and the first there is of mobile,
/// e-mail, landline and postcode. A fixed 64-bit hash, different for each school. Never 0.
std::uint64_t person_key(const roll::Urn& school, const roll::Contact& contact);

/// "c" and 13 letters and digits that stand for a person_key().
roll::ContactRef ref_of(std::uint64_t person);

/// All lines of one school. Call the steps in this order, each once.
class SchoolContacts {
 public:
  void add(ContactDraft draft) { drafts_.push_back(std::move(draft)); }
  /// A line about this pupil could not be read.
  void add_lost(const roll::PupilRef& pupil) { lost_.insert(pupil); }

  bool empty() const { return drafts_.empty(); }
  const std::vector<ContactDraft>& drafts() const { return drafts_; }

  /// Gives every draft its reference: the file's own; else that of the only contact on record who
  /// bears the same name for this pupil (a changed number does not make a new person); else the one
  /// that another line of the same person got; else one made from the person.
  void settle_refs(const RollDraft& school);
  /// Of two lines for one pupil and contact the last stays, with the guards of both, and is reported as an
  /// error. Sorts by pupil and ref.
  void drop_repeats(Table& table);
  /// One person may stand in a school's records twice, and the order in one place only: whoever bears the
  /// full name of a barred contact of the same pupil is barred too, and reported as an error, unless the line
  /// says no. Initials are no full name.
  void bar_namesakes(Table& table);
  /// Reports one person with different mobiles on two pupils.
  void compare_mobiles(Table& table) const;
  /// The contacts, and with them those on record of pupils of whom a line was lost and who are in no
  /// other line: what cannot be read removes nobody.
  std::vector<roll::Contact> finish(const RollDraft& school);

 private:
  void settle_by_name(const RollDraft& school);
  void settle_by_person(const roll::Urn& school);
  void bar_namesakes_among(std::span<ContactDraft> of_one_pupil, Table& table);

  std::vector<ContactDraft> drafts_;
  std::set<roll::PupilRef> lost_;
};

}  // namespace firstday::intake
