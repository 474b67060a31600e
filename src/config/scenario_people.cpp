// Pupil, contacts, professionals, siblings and addresses of a scenario.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "config/scenario_parts.h"
#include "escalation/roles.h"

namespace firstday::config {

namespace {

using roll::Answer;

std::vector<std::string> keys_of(const std::map<std::string, std::string>& map) {
  std::vector<std::string> out;
  out.reserve(map.size());
  for (const auto& [key, value] : map) out.push_back(key);
  return out;
}

class PeopleReader {
 public:
  PeopleReader(YamlReport& report, Scenario& out) : report_(report), out_(out) {}

  void read(YamlMap& file) {
    read_addresses(file);
    must_have(file, "pupil", "the pupil, with ref and name");
    if (const YamlNode* node = file.map("pupil")) read_pupil(*node);
    must_have(file, "contacts", "the list of contacts; [] when there are none");
    each(file, "contacts", [&](const YamlNode& n, const std::string& path) { read_contact(n, path); });
    each(file, "professionals",
         [&](const YamlNode& n, const std::string& path) { read_professional(n, path); });
    each(file, "siblings_elsewhere",
         [&](const YamlNode& n, const std::string& path) { read_sibling(n, path); });
    check_confidential();
  }

 private:
  template <typename Read>
  void each(YamlMap& file, std::string_view key, const Read& read) {
    const auto items = file.maps(key);
    for (size_t i = 0; i < items.size(); ++i)
      read(*items[i], std::string(key) + "[" + std::to_string(i) + "]");
  }

  void read_addresses(YamlMap& file) {
    const YamlNode* node = file.map("addresses");
    if (!node) return;
    YamlMap map(*node, "addresses", report_);
    for (const YamlNode& child : node->children) {
      out_.addresses[child.key] = map.text(child.key);
      refs_.insert(child.key);
    }
  }

  /// The reference, which no other may have.
  std::string ref_in(YamlMap& map) {
    must_have(map, "ref", "a short word that the file uses for it");
    std::string ref = map.text("ref");
    if (!ref.empty() && !refs_.insert(ref).second)
      map.complain("ref", "'" + ref + "' stands for something else already.", "Use another word.");
    return ref;
  }

  std::string address_in(YamlMap& map, std::string_view key) {
    const YamlNode* node = map.get(key);
    if (!node) return {};
    std::string ref = map.text(key);
    if (!ref.empty()) is_one_of(*node, map.path_of(key), keys_of(out_.addresses), "address", report_);
    return ref;
  }

  WrittenPhone phone_in(YamlMap& map, std::string_view key) {
    const YamlNode* node = map.get(key);
    if (!node) return {};
    WrittenPhone phone{map.text(key), place_of(*node)};
    if (phone.text.find_first_not_of("+0123456789 ()-") != std::string::npos)
      map.complain(key, "this is no telephone number.", "Write digits and spaces, as in \"07700 900301\".");
    return phone;
  }

  Answer answer_in(YamlMap& map, std::string_view key) {
    if (!map.has(key)) return Answer::kUnknown;
    const auto index = map.one_of(key, {"true", "false", "unknown"});
    if (!index) return Answer::kUnknown;
    return *index == 0 ? Answer::kYes : *index == 1 ? Answer::kNo : Answer::kUnknown;
  }

  void name_in(YamlMap& map, base::Personal& forename, base::Personal& surname) {
    must_have(map, "name", "forename and surname");
    const std::string name = map.text("name");
    const size_t space = name.find(' ');
    forename = base::Personal(name.substr(0, space));
    if (space != std::string::npos) surname = base::Personal(name.substr(space + 1));
  }

  void read_pupil(const YamlNode& node) {
    YamlMap map(node, "pupil", report_);
    roll::Pupil& p = out_.pupil;
    p.ref = roll::PupilRef(ref_in(map));
    name_in(map, p.forename, p.surname);
    p.born = map.date("dob");
    p.year = map.text("year");
    p.form = map.text("form");
    for (const std::string_view key : {"tags", "mis_tags"})
      for (std::string& tag : map.list(key)) p.tags.push_back(std::move(tag));
    out_.home = address_in(map, "home");
    p.starts = map.date("starts");
    // No procedure's step asks for it: a child below that age is no lesser worry (004-09).
    if (map.has("compulsory_school_age")) map.flag("compulsory_school_age");
    confidential_ = map.get("address_confidential_from");
    for (const std::string& ref : map.list("address_confidential_from")) hidden_from_.push_back(ref);
    p.address_confidential = !hidden_from_.empty();
    map.finish();
  }

  void read_contact(const YamlNode& node, const std::string& path) {
    YamlMap map(node, path, report_);
    ScenarioContact& c = out_.contacts.emplace_back();
    c.row.pupil = out_.pupil.ref;
    c.row.ref = roll::ContactRef(ref_in(map));
    name_in(map, c.row.forename, c.row.surname);
    must_have(map, "relationship", "who this is to the pupil: mother, father, grandmother ...");
    c.row.relationship = map.text("relationship");
    must_have(map, "priority", "the place in the ringing order, from 1");
    c.row.priority = map.number("priority", 0, 99).value_or(0);
    c.row.parental_responsibility = answer_in(map, "parental_responsibility");
    c.row.day_to_day_care = answer_in(map, "day_to_day_care");
    c.row.lives_with_pupil = answer_in(map, "lives_with_pupil");
    if (map.has("barred")) c.row.barred = map.one_of("barred", {"false", "court_order"}).value_or(0) == 1;
    const bool emergency = map.has("emergency_contact") && map.flag("emergency_contact");
    // A parent who is also an emergency contact is still a parent.
    c.row.emergency_only =
        emergency && c.row.parental_responsibility != Answer::kYes && c.row.day_to_day_care != Answer::kYes;
    c.row.email = base::Personal(map.text("email"));
    c.row.language = map.text("language");
    c.mobile = phone_in(map, "mobile");
    c.work = phone_in(map, "work_phone");
    c.address = address_in(map, "address");
    map.finish();
  }

  void read_professional(const YamlNode& node, const std::string& path) {
    YamlMap map(node, path, report_);
    ScenarioProfessional& p = out_.professionals.emplace_back();
    p.ref = ref_in(map);
    must_have(map, "role", "what this person is to the pupil");
    const std::vector<std::string_view> roles = {"key_worker",    "social_worker", "team_manager",
                                                 "family_worker", "laao",          "virtual_school"};
    if (const auto index = map.one_of("role", roles)) p.row.role = roles[*index];
    p.row.pupil = out_.pupil.ref;
    if (const YamlNode* whose = map.get("for"))
      is_one_of(*whose, path + "/for", {out_.pupil.ref.text()}, "pupil", report_);
    if (map.has("name")) p.row.name = base::Personal(map.text("name"));
    p.phone = phone_in(map, "phone");
    map.finish();
  }

  void read_sibling(const YamlNode& node, const std::string& path) {
    YamlMap map(node, path, report_);
    ScenarioSibling& s = out_.siblings.emplace_back();
    s.ref = ref_in(map);
    s.row.pupil = out_.pupil.ref;
    s.row.name = base::Personal(map.text("name"));
    must_have(map, "school", "the other school's name");
    s.row.school = map.text("school");
    s.phone = phone_in(map, "phone");
    map.finish();
  }

  void check_confidential() {
    const ScenarioRefs refs = refs_of(out_);
    for (const std::string& ref : hidden_from_)
      if (std::find(refs.contacts.begin(), refs.contacts.end(), ref) == refs.contacts.end())
        report_.complain(*confidential_, "pupil/address_confidential_from",
                         "'" + ref + "' is no contact of this file.",
                         "Use one of: " + base::join(refs.contacts, ", ") + ".");
  }

  YamlReport& report_;
  Scenario& out_;
  std::set<std::string> refs_;
  const YamlNode* confidential_ = nullptr;
  std::vector<std::string> hidden_from_;
};

}  // namespace

ScenarioRefs refs_of(const Scenario& scenario) {
  ScenarioRefs refs;
  refs.pupil = scenario.pupil.ref.text();
  refs.addresses = keys_of(scenario.addresses);
  for (const ScenarioContact& c : scenario.contacts) refs.contacts.push_back(c.row.ref.text());
  for (const ScenarioProfessional& p : scenario.professionals) refs.others.push_back(p.ref);
  for (const ScenarioSibling& s : scenario.siblings) refs.others.push_back(s.ref);
  return refs;
}

void read_scenario_people(YamlMap& file, YamlReport& report, Scenario& out) {
  PeopleReader(report, out).read(file);
}

}  // namespace firstday::config
