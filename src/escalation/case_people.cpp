#include <algorithm>

#include "escalation/audience.h"
#include "escalation/case_planner.h"
#include "escalation/roles.h"

namespace firstday::escalation {

using job::Kind;
using roll::Contact;

bool reaches_family(Kind kind) {
  return job::is_carried(kind) || kind == Kind::kCall || kind == Kind::kVoicemail ||
         kind == Kind::kAppMessage;
}

std::string_view missing_facility(const Step& step, const roll::Facility& facility) {
  const auto needs = [&](Needs what, Kind kind) { return step.facility == what || step.action == kind; };
  const bool or_email = step.email_instead && facility.email;
  if (needs(Needs::kText, Kind::kText) && !facility.text && !or_email) return "no_text_facility";
  if (needs(Needs::kEmail, Kind::kEmail) && !facility.email) return "no_email_facility";
  if (needs(Needs::kVoice, Kind::kVoice) && !facility.voice) return "no_voice_facility";
  if (needs(Needs::kAppMessage, Kind::kAppMessage) && !facility.app_message) return "no_app_message_facility";
  return {};
}

namespace {

/// A person was asked to settle it, so that it is not yet true that there is nobody to write to.
bool is_asked(std::string_view rule) {
  return rule == "responsibility_unknown" || rule == "address_of_barred" || rule == "address_confidential" ||
         rule == "looked_after_parent";
}

}  // namespace

void CasePlanner::dispatch(const Call& call) {
  switch (call.due.step->audience.selector) {
    case Selector::kRole:
      return for_role(call);
    case Selector::kHome:
      return for_home(call);
    case Selector::kSiblingSchools:
      return for_schools(call);
    default:
      return for_contacts(call);
  }
}

void CasePlanner::for_contacts(const Call& call) {
  const Step& step = *call.due.step;
  const auto people = may_be_told_of(call);
  family_is_asked_ = family_is_asked_ || reaches_family(step.action);
  family_is_told_ = family_is_told_ || (reaches_family(step.action) && !people.empty());
  if (step.audience.fanout == Fanout::kInOrder) return ring_in_order(call, people);
  for (const Contact* contact : people)
    add(call, {contact->ref, {}}, contact, is_mailed_instead(step, *contact) ? Kind::kEmail : step.action);
}

/// By the next channel: no text can reach this contact, and an e-mail can.
bool CasePlanner::is_mailed_instead(const Step& step, const Contact& contact) const {
  const roll::Facility& facility = setting_.school.facility;
  if (!step.email_instead || !facility.email) return false;
  const std::string_view why = left_out(contact, roll::Channel::kText, household_.contacts);
  const bool no_way = why == "no_address" || why == "not_textable" || why == "opted_out";
  return (!facility.text || no_way) && left_out(contact, roll::Channel::kEmail, household_.contacts).empty();
}

std::vector<const Contact*> CasePlanner::may_be_told_of(const Call& call) {
  const Step& step = *call.due.step;
  auto people = chosen(step.audience, household_.contacts);
  if (call.only) people = {call.only};
  if (people.empty()) withhold(step, {}, "no_audience");
  const size_t limit = step.audience.fanout == Fanout::kFirst ? 1
                       : step.audience.max > 0                ? static_cast<size_t>(step.audience.max)
                                                              : people.size();
  std::vector<const Contact*> told;
  bool unsettled = false;
  for (const Contact* contact : people) {
    if (told.size() == limit) break;
    const std::string_view rule = left_out_of(step, *contact, told);
    unsettled = unsettled || is_asked(rule);
    if (rule.empty())
      told.push_back(contact);
    else
      leave_out(step, *contact, rule);
  }
  if (told.empty() && !unsettled && step.action == Kind::kLetter) raise(GapKind::kNobodyToWriteTo);
  if (!told.empty() && step.action == Kind::kLetter && has_tag(rules_, household_.pupil.tags, "looked_after"))
    raise(GapKind::kLetterNotice);
  return told;
}

/// One after the other, each when it is on record that the one before was of no avail; so that a contact
/// who gives a reason spares the rest, and a call that nobody has recorded does not stop the ladder for ever.
void CasePlanner::ring_in_order(const Call& call, const std::vector<const Contact*>& people) {
  const Step& step = *call.due.step;
  const bool stopped = reached(step.audience.stop_on, situation_);
  for (const Contact* contact : people) {
    const chronology::CallFact* made = call_made(contact->ref, round());
    if (!made && stopped) {
      withhold(step, contact->ref, rule_of(step.audience.stop_on));
      continue;
    }
    if (!add(call, {contact->ref, {}}, contact)) continue;
    floor_ =
        made ? made->at : jobs_.back().job.not_before + std::chrono::minutes{rules_.call_patience_minutes};
  }
  floor_.reset();
  if (stopped) run_for(step).settled = true;
}

std::string_view CasePlanner::left_out_of(const Step& step, const Contact& contact,
                                          const std::vector<const Contact*>& told) const {
  if (is_mailed_instead(step, contact)) return {};
  if (step.action == Kind::kText && !setting_.school.facility.text) return "no_text_facility";
  // Kinds without a channel of their own obey the rules of a call: a bar holds for all of them.
  const roll::Channel channel = job::channel_for(step.action).value_or(roll::Channel::kCall);
  const std::string_view rule = left_out(contact, channel, household_.contacts);
  if (!rule.empty()) return rule;
  if (step.action == Kind::kLetter) return letter_bar(contact);
  if (step.action != Kind::kText) return {};
  const bool twice = std::any_of(told.begin(), told.end(), [&](const Contact* c) {
    return !is_mailed_instead(step, *c) && c->mobile.e164 == contact.mobile.e164;
  });
  return twice ? "same_number" : std::string_view{};
}

/// What a letter must not give away: where somebody lives, and that a child is looked after elsewhere.
std::string_view CasePlanner::letter_bar(const Contact& contact) const {
  const bool used_anyway = decided_yes("address_may_be_used");
  if (is_barred_home(contact.address) && !used_anyway) return "address_of_barred";
  if (contact.address_confidential && !used_anyway) return "address_confidential";
  const bool looked_after = has_tag(rules_, household_.pupil.tags, "looked_after");
  const bool carer = contact.day_to_day_care == roll::Answer::kYes;
  if (looked_after && !carer && !decided_yes("write_to_birth_parents")) return "looked_after_parent";
  return {};
}

bool CasePlanner::is_barred_home(const roll::Address& address) const {
  return std::any_of(household_.contacts.begin(), household_.contacts.end(), [&](const Contact& c) {
    return c.barred && !c.address.empty() && c.address == address;
  });
}

/// One that nobody may learn: the child's, or that of a contact who lives there.
bool CasePlanner::is_confidential_home(const roll::Address& address) const {
  return household_.pupil.address_confidential ||
         std::any_of(household_.contacts.begin(), household_.contacts.end(), [&](const Contact& c) {
           return c.address_confidential && !c.address.empty() && c.address == address;
         });
}

bool CasePlanner::decided_yes(std::string_view about) const {
  if (!case_.facts) return false;
  const auto& all = case_.facts->decisions;
  const auto newest = std::find_if(all.rbegin(), all.rend(), [&](const auto& d) { return d.about == about; });
  return newest != all.rend() && newest->answer == "yes";
}

bool CasePlanner::decided_since(std::string_view about, base::Date day) const {
  return case_.facts &&
         std::any_of(case_.facts->decisions.begin(), case_.facts->decisions.end(),
                     [&](auto& d) { return d.about == about && base::to_london(d.at).date >= day; });
}

void CasePlanner::leave_out(const Step& step, const Contact& contact, std::string_view rule) {
  withhold(step, contact.ref, rule);
  if (rule == "responsibility_unknown") raise(GapKind::kResponsibility);
  if (rule == "number_of_barred") raise(GapKind::kSharedNumber);
  if (rule == "address_of_barred" || rule == "address_confidential") raise(GapKind::kAddressBar);
  if (rule == "looked_after_parent") raise(GapKind::kBirthParents);
}

/// Nobody on record may be told at all; or only people whom no step of today means, such as somebody for
/// emergencies, while the parents have no number or a court order names them.
bool CasePlanner::nobody_may_be_told() const {
  if (family_is_asked_ && !family_is_told_) return true;
  const auto contacts = household_.contacts;
  return std::all_of(contacts.begin(), contacts.end(), [&](const Contact& c) {
    return !left_out(c, roll::Channel::kCall, contacts).empty() &&
           (!setting_.school.facility.text || !left_out(c, roll::Channel::kText, contacts).empty());
  });
}

/// Whether a reason is acceptable is asked of whoever may say so for this child: of the DSL, for one who is
/// looked after. Somebody else's yes would be refused, and the question would stay open.
std::string CasePlanner::who_judges(const Step& step) const {
  if (step.action != Kind::kDecide || step.about != "reason_acceptable") return step.audience.role;
  const auto may = who_accepts_reasons(rules_, household_.pupil.tags);
  const bool named = may.empty() || std::find(may.begin(), may.end(), step.audience.role) != may.end();
  return named ? step.audience.role : may.front();
}

/// Who fills the step's role for this pupil; empty when it names somebody only where there is one.
std::string CasePlanner::filled_role(const Step& step) {
  const auto fills = [&](const std::string& role) {
    return role_kind(role) != RoleKind::kProfessional || names_professional(situation_.around, role);
  };
  const Audience& a = step.audience;
  if (fills(a.role)) return who_judges(step);
  withhold(step, {}, "no_" + a.role);
  if (a.where_applicable) return {};
  raise(GapKind::kProfessional);
  for (const std::string& role : a.fallback)
    if (fills(role)) return role;
  return {};
}

void CasePlanner::for_role(const Call& call) {
  const std::string role = filled_role(*call.due.step);
  if (role.empty() || !add(call, {{}, role}, nullptr)) return;
  ask_again(call);
}

/// A question that nobody has answered in its time is put to the next role too; it never answers itself.
void CasePlanner::ask_again(const Call& call) {
  const Step& step = *call.due.step;
  if (step.action != Kind::kDecide || step.decision.if_undecided.empty()) return;
  const job::Job& asked = jobs_.back().job;
  const chronology::JobFact* fact = case_.facts ? case_.facts->job(asked.subjects.front().key) : nullptr;
  const bool overdue = asked.day < setting_.today.date || (asked.due_by && *asked.due_by < setting_.when.now);
  if (!overdue || (fact && is_over(*fact)) || decided_since(step.about, asked.day)) return;
  add(call, {{}, step.decision.if_undecided}, nullptr);
}

void CasePlanner::for_home(const Call& call) {
  const Step& step = *call.due.step;
  const roll::Address& home = household_.pupil.home;
  if (home.empty()) {
    withhold(step, {}, "no_home_address");
    return raise(GapKind::kHomeAddress);
  }
  const bool barred = is_barred_home(home);
  if ((barred || is_confidential_home(home)) && !decided_yes("address_may_be_used")) {
    withhold(step, {}, barred ? "address_of_barred" : "address_confidential");
    return raise(GapKind::kAddressBar);
  }
  add(call, {{}, "staff"}, nullptr);
}

void CasePlanner::for_schools(const Call& call) {
  std::vector<std::string> asked;
  for (const roll::SiblingElsewhere& s : household_.siblings) {
    if (std::find(asked.begin(), asked.end(), s.school) != asked.end()) continue;
    asked.push_back(s.school);
    add(call, {{}, sibling_school(asked.size())}, nullptr);
  }
  if (asked.empty()) withhold(*call.due.step, {}, "no_siblings_elsewhere");
}

}  // namespace firstday::escalation
