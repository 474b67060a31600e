#include "job/job.h"

#include "base/text.h"

namespace firstday::job {

namespace {

struct KindWord {
  Kind kind;
  std::string_view word;
};

constexpr KindWord kKinds[] = {
    {Kind::kText, "text"},           {Kind::kEmail, "email"},
    {Kind::kVoice, "voice"},         {Kind::kCall, "call"},
    {Kind::kVoicemail, "voicemail"}, {Kind::kLetter, "letter"},
    {Kind::kCard, "card"},           {Kind::kAppMessage, "app_message"},
    {Kind::kVisit, "visit"},         {Kind::kDecide, "decide"},
    {Kind::kNotify, "notify"},       {Kind::kRefer, "refer"},
    {Kind::kForm, "form"},           {Kind::kRecord, "record"},
    {Kind::kEnquiry, "enquiry"},     {Kind::kWork, "work"},
    {Kind::kCode, "code"},           {Kind::kTask, "task"},
};

constexpr std::pair<OnlyIf, std::string_view> kConditions[] = {
    {OnlyIf::kAlways, "always"},
    {OnlyIf::kNoResponse, "no_response"},
    {OnlyIf::kNoReason, "no_reason"},
    {OnlyIf::kNoAnswer, "no_answer"},
};

}  // namespace

std::string_view word(Kind kind) {
  for (const KindWord& k : kKinds)
    if (k.kind == kind) return k.word;
  return "?";
}

std::optional<Kind> kind_of(std::string_view text) {
  for (const KindWord& k : kKinds)
    if (k.word == text) return k.kind;
  return std::nullopt;
}

bool is_carried(Kind kind) {
  return std::find(std::begin(kCarriedKinds), std::end(kCarriedKinds), kind) != std::end(kCarriedKinds);
}

std::optional<roll::Channel> channel_for(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return roll::Channel::kText;
    case Kind::kEmail:
      return roll::Channel::kEmail;
    case Kind::kVoice:
      return roll::Channel::kVoice;
    case Kind::kCall:
    case Kind::kVoicemail:
      return roll::Channel::kCall;
    case Kind::kLetter:
      return roll::Channel::kLetter;
    case Kind::kCard:
      return roll::Channel::kCard;
    case Kind::kAppMessage:
      return roll::Channel::kAppMessage;
    case Kind::kVisit:
      return roll::Channel::kVisit;
    default:
      return std::nullopt;
  }
}

std::string_view word(OnlyIf condition) {
  for (const auto& [value, text] : kConditions)
    if (value == condition) return text;
  return "?";
}

std::optional<OnlyIf> only_if_of(std::string_view text) {
  for (const auto& [value, name] : kConditions)
    if (name == text) return value;
  return std::nullopt;
}

std::string subject_key(const Subject& subject, const Job& job) {
  // Without a case the pupil stands in its place: work for a child whose reason is known (001-03).
  const std::string& whose = subject.case_id.empty() ? subject.pupil.text() : subject.case_id.text();
  const std::string& to = job.to.contact.empty() ? job.to.role : job.to.contact.text();
  std::string key;
  key.reserve(128);
  key += subject.policy;
  key += '@';
  key += std::to_string(subject.policy_version);
  const auto part = [&](std::string_view text) {
    key += '/';
    key += text;
  };
  part(whose);
  part(job.step);
  part(base::iso_date(job.day));
  part(job.round);
  part(to);
  part(word(job.kind));
  return key;
}

std::string job_key(const Job& job) {
  std::string key;
  for (const Subject& s : job.subjects) {
    if (!key.empty()) key += '+';
    key += s.key;
  }
  return key;
}

std::string in_words(const PolicyReplaced& r) {
  return r.policy + " version " + std::to_string(r.version) + " is not there any more; " +
         (r.by_policy == r.policy ? "" : r.by_policy + " ") + "version " + std::to_string(r.by_version) +
         " is used";
}

std::vector<std::string> words_of(const std::vector<BrakeReason>& reasons) {
  std::vector<std::string> out;
  out.reserve(reasons.size());
  for (const BrakeReason& r : reasons) out.push_back(r.words);
  return out;
}

}  // namespace firstday::job
