#include "escalation/audience.h"

#include <algorithm>

#include "roll/may_be_told.h"

namespace firstday::escalation {

namespace {

using roll::Answer;
using roll::Channel;
using roll::Contact;

bool has_number(const Contact& c, const base::Personal& number) {
  return c.mobile.e164 == number || c.landline.e164 == number || c.work.e164 == number;
}

bool is_number_of_barred(const base::Personal& number, std::span<const Contact> contacts) {
  return !number.empty() && std::any_of(contacts.begin(), contacts.end(),
                                        [&](const Contact& c) { return c.barred && has_number(c, number); });
}

bool in_audience(Selector selector, const Contact& c) {
  switch (selector) {
    case Selector::kParentsAndCarers:
      return is_parent_or_carer(c);
    case Selector::kOtherContacts:
      return !is_parent_or_carer(c);
    case Selector::kAllContacts:
    case Selector::kNthContact:
      return true;
    case Selector::kEmergencyContacts:
      return c.emergency_only;
    case Selector::kPupil:
      return c.relationship == "self";
    default:
      return false;
  }
}

}  // namespace

bool is_parent_or_carer(const Contact& c) {
  if (c.emergency_only) return false;
  if (c.parental_responsibility == Answer::kYes || c.day_to_day_care == Answer::kYes) return true;
  return c.parental_responsibility == Answer::kUnknown && c.day_to_day_care == Answer::kUnknown;
}

std::vector<const Contact*> chosen(const Audience& audience, std::span<const Contact> contacts) {
  std::vector<const Contact*> out;
  for (const Contact& c : contacts)
    if (in_audience(audience.selector, c)) out.push_back(&c);
  if (audience.selector != Selector::kNthContact) return out;
  const auto nth = static_cast<size_t>(audience.nth);
  return nth <= out.size() ? std::vector{out[nth - 1]} : std::vector<const Contact*>{};
}

std::string_view left_out(const Contact& contact, Channel channel, std::span<const Contact> contacts) {
  const roll::MayBeTold answer = roll::may_be_told(contact, channel);
  if (answer != roll::MayBeTold::kYes) return roll::rule_name(answer);
  const bool dials = channel == Channel::kText || channel == Channel::kCall || channel == Channel::kVoice;
  if (dials && is_number_of_barred(roll::address_for(contact, channel), contacts)) return "number_of_barred";
  return {};
}

}  // namespace firstday::escalation
