#include "chronology/timeline.h"

#include "base/text.h"

namespace firstday::chronology {

namespace {

std::string plain(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c == '_' || c == '\n') c = ' ';
  return out;
}

std::string capital(std::string text) {
  if (!text.empty()) text[0] = base::upper(text.substr(0, 1))[0];
  return text;
}

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

const roll::Contact* contact_of(const roll::Roll& roll, const Event& e) {
  for (const roll::Contact& c : roll.contacts_of(e.pupil))
    if (c.ref == e.contact) return &c;
  return nullptr;
}

base::Personal recipient_of(const Event& e, const roll::Roll& roll) {
  if (e.contact.empty()) return base::Personal(plain(e.detail("role")));
  const roll::Contact* c = contact_of(roll, e);
  if (c == nullptr) return base::Personal("contact " + e.contact.text() + " (no longer on the roll)");
  std::string name = c->forename.reveal() + " " + c->surname.reveal();
  if (!c->relationship.empty()) name += " (" + c->relationship + ")";
  return base::Personal(std::string(base::trim(name)));
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
      {Type::kReceipt, "Receipt", {{"status", ""}, {"state", "now"}}},
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
       {{"about", ""}, {"answer", "answer:"}, {"role", "by"}, {"rationale", "because"}}},
      {Type::kTaskDone, "%kind done", {{"outcome", ""}, {"note", ""}}},
      {Type::kNote, "Note", {{"text", ""}}},
      {Type::kRunStarted, "Run started", {{"summary", ""}}},
      {Type::kRunFinished, "Run finished", {{"summary", ""}}},
      {Type::kBatchHeld, "The day's messages held", {{"by", "by"}, {"reason", ""}}},
      {Type::kBatchReleased, "The day's messages released", {{"by", "by"}}},
      {Type::kUnknownClosed, "Unknown send settled", {{"reason", ""}}},
      {Type::kVisit,
       "Visit",
       {{"outcome", ""}, {"staff", "by"}, {"spoke_to", "spoke to"}, {"reason", "reason:"}, {"text", ""}}},
      {Type::kFlag, "Flag raised", {{"about", ""}, {"role", "by"}, {"text", ""}}},
      {Type::kFact,
       "On record",
       {{"about", ""},
        {"value", ""},
        {"from", "from"},
        {"date", "of"},
        {"ref", "reference"},
        {"document", "document"},
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
      {Type::kReferral, "Referred", {{"about", ""}, {"ref", "reference"}, {"criteria", "criteria:"}}},
      {Type::kLetterMade,
       "Letter made and kept",
       {{"reference", "reference"}, {"pages", "pages"}, {"batch", "batch"}}},
  };
  return kWordings;
}

std::string action_of(const char* pattern, const Event& e, const std::string& kind) {
  std::string action(pattern);
  if (action.rfind("%kind", 0) != 0) return action;
  const std::string own = std::string(e.detail("kind"));
  const std::string word = own.empty() ? kind : plain(own);
  return capital((word.empty() ? "job" : word) + action.substr(5));
}

/// Kinds are said when a job is planned; later events of the job name only its id.
std::string kind_of_job(std::span<const Event> events, const Event& e) {
  for (const Event& other : events)
    if (other.type == Type::kJobPlanned && other.job == e.job) return plain(other.detail("kind"));
  return {};
}

TimelineRow row_of(const Event& e, std::span<const Event> events, const roll::Roll& roll) {
  TimelineRow row;
  row.seq = e.seq;
  row.at = e.at;
  row.actor = e.actor;
  row.recipient = recipient_of(e, roll);
  row.address = base::Personal(std::string(e.detail("to")));
  for (const Wording& w : wordings()) {
    if (w.type != e.type) continue;
    row.action = action_of(w.action, e, e.job.empty() ? std::string() : kind_of_job(events, e));
    row.result = details(e, w.result);
  }
  // A mark's "to" is a code, not an address.
  if (e.type == Type::kMarkChanged) row.address = {};
  return row;
}

}  // namespace

std::vector<TimelineRow> timeline(std::span<const Event> events, const roll::Roll& roll) {
  std::vector<TimelineRow> rows;
  rows.reserve(events.size());
  for (const Event& e : events) rows.push_back(row_of(e, events, roll));
  return rows;
}

}  // namespace firstday::chronology
