// The table of events: which fields each has, and what each may hold.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/scenario_parts.h"
#include "escalation/policy_words.h"
#include "escalation/roles.h"
#include "escalation/visit_outcomes.h"

namespace firstday::config {

namespace {

using enum Happening;

constexpr std::pair<Happening, std::string_view> kWords[] = {{kCall, "call"},
                                                             {kReply, "reply"},
                                                             {kInboundCall, "inbound_call"},
                                                             {kReason, "reason"},
                                                             {kDecision, "decision"},
                                                             {kVisit, "visit"},
                                                             {kVisitLeft, "visit_left"},
                                                             {kVisitCheckIn, "visit_check_in"},
                                                             {kVisitExtended, "visit_extended"},
                                                             {kVisitReturned, "visit_returned"},
                                                             {kCodeWord, "code_word"},
                                                             {kMarkChange, "mark_change"},
                                                             {kFact, "fact"},
                                                             {kEvidence, "evidence"},
                                                             {kNote, "note"},
                                                             {kStaffFlag, "staff_flag"},
                                                             {kAsk, "ask"},
                                                             {kReferralSubmitted, "referral_submitted"},
                                                             {kChecklistSubmitted, "checklist_submitted"},
                                                             {kFormSubmitted, "form_submitted"},
                                                             {kLaNotice, "la_notice"},
                                                             {kEnquiryResult, "enquiry_result"},
                                                             {kNotifyResult, "notify_result"},
                                                             {kPoliceResult, "police_result"},
                                                             {kWorkCounted, "work_counted"},
                                                             {kClosed, "closed"}};

constexpr std::string_view kCallOutcomes[] = {"no_answer",    "answered_no_reason",
                                              "reason_given", "international_tone",
                                              "wrong_number", "set_off_for_school"};
constexpr std::string_view kChannels[] = {"text", "app_message", "email", "call", "in_person"};
constexpr std::string_view kGated[] = {"submit_cme_referral", "submit_destination_confirmed",
                                       "remove_from_roll"};
constexpr std::string_view kReferrals[] = {"cme_referral", "la_referral", "safeguarding_concern"};
constexpr std::string_view kChecklists[] = {"missing_pupil_checklist"};
constexpr std::string_view kForms[] = {"cme_paperwork", "destination_confirmed", "ehe_deregistration",
                                       "missing_ctf",   "visit_risk_assessment", "visit_safety_sheet"};
constexpr std::string_view kYesNo[] = {"yes", "no", "true", "false"};

enum class Holds {
  kText,
  kWord,  ///< one of `words`
  kRole,
  kAbout,    ///< a decision's
  kContact,  ///< a reference
  kAddress,
  kSomebody,  ///< a reference, or a role
  kDate,
  kDates,
  kTime,
  kList,
  kCode,
  kNumber,
};

struct Field {
  std::string_view name;
  Holds holds = Holds::kText;
  bool required = false;
  std::span<const std::string_view> words = {};
};

const std::vector<Field>& said_fields() {
  static const std::vector<Field> kFields = {{"from", Holds::kContact},
                                             {"channel", Holds::kWord, false, kChannels},
                                             {"text"},
                                             {"reason"},
                                             {"expected_return", Holds::kDate}};
  return kFields;
}

const std::vector<Field>& submitted_fields(Happening what) {
  static const std::vector<Field> kReferral = {
      {"ref"}, {"criteria", Holds::kList}, {"about", Holds::kWord, false, kReferrals}};
  static const std::vector<Field> kChecklist = {
      {"ref"}, {"criteria", Holds::kList}, {"about", Holds::kWord, false, kChecklists}};
  static const std::vector<Field> kForm = {
      {"ref"}, {"criteria", Holds::kList}, {"about", Holds::kWord, true, kForms}};
  return what == kReferralSubmitted ? kReferral : what == kChecklistSubmitted ? kChecklist : kForm;
}

const std::vector<Field>& visit_fields(Happening what) {
  static const std::vector<Field> kMade = {{"address", Holds::kAddress},
                                           {"staff", Holds::kList},
                                           {"outcome", Holds::kWord, true, escalation::visit_outcomes()},
                                           {"spoke_to"},
                                           {"reason"},
                                           {"text"}};
  static const std::vector<Field> kLeft = {{"staff", Holds::kList},
                                           {"mobile"},
                                           {"car"},
                                           {"check_in", Holds::kTime},
                                           {"return_by", Holds::kTime, true}};
  static const std::vector<Field> kCheckIn = {{"ok", Holds::kWord, false, kYesNo}};
  static const std::vector<Field> kExtended = {{"return_by", Holds::kTime, true}, {"by"}};
  static const std::vector<Field> kReturned = {};
  static const std::vector<Field> kWord = {{"taken_by"}};
  switch (what) {
    case kVisit:
      return kMade;
    case kVisitLeft:
      return kLeft;
    case kVisitCheckIn:
      return kCheckIn;
    case kVisitExtended:
      return kExtended;
    case kVisitReturned:
      return kReturned;
    default:
      return kWord;
  }
}

const std::vector<Field>& record_fields(Happening what) {
  static const std::vector<Field> kAboutIt = {
      {"about", Holds::kText, true}, {"value"}, {"text"}, {"document"}, {"by"}};
  static const std::vector<Field> kNoteIt = {{"about"}, {"value"}, {"text"}, {"document"}, {"by"}};
  return what == kNote ? kNoteIt : kAboutIt;
}

const std::vector<Field>& fields_of(Happening what) {
  static const std::vector<Field> kCallFields = {{"to", Holds::kContact, true},
                                                 {"outcome", Holds::kWord, true, kCallOutcomes},
                                                 {"reason"},
                                                 {"expected_return", Holds::kDate}};
  static const std::vector<Field> kDecisionFields = {{"about", Holds::kAbout, true},
                                                     {"by", Holds::kRole, true},
                                                     {"answer", Holds::kText, true},
                                                     {"rationale"},
                                                     {"believe_not_on_holiday", Holds::kWord, false, kYesNo},
                                                     {"concerned", Holds::kWord, false, kYesNo},
                                                     {"consulted", Holds::kList}};
  static const std::vector<Field> kMarkFields = {{"dates", Holds::kDates, true}, {"to", Holds::kCode, true}};
  static const std::vector<Field> kAskFields = {{"action", Holds::kWord, true, kGated}, {"by"}};
  static const std::vector<Field> kNoticeFields = {
      {"from"}, {"date", Holds::kDate}, {"ref"}, {"document"}, {"written", Holds::kWord, false, kYesNo},
      {"text"}};
  static const std::vector<Field> kResultFields = {
      {"to", Holds::kSomebody}, {"text"}, {"result"}, {"completed", Holds::kNumber}};
  static const std::vector<Field> kClosedFields = {{"how", Holds::kText, true}, {"by"}, {"ref"}};
  switch (what) {
    case kCall:
      return kCallFields;
    case kReply:
    case kInboundCall:
    case kReason:
      return said_fields();
    case kDecision:
      return kDecisionFields;
    case kMarkChange:
      return kMarkFields;
    case kFact:
    case kEvidence:
    case kNote:
    case kStaffFlag:
      return record_fields(what);
    case kAsk:
      return kAskFields;
    case kReferralSubmitted:
    case kChecklistSubmitted:
    case kFormSubmitted:
      return submitted_fields(what);
    case kLaNotice:
      return kNoticeFields;
    case kEnquiryResult:
    case kNotifyResult:
    case kPoliceResult:
    case kWorkCounted:
      return kResultFields;
    case kClosed:
      return kClosedFields;
    default:
      return visit_fields(what);
  }
}

std::vector<std::string> decision_abouts() {
  const auto words = escalation::decision_words();
  std::vector<std::string> out(words.begin(), words.end());
  out.insert(out.end(), std::begin(kGated), std::end(kGated));
  return out;
}

class FieldReader {
 public:
  FieldReader(YamlMap& map, std::string path, const ScenarioRefs& refs, YamlReport& report,
              ScenarioEvent& event)
      : map_(map), path_(std::move(path)), refs_(refs), report_(report), event_(event) {}

  void read(const Field& f) {
    const YamlNode* node = map_.get(f.name);
    if (!node) {
      if (f.required)
        map_.complain(f.name,
                      "'" + std::string(f.name) + "' is missing, which every " +
                          std::string(word(event_.what)) + " has.",
                      "Add it.");
      return;
    }
    std::vector<std::string> values = values_of(f, *node);
    if (values.empty() && !(f.holds == Holds::kList && node->kind == YamlNode::Kind::kList)) return;
    event_.fields[std::string(f.name)] = std::move(values);
  }

 private:
  std::vector<std::string> one(std::string text) {
    return text.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(text)};
  }

  std::vector<std::string> values_of(const Field& f, const YamlNode& node) {
    switch (f.holds) {
      case Holds::kWord: {
        const auto index = map_.one_of(f.name, {f.words.begin(), f.words.end()});
        return index ? one(std::string(f.words[*index])) : std::vector<std::string>{};
      }
      case Holds::kDate: {
        const auto date = map_.date(f.name);
        return date ? one(base::iso_date(*date)) : std::vector<std::string>{};
      }
      case Holds::kTime: {
        const auto time = map_.time(f.name);
        return time ? one(base::clock(*time)) : std::vector<std::string>{};
      }
      case Holds::kNumber: {
        const auto n = map_.number(f.name, 0, 100000);
        return n ? one(std::to_string(*n)) : std::vector<std::string>{};
      }
      case Holds::kCode:
        return one(std::string(read_code(map_, f.name).text()));
      case Holds::kList:
        return map_.list(f.name);
      case Holds::kDates:
        return dates(f.name, node);
      default:
        return checked(f, node);
    }
  }

  std::vector<std::string> dates(std::string_view name, const YamlNode& node) {
    std::vector<std::string> out = map_.list(name);
    for (size_t i = 0; i < out.size(); ++i)
      if (!base::parse_iso_date(out[i]))
        report_.complain(node.kind == YamlNode::Kind::kList ? node.children[i] : node, map_.path_of(name),
                         "'" + out[i] + "' is not a date.", "Write it as in 2027-01-12.");
    if (out.empty() && node.kind == YamlNode::Kind::kList)
      map_.complain(name, "there is no date in the list.", "Write it as in [2027-01-12].");
    return out;
  }

  /// A text that must be a reference, a role or a decision's word.
  std::vector<std::string> checked(const Field& f, const YamlNode& node) {
    const std::string text = map_.text(f.name);
    if (text.empty() || f.holds == Holds::kText) return one(text);
    const std::string path = map_.path_of(f.name);
    bool good = true;
    if (f.holds == Holds::kContact) good = is_one_of(node, path, refs_.contacts, "contact", report_);
    if (f.holds == Holds::kAddress) good = is_one_of(node, path, refs_.addresses, "address", report_);
    if (f.holds == Holds::kAbout) good = is_one_of(node, path, decision_abouts(), "question", report_);
    if (f.holds == Holds::kRole) good = is_role(node, path);
    if (f.holds == Holds::kSomebody) good = is_somebody(node, path);
    return good ? one(text) : std::vector<std::string>{};
  }

  bool is_role(const YamlNode& node, const std::string& path) {
    const auto kind = escalation::role_kind(node.text);
    if (kind && *kind != escalation::RoleKind::kRecords) return true;
    report_.complain(
        node, path, "'" + node.text + "' is no role that may decide.",
        "Use dsl, office, attendance_officer, slt, head, staff, or the role of somebody outside.");
    return false;
  }

  bool is_somebody(const YamlNode& node, const std::string& path) {
    if (escalation::role_kind(node.text)) return true;
    std::vector<std::string> all = refs_.contacts;
    all.insert(all.end(), refs_.others.begin(), refs_.others.end());
    if (std::find(all.begin(), all.end(), node.text) != all.end()) return true;
    report_.complain(
        node, path, "'" + node.text + "' is neither a reference of this file nor a role.",
        "Use a role, as in police, childrens_services, sims, or one of: " + base::join(all, ", ") + ".");
    return false;
  }

  YamlMap& map_;
  std::string path_;
  const ScenarioRefs& refs_;
  YamlReport& report_;
  ScenarioEvent& event_;
};

void check_said(YamlMap& map, const ScenarioEvent& event) {
  const bool said = event.what == kReply || event.what == kInboundCall || event.what == kReason;
  if (said && !event.has("text") && !event.has("reason"))
    map.complain(event.what == kReason ? "reason" : "text", "what was said is missing.",
                 "Give text, or reason where a reason for the absence was given.");
}

}  // namespace

std::string_view word(Happening what) {
  for (const auto& [value, text] : kWords)
    if (value == what) return text;
  return "?";
}

std::optional<Happening> happening_of(std::string_view text) {
  for (const auto& [value, word] : kWords)
    if (word == text) return value;
  return std::nullopt;
}

std::vector<std::string_view> happening_words() {
  std::vector<std::string_view> out;
  for (const auto& [value, text] : kWords) out.push_back(text);
  return out;
}

std::span<const std::string_view> scenario_call_outcomes() {
  return kCallOutcomes;
}

void read_event_fields(YamlMap& map, const std::string& path, const ScenarioRefs& refs, YamlReport& report,
                       ScenarioEvent& event) {
  FieldReader reader(map, path, refs, report, event);
  for (const Field& f : fields_of(event.what)) reader.read(f);
  check_said(map, event);
}

}  // namespace firstday::config
