// A person to be told about one pupil. A parent of two pupils is two Contacts with the same `ref`:
// what the school may do with a person can differ from child to child (a court order names one).
#pragma once

#include <string>
#include <vector>

#include "roll/channel.h"
#include "roll/pupil.h"

namespace firstday::roll {

/// What the record says; unknown is not no.
enum class Answer { kUnknown, kYes, kNo };

/// What a number is good for (domain.md section 6, "Invalid/landline/intl").
enum class PhoneKind {
  kNone,           ///< no number, or one that is not a number
  kMobile,         ///< UK mobile: texts and calls
  kLandline,       ///< fixed line, UAN or VoIP: calls only
  kPersonal,       ///< 070: calls at the caller's cost; shown, not texted by itself
  kForeignMobile,  ///< calls; texts only where the school's settings allow it
  kForeign,        ///< calls only
};

struct PhoneNumber {
  base::Personal e164;  ///< "+447700900123", or empty
  PhoneKind kind = PhoneKind::kNone;

  bool empty() const { return e164.empty(); }
  friend bool operator==(const PhoneNumber&, const PhoneNumber&) = default;
};

struct Contact {
  PupilRef pupil;
  ContactRef ref;
  int priority = 0;  ///< 1 is rung first; 0 means the file gave none, and sorts last
  std::string relationship;
  base::Personal title;
  base::Personal forename;
  base::Personal surname;
  Answer parental_responsibility = Answer::kUnknown;
  Answer day_to_day_care = Answer::kUnknown;
  Answer lives_with_pupil = Answer::kUnknown;
  bool barred = false;          ///< a court order forbids contact about this pupil; nothing overrides it
  bool emergency_only = false;  ///< gets a call asking that the parent ring, and nothing else
  std::string language;         ///< BCP 47 primary tag: "en", "cy", "pl"; empty means the school's own
  PhoneNumber mobile;
  PhoneNumber landline;
  PhoneNumber work;
  base::Personal email;
  Address address;
  bool address_confidential = false;
  std::vector<Channel> opted_out;  ///< sorted; staff record or the person's own STOP
  SourceHash source;

  friend bool operator==(const Contact&, const Contact&) = default;
};

/// A key worker, social worker, team manager, family worker or virtual school for one pupil.
struct Professional {
  PupilRef pupil;
  std::string role;  ///< key_worker, social_worker, team_manager, family_worker, laao, virtual_school
  base::Personal name;
  PhoneNumber phone;
  PhoneNumber out_of_hours;
  base::Personal email;

  friend bool operator==(const Professional&, const Professional&) = default;
};

/// A brother or sister at another school, who may have been seen there (001-12, 002-15).
struct SiblingElsewhere {
  PupilRef pupil;
  base::Personal name;
  std::string school;
  PhoneNumber phone;

  friend bool operator==(const SiblingElsewhere&, const SiblingElsewhere&) = default;
};

}  // namespace firstday::roll
