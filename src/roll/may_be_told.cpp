#include "roll/may_be_told.h"

#include <algorithm>

namespace firstday::roll {

namespace {

bool opted_out(const Contact& c, Channel channel) {
  return std::find(c.opted_out.begin(), c.opted_out.end(), channel) != c.opted_out.end();
}

/// Letters, cards and e-mails carry more than a first name, so they go to parents and carers only.
MayBeTold may_be_written_to(const Contact& c) {
  if (c.parental_responsibility == Answer::kYes || c.day_to_day_care == Answer::kYes) return MayBeTold::kYes;
  const bool known = c.parental_responsibility == Answer::kNo && c.day_to_day_care == Answer::kNo;
  return known ? MayBeTold::kNotResponsible : MayBeTold::kResponsibilityUnknown;
}

bool is_written(Channel channel) {
  return channel == Channel::kLetter || channel == Channel::kCard || channel == Channel::kEmail;
}

MayBeTold has_address(const Contact& c, Channel channel) {
  switch (channel) {
    case Channel::kText:
      if (c.mobile.empty()) return MayBeTold::kNoAddress;
      return c.mobile.kind == PhoneKind::kMobile ? MayBeTold::kYes : MayBeTold::kNotTextable;
    case Channel::kCall:
    case Channel::kVoice:
    case Channel::kEmail:
      return address_for(c, channel).empty() ? MayBeTold::kNoAddress : MayBeTold::kYes;
    case Channel::kLetter:
    case Channel::kCard:
    case Channel::kVisit:
      return c.address.empty() ? MayBeTold::kNoAddress : MayBeTold::kYes;
    case Channel::kAppMessage:
      return MayBeTold::kYes;
  }
  return MayBeTold::kNoAddress;
}

}  // namespace

MayBeTold may_be_told(const Contact& contact, Channel channel) {
  if (contact.barred) return MayBeTold::kBarred;
  if (contact.emergency_only && channel != Channel::kCall) return MayBeTold::kEmergencyOnly;
  if (is_written(channel)) {
    const MayBeTold written = may_be_written_to(contact);
    if (written != MayBeTold::kYes) return written;
  }
  if (opted_out(contact, channel)) return MayBeTold::kOptedOut;
  return has_address(contact, channel);
}

std::string_view rule_name(MayBeTold answer) {
  switch (answer) {
    case MayBeTold::kYes:
      return "yes";
    case MayBeTold::kBarred:
      return "barred";
    case MayBeTold::kEmergencyOnly:
      return "emergency_only";
    case MayBeTold::kResponsibilityUnknown:
      return "responsibility_unknown";
    case MayBeTold::kNotResponsible:
      return "not_responsible";
    case MayBeTold::kOptedOut:
      return "opted_out";
    case MayBeTold::kNoAddress:
      return "no_address";
    case MayBeTold::kNotTextable:
      return "not_textable";
  }
  return "?";
}

std::string_view in_words(MayBeTold answer) {
  switch (answer) {
    case MayBeTold::kYes:
      return "may be told";
    case MayBeTold::kBarred:
      return "a court order forbids contact";
    case MayBeTold::kEmergencyOnly:
      return "an emergency contact only: may be rung, and asked that the parent rings back";
    case MayBeTold::kResponsibilityUnknown:
      return "the record does not say whether this person has parental responsibility or day-to-day care";
    case MayBeTold::kNotResponsible:
      return "has neither parental responsibility nor day-to-day care";
    case MayBeTold::kOptedOut:
      return "asked not to be reached this way";
    case MayBeTold::kNoAddress:
      return "no number or address on record for this";
    case MayBeTold::kNotTextable:
      return "the number on record is not one that texts are sent to";
  }
  return "?";
}

const base::Personal& address_for(const Contact& contact, Channel channel) {
  static const base::Personal kNone;
  switch (channel) {
    case Channel::kText:
      return contact.mobile.e164;
    case Channel::kEmail:
      return contact.email;
    case Channel::kCall:
    case Channel::kVoice:
      if (!contact.mobile.empty()) return contact.mobile.e164;
      return contact.landline.empty() ? contact.work.e164 : contact.landline.e164;
    default:
      return kNone;
  }
}

}  // namespace firstday::roll
