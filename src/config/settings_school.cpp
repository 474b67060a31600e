#include "config/settings_school.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "config/absence_line.h"
#include "config/settings_calendar.h"

namespace firstday::config {

namespace {

std::vector<job::Kind> all_carried() {
  return {std::begin(job::kCarriedKinds), std::end(job::kCarriedKinds)};
}

std::vector<job::Kind> read_kinds(const Section& account, Findings& findings) {
  if (!account.has("kinds")) return all_carried();
  std::vector<job::Kind> kinds;
  for (const YamlNode& entry : account.words("kinds")) {
    const auto kind = job::kind_of(entry.text);
    if (kind && job::channel_for(*kind))
      kinds.push_back(*kind);
    else
      findings.error(entry, "kinds", "'" + entry.text + "' is nothing that an account carries.",
                     "Write text, email, voice, call, letter, card or app_message.");
  }
  return kinds;
}

/// The provider's own words: their names are checked by the provider, their values are never shown.
std::map<std::string, std::string> read_parameters(const YamlNode& node, Findings& findings) {
  std::map<std::string, std::string> parameters;
  if (node.kind != YamlNode::Kind::kMap && node.kind != YamlNode::Kind::kNull)
    findings.error(node, "parameters", "Here must stand keys with values.",
                   "Write 'key: value', one on each line.");
  for (const YamlNode& value : node.children) {
    if (value.kind == YamlNode::Kind::kScalar || value.kind == YamlNode::Kind::kNull)
      parameters[value.key] = value.text;
    else
      findings.error(value, value.key, "A parameter has one value.", "Write it on the line of the key.");
  }
  return parameters;
}

std::vector<AccountSettings> read_accounts(const Section& file, Findings& findings) {
  std::vector<AccountSettings> accounts;
  std::set<std::string> names;
  for (const YamlNode& entry : file.list("accounts")) {
    const Section account(entry, "accounts[]", findings);
    AccountSettings a;
    a.provider = account.text("provider", "sandbox");
    a.name = account.text("name", a.provider);
    a.kinds = read_kinds(account, findings);
    a.weight = static_cast<int>(account.number("weight", 0, 0, 1000));
    a.parameters = read_parameters(account.at("parameters"), findings);
    const YamlNode& place = account.has("provider") ? account.at("provider") : entry;
    a.at = {findings.file, place.line, place.column};
    if (!names.insert(a.name).second)
      findings.error(entry, "name", "There is another account of this name.",
                     "Give each account its own name.");
    accounts.push_back(std::move(a));
  }
  if (accounts.empty())
    findings.error(file.at("accounts"), "accounts", "Without an account nothing can be sent.",
                   "Write one, or leave 'accounts' out.");
  return accounts;
}

void read_log(const Section& log, LogSettings& into) {
  into.format = log.one_of("format", into.format, {"text", "json"});
  into.level = log.one_of("level", into.level, {"debug", "info", "warning", "error"});
  into.files = static_cast<int>(log.number("files", into.files, 1, 1000));
  into.bytes = log.number("bytes", into.bytes, 10'000, 10'000'000'000);
}

void read_serve(const Section& serve, ServeSettings& into, Findings& findings) {
  into.listen = serve.text("listen", into.listen);
  if (into.listen.find(':') == std::string::npos)
    findings.error(serve.at("listen"), "listen", "This is no address to listen on.",
                   "Write HOST:PORT, as in 127.0.0.1:8470.");
  into.public_url = serve.text("public_url", into.public_url);
  while (!into.public_url.empty() && into.public_url.back() == '/') into.public_url.pop_back();
  const bool is_web = into.public_url.rfind("https://", 0) == 0 || into.public_url.rfind("http://", 0) == 0;
  if (!into.public_url.empty() && !is_web)
    findings.error(serve.at("public_url"), "public_url", "This is no address on the web.",
                   "Write it as providers call it: https://absence.example.org.");
  into.body_kilobytes = serve.number("body_kilobytes", into.body_kilobytes, 1, 1024);
  into.request = std::chrono::seconds{serve.number("request_seconds", into.request.count(), 1, 300)};
  into.connections = static_cast<int>(serve.number("connections", into.connections, 2, 1000));
}

bool is_language(const std::string& text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class SchoolReader {
 public:
  SchoolReader(const YamlNode& file, Findings& findings) : file_(file, "", findings), findings_(findings) {}

  SchoolSettings read(const std::string& urn, const SharedSettings& shared, const NamedFiles& named) {
    read_who(urn);
    read_policy(named.policy_folders);
    read_trial();
    out_.hold = std::chrono::minutes{file_.number("hold_minutes", out_.hold.count(), 0, 240)};
    read_window();
    read_limits();
    read_facility();
    read_rules();
    out_.accounts = file_.has("accounts") ? read_accounts(file_, findings_) : shared.accounts;
    require_an_account_for_each_facility();
    for (const YamlNode& tag : file_.words("tags")) out_.tags.push_back(tag.text);
    ReadCalendar calendar = read_calendar(file_.section("calendar"), findings_);
    out_.school.calendar = std::move(calendar.calendar);
    out_.group_closures_at = std::move(calendar.group_closures_at);
    out_.deadlines.school_ends = out_.school.calendar.sessions().school_ends;
    read_marks(named.profile_folders);
    return std::move(out_);
  }

 private:
  void read_who(const std::string& urn) {
    roll::School& s = out_.school;
    const std::string written = file_.required_text("urn");
    s.urn = roll::Urn(urn);
    if (!written.empty() && (written.size() != 6 || !base::is_digits(written)))
      wrong("urn", "A URN has six digits.", "Look it up at get-information-schools.service.gov.uk.");
    else if (!written.empty() && written != urn)
      wrong("urn", "The file is named after another school.",
            "Name it " + written + ".yaml, or mend the URN.");
    s.name = file_.required_text("name");
    s.short_name = file_.text("short_name", s.name);
    s.phone = file_.required_text("phone");
    s.email = file_.text("email", "");
    s.address = file_.text("address", "");
    s.language = file_.text("language", s.language);
    if (!s.email.empty() && s.email.find('@') == std::string::npos)
      wrong("email", "This is no e-mail address.", "Mend it, or leave the line out.");
    if (!is_language(s.language))
      wrong("language", "This is no language.", "Write its two or three letters, as in en, cy, pl.");
    const std::string phone = s.phone.empty() ? std::string() : wrong_with_absence_line(s.phone);
    if (!phone.empty()) wrong("phone", phone, kMendAbsenceLine);
  }

  void read_policy(const std::vector<std::string>& folders) {
    out_.policy = file_.required_text("policy");
    if (out_.policy.empty()) return;
    const std::string name = out_.policy + ".yaml";
    const YamlNode at = file_.at("policy");
    out_.policy_at = {findings_.file, at.line, at.column};
    if (!is_in(folders, name))
      wrong("policy", "There is no policy file " + name + ".",
            "Looked in: " + base::join(folders, ", ") + ".");
  }

  void read_trial() {
    out_.trial = file_.flag("trial", out_.trial);
    if (out_.trial)
      findings_.warning(file_.at("trial"), "trial",
                        "The school is in trial mode: nothing that reaches people leaves.",
                        "Take the line out when the school begins.");
  }

  void read_window() {
    const Section window = file_.section("send_window");
    out_.window = read_window(window, "send_window", out_.window);
    for (const job::Kind kind : job::kCarriedKinds) {
      const std::string word(job::word(kind));
      if (window.has(word))
        out_.windows[kind] = read_window(window.section(word), "send_window." + word, out_.window);
    }
  }

  SendWindow read_window(const Section& section, const std::string& key, SendWindow standard) {
    SendWindow window{section.time("from", standard.from), section.time("to", standard.to)};
    if (window.to > window.from) return window;
    findings_.error(file_.at("send_window"), key, "This window closes before it opens.",
                    "Put the earlier time after 'from'.");
    return standard;
  }

  void read_limits() {
    const Section limits = file_.section("limits");
    out_.pence_a_day = static_cast<int>(limits.number("pence_a_day", 0, 0, 10'000'000));
    out_.per_address_hour =
        static_cast<int>(limits.number("per_address_hour", out_.per_address_hour, 0, 100));
  }

  void read_facility() {
    const Section facility = file_.section("facility");
    roll::Facility& f = out_.school.facility;
    f.text = facility.flag("text", f.text);
    f.email = facility.flag("email", f.email);
    f.voice = facility.flag("voice", f.voice);
    f.app_message = facility.flag("app_message", f.app_message);
    f.work_platform = facility.text("work_platform", "");
  }

  void read_rules() {
    escalation::HouseRules& r = out_.rules;
    r.alarm =
        std::chrono::minutes{file_.section("registers").number("alarm_minutes", r.alarm.count(), 0, 240)};
    const Section brake = file_.section("brake");
    r.times_usual = static_cast<int>(brake.number("times_usual", r.times_usual, 0, 100));
    r.at_least = static_cast<int>(brake.number("at_least", r.at_least, 0, 10'000));
    const Section house = file_.section("house_rules");
    r.sweep = house.flag("sweep", r.sweep);
    r.old_n = house.flag("old_n", r.old_n);
    r.undecided = house.flag("undecided", r.undecided);
    const Section deadlines = file_.section("deadlines");
    job::Deadlines& d = out_.deadlines;
    d.receipt = std::chrono::minutes{deadlines.number("receipt_minutes", 60, 1, 1440)};
    d.unknown = std::chrono::minutes{deadlines.number("unknown_minutes", 10, 1, 240)};
    out_.purge_visits_after = std::chrono::hours{
        file_.section("visits").number("purge_after_hours", out_.purge_visits_after.count(), 0, 168)};
  }

  static bool is_in(const std::vector<std::string>& folders, const std::string& name) {
    return std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
      std::error_code ignored;
      return std::filesystem::is_regular_file(std::filesystem::path(folder) / name, ignored);
    });
  }

  void read_marks(const std::vector<std::string>& profile_folders) {
    const Section marks = file_.section("marks");
    read_drop_folder(marks);
    read_profile(marks, profile_folders);
    out_.marks.expected_by = marks.time("expected_by", out_.school.calendar.sessions().am_register_closes);
    if (out_.marks.used()) out_.rules.marks_expected_by = out_.marks.expected_by;
  }

  /// Whatever is in the folder is read and moved away, so it must be a folder of its own.
  void read_drop_folder(const Section& marks) {
    out_.marks.folder = marks.text("drop_folder", "");
    if (!marks.has("drop_folder")) return;
    const std::string wrong = wrong_with_folder(out_.marks.folder);
    if (wrong.empty()) return;
    out_.marks.folder.clear();
    findings_.error(marks.at("drop_folder"), "drop_folder", wrong,
                    "Name a folder of its own below the data folder, as in drop/" + out_.school.urn.text() +
                        ", or one that begins with /.");
  }

  static std::string wrong_with_folder(const std::string& folder) {
    const auto path = std::filesystem::path(folder).lexically_normal();
    if (folder.empty()) return "This names no folder.";
    if (std::find(path.begin(), path.end(), "..") != path.end()) return "This leads out of the data folder.";
    if (path == "." || path == "./") return "This is the data folder itself.";
    if (path == "/") return "This is the whole disk.";
    return {};
  }

  void read_profile(const Section& marks, const std::vector<std::string>& folders) {
    out_.marks.profile = marks.text("profile", "");
    const std::string& name = out_.marks.profile;
    if (name.empty() || name == "canonical" || is_in(folders, name + ".csv")) return;
    findings_.error(marks.at("profile"), "profile", "There is no profile '" + name + "'.",
                    "There are: " + base::join(profiles_in(folders), ", ") + ".");
  }

  static std::vector<std::string> profiles_in(const std::vector<std::string>& folders) {
    std::set<std::string> names = {"canonical"};
    std::error_code ignored;
    for (const std::string& folder : folders)
      for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        if (entry.path().extension() == ".csv" && entry.is_regular_file(ignored))
          names.insert(entry.path().stem().string());
    return {names.begin(), names.end()};
  }

  void require_an_account_for_each_facility() {
    const roll::Facility& f = out_.school.facility;
    if (f.text) require_an_account(job::Kind::kText);
    if (f.email) require_an_account(job::Kind::kEmail);
    if (f.voice) require_an_account(job::Kind::kVoice);
  }

  void require_an_account(job::Kind kind) {
    if (carries(kind)) return;
    const std::string word(job::word(kind));
    wrong("facility", "facility." + word + " is true, but no account carries " + word + ".",
          "Add '" + word + "' to the kinds of an account, or set facility." + word + " to false.");
  }

  bool carries(job::Kind kind) const {
    return std::any_of(out_.accounts.begin(), out_.accounts.end(), [kind](const AccountSettings& a) {
      return std::find(a.kinds.begin(), a.kinds.end(), kind) != a.kinds.end();
    });
  }

  void wrong(std::string_view key, std::string what, std::string mend) {
    findings_.error(file_.at(key), key, std::move(what), std::move(mend));
  }

  Section file_;
  Findings& findings_;
  SchoolSettings out_;
};

}  // namespace

std::vector<AccountSettings> sandbox_accounts() {
  return {{"sandbox", "sandbox", all_carried(), {}}};
}

SharedSettings read_shared(const YamlNode& file, Findings& findings) {
  const Section top(file, "", findings);
  SharedSettings shared;
  read_log(top.section("log"), shared.log);
  read_serve(top.section("serve"), shared.serve, findings);
  StoreSettings& store = shared.store;
  store.reserve_megabytes =
      top.section("store").number("reserve_megabytes", store.reserve_megabytes, 0, 1'000'000);
  shared.accounts = top.has("accounts") ? read_accounts(top, findings) : sandbox_accounts();
  return shared;
}

SchoolSettings read_school(const YamlNode& file, const std::string& urn, const SharedSettings& shared,
                           const NamedFiles& named, Findings& findings) {
  return SchoolReader(file, findings).read(urn, shared, named);
}

}  // namespace firstday::config
