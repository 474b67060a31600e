#include "chronology/timeline.h"

#include "base/text.h"
#include "chronology/words.h"

namespace firstday::chronology {

namespace {

/// Detail name and the label before its value; an empty label for none.
using Labels = std::vector<std::pair<const char*, const char*>>;

/// "label: value" for each detail that is there, joined by "; ".
std::string details(const Event& e, const Labels& wanted) {
  std::vector<std::string> parts;
  for (const auto& [name, label] : wanted) {
    const std::string_view value = e.detail(name);
    if (value.empty()) continue;
    const std::string prefix = *label == '\0' ? "" : std::string(label) + " ";
    parts.push_back(prefix + plain(value));
  }
  return base::join(parts, "; ");
}

base::Personal recipient_of(const Event& e, const roll::Roll& roll) {
  return base::Personal(e.contact.empty() ? plain(e.detail("role")) : contact_in_words(roll, e));
}

struct Wording {
  Type type;
  const char* action;  ///< "%kind" stands for the kind of job
  Labels result;
};

const std::vector<Wording>& wordings() {
  static const std::vector<Wording> kWordings = {
      {Type::kRollImported, "Roll imported", {{"summary", ""}}},
      {Type::kContactRemoved, "Contact taken off the roll", {{"reason", ""}}},
      {Type::kContactBarred, "Contact barred by court order", {{"reason", ""}}},
      {Type::kContactReturned, "Removed contact found in an import again", {{"reason", ""}}},
      {Type::kMarksImported,
       "Marks imported",
       {{"added", "new:"}, {"changed", "changed:"}, {"same", "unchanged:"}}},
      {Type::kMarkChanged, "Mark changed", {{"date", ""}, {"session", ""}, {"from", "from"}, {"to", "to"}}},
      {Type::kCaseOpened,
       "Case opened",
       {{"first_date", "absent since"},
        {"first_session", ""},
        {"policy", "policy"},
        {"policy_version", "version"},
        {"tier", "tier"}}},
      {Type::kCaseClosed, "Case closed", {{"how", ""}}},
      {Type::kJobPlanned, "%kind planned", {{"about", "about"}, {"day", "for"}, {"step", "step"}}},
      {Type::kWithheld, "Withheld", {{"rule", "rule"}, {"step", "step"}, {"why", ""}}},
      {Type::kJobWithdrawn, "%kind withdrawn", {{"reason", ""}}},
      {Type::kJobHeld, "%kind held", {{"reason", ""}}},
      {Type::kJobReleased, "%kind released", {{"reason", ""}}},
      {Type::kJobExpired, "%kind expired", {{"reason", ""}}},
      {Type::kAttemptStarted,
       "%kind attempt begun",
       {{"provider", "through"}, {"template", "template"}, {"parts", "parts"}}},
      {Type::kAttemptFinished,
       "%kind attempt ended",
       {{"outcome", ""}, {"state", "now"}, {"provider_ref", "reference"}, {"evidence", ""}}},
      {Type::kReceipt,
       "Receipt",
       {{"status", ""}, {"state", "now"}, {"reason", ""}, {"contradicts", "contradicts the record:"}}},
      {Type::kUnknownOverdue, "%kind still unknown: others are told instead", {}},
      {Type::kOptedOut, "No more messages wanted", {{"channel", "by"}}},
      {Type::kOptedIn, "Messages wanted again", {{"channel", "by"}, {"reason", ""}}},
      {Type::kWordSeen, "Looked at", {{"why", ""}, {"reason", ""}}},
      {Type::kChronologyGiven,
       "Chronology made to be handed out",
       {{"for", "for"}, {"rows", "rows:"}, {"rows_left_out", "left out:"}}},
      {Type::kReply, "Reply received", {{"text", ""}}},
      {Type::kCall, "Call", {{"outcome", ""}, {"reason", ""}, {"note", ""}}},
      {Type::kResponse,
       "Response",
       {{"level", ""},
        {"reason", "reason:"},
        {"rationale", "because"},
        {"expected_return", "expected back"},
        {"channel", "by"}}},
      {Type::kDecision,
       "Decision",
       {{"about", ""},
        {"answer", "answer:"},
        {"role", "by"},
        {"rationale", "because"},
        {"consulted", "consulted"}}},
      {Type::kTaskDone, "%kind done", {{"outcome", ""}, {"note", ""}}},
      {Type::kNote, "Note", {{"text", ""}}},
      {Type::kRunStarted, "Run started", {{"summary", ""}}},
      {Type::kRunFinished, "Run finished", {{"summary", ""}}},
      {Type::kBatchHeld, "The day's messages held", {{"by", "by"}, {"reason", ""}}},
      {Type::kBatchReleased, "The day's messages released", {{"by", "by"}}},
      {Type::kUnknownClosed, "Unknown send settled", {{"reason", ""}}},
      {Type::kVisit,
       "Visit",
       {{"outcome", ""},
        {"address", "at"},
        {"staff", "by"},
        {"spoke_to", "spoke to"},
        {"reason", "reason:"},
        {"text", ""}}},
      {Type::kFlag, "Flag raised", {{"about", ""}, {"role", "by"}, {"text", ""}}},
      {Type::kFact,
       "On record",
       {{"about", ""},
        {"value", ""},
        {"from", "from"},
        {"date", "of"},
        {"ref", "reference"},
        {"document", "document"},
        {"staff", "staff"},
        {"text", ""},
        {"role", "by"}}},
      {Type::kCardPrinted,
       "For the door printed",
       {{"template", ""},
        {"ref", "reference"},
        {"language", "in"},
        {"staff", "for"},
        {"body_hash", "sha256"}}},
      {Type::kCardLeft,
       "Left at the door",
       {{"template", ""}, {"ref", "reference"}, {"staff", "by"}, {"body_hash", "sha256"}, {"body", "text:"}}},
      {Type::kDetailsDestroyed, "Details destroyed", {{"of", "of event"}, {"names", ""}, {"reason", ""}}},
      {Type::kReferral, "Referred", {{"about", ""}, {"ref", "reference"}, {"criteria", "criteria:"}}},
      {Type::kLetterMade,
       "Letter made and kept",
       {{"reference", "reference"}, {"pages", "pages"}, {"batch", "batch"}}},
  };
  return kWordings;
}

std::string action_of(const char* pattern, const std::string& kind) {
  std::string action(pattern);
  if (action.rfind("%kind", 0) != 0) return action;
  return capital((kind.empty() ? "job" : kind) + action.substr(5));
}

TimelineRow row_of(const Event& e, const JobKinds& kinds, const roll::Roll& roll) {
  TimelineRow row;
  row.seq = e.seq;
  row.at = e.at;
  row.actor = e.actor;
  row.recipient = recipient_of(e, roll);
  row.address = base::Personal(std::string(e.detail("to")));
  for (const Wording& w : wordings()) {
    if (w.type != e.type) continue;
    const auto kind = kinds.of(e);
    row.action = action_of(w.action, kind ? plain(job::word(*kind)) : std::string());
    row.result = details(e, w.result);
  }
  // A mark's "to" is a code, not an address.
  if (e.type == Type::kMarkChanged) row.address = {};
  return row;
}

}  // namespace

std::vector<TimelineRow> timeline(std::span<const Event> shown, std::span<const Event> all,
                                  const roll::Roll& roll) {
  const JobKinds kinds(all);
  std::vector<TimelineRow> rows;
  rows.reserve(shown.size());
  for (const Event& e : shown) rows.push_back(row_of(e, kinds, roll));
  return rows;
}

std::vector<TimelineRow> timeline(std::span<const Event> events, const roll::Roll& roll) {
  return timeline(events, events, roll);
}

}  // namespace firstday::chronology
