#include "escalation/rules.h"

#include <array>

#include "escalation/roles.h"
#include "roll/may_be_told.h"

namespace firstday::escalation {

namespace {

struct Rule {
  std::string_view name;
  std::string_view words;
};

constexpr Rule kRules[] = {
    {"reason_accepted", "a reason was accepted that covers today"},
    {"response_received", "the family has responded today"},
    {"reason_given", "a reason was given today; whether it is acceptable is for staff to say"},
    {"answered", "somebody answered today"},
    {"no_mark", "the register has closed and there is no mark: neither present nor absent"},
    {"group_closed", "the pupil's year or form stays at home today"},
    {"case_closed", "a person closed the case today"},
    {"no_contacts", "nobody on record may be rung or texted; a task was raised"},
    {"no_audience", "the record names nobody of the kind this step is for"},
    {"no_text_facility", "the school cannot send texts"},
    {"no_email_facility", "the school cannot send e-mails"},
    {"no_voice_facility", "the school cannot make automated calls"},
    {"no_app_message_facility", "the school has no app to send messages with"},
    {"same_number", "another contact has the same number, which is texted once"},
    {"number_of_barred", "the number is also on record for somebody who may not be contacted"},
    {"no_home_address", "the roll has no home address"},
    {"too_late", "its time today has passed"},
    {"after_last_day", "the policy ends before this day; a task was raised"},
    {"gate_closed", "something that must come first is missing"},
    {"no_siblings_elsewhere", "the roll names no brother or sister at another school"},
    {"address_of_barred",
     "somebody who may not be contacted lives at this address; a decision was asked for"},
    {"address_confidential", "nobody outside may learn this address; a decision was asked for"},
    {"looked_after_parent",
     "the child is looked after: a parent who does not care for the child is written to by the authority's "
     "word only"},
    {"nothing_due", "the policy asks for nothing more today"},
};

constexpr std::array kGaps = {
    Gap{"rule-nobody-may-be-told", "dsl",
        "nobody on record may be told: decide how to reach the family; an emergency contact may be rung", 5,
        true},
    Gap{"rule-responsibility", "office", "settle who has parental responsibility or day-to-day care", 50,
        false},
    Gap{"rule-nobody-to-write-to", "office", "nobody on record may be written to: complete the contacts", 50,
        false},
    Gap{"rule-professional", "office", "complete the record: it does not say who works with this family", 20,
        false},
    Gap{"rule-home-address", "office", "complete the record: no home address, so no visit can be made", 20,
        false},
    Gap{"rule-shared-number", "dsl", "a contact's number is also that of a person who may not be contacted",
        20, false},
    Gap{"rule-address-bar", "dsl", "address_may_be_used", 20, false, job::Kind::kDecide},
    Gap{"rule-birth-parents", "dsl", "write_to_birth_parents", 20, false, job::Kind::kDecide},
    Gap{"rule-letter-notice", "social_worker", "letters go out about a looked-after child", 30, true,
        job::Kind::kNotify},
    Gap{"rule-barred-spoke", "dsl",
        "a person who may not be contacted was rung, or has rung or written: give no answer, and decide what "
        "to do",
        3, true},
    Gap{"rule-staff-overdue", "police", "staff_overdue", 0, true, job::Kind::kNotify},
    Gap{"rule-staff-check-in", "office", "ring the staff who are out on a visit: they have not rung", 1,
        true},
    Gap{"rule-code-word", "emergency_999", "code_word", 0, true, job::Kind::kNotify},
    Gap{"rule-no-access", "dsl", "no_access_counts", 20, false, job::Kind::kDecide},
    Gap{"rule-set-off", "dsl",
        "the family says that the child left for school or is there: look for the child now", 0, true},
    Gap{"rule-policy-replaced", "dsl",
        ". Steps may be new, missing or on other days: put the file of the old version back beside the new "
        "one, or tick this to accept the change",
        20, false},
};

}  // namespace

std::string_view why(std::string_view rule) {
  using roll::MayBeTold;
  for (const Rule& r : kRules)
    if (r.name == rule) return r.words;
  for (const MayBeTold m :
       {MayBeTold::kBarred, MayBeTold::kEmergencyOnly, MayBeTold::kResponsibilityUnknown,
        MayBeTold::kNotResponsible, MayBeTold::kOptedOut, MayBeTold::kNoAddress, MayBeTold::kNotTextable})
    if (roll::rule_name(m) == rule) return roll::in_words(m);
  if (rule.substr(0, 3) == "no_" && role_kind(rule.substr(3)) == RoleKind::kProfessional)
    return "the roll names nobody in this role";
  return rule;
}

const Gap& gap(GapKind kind) {
  return kGaps[static_cast<size_t>(kind)];
}

const Gap* gap_of_step(std::string_view step) {
  for (const Gap& g : kGaps)
    if (g.step == step) return &g;
  return nullptr;
}

}  // namespace firstday::escalation
