#include "workflow/test_house.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "config/templates.h"
#include "providers/sandbox/sandbox.h"
#include "seal/hash.h"
#include "workflow/configuration.h"

namespace firstday::workflow {

namespace fs = std::filesystem;

namespace {

class Right : public ports::DispatchRight {};

/// The shipped sample's configuration, with our own school in it.
const Configuration& shipped() {
  static const std::string kRoot = FIRSTDAY_SOURCE_DIR;
  static const Configuration kRead = load_configuration(kRoot + "/config/sample", kRoot, nullptr);
  return kRead;
}

fs::path own_folder() {
  const auto* info = testing::UnitTest::GetInstance()->current_test_info();
  const fs::path folder =
      fs::temp_directory_path() / (std::string("firstday-") + info->test_suite_name() + "-" + info->name());
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

}  // namespace

base::Result<std::unique_ptr<ports::DispatchRight>> OpenGate::take() {
  if (closed) return base::conflict("Another process is sending.");
  return std::unique_ptr<ports::DispatchRight>(std::make_unique<Right>());
}

base::Result<std::unique_ptr<ports::PlanTurn>> OpenGate::plan_turn() {
  if (const auto other = std::exchange(before_turn, nullptr)) other();
  return std::make_unique<ports::PlanTurn>();
}

TestHouse::TestHouse() : clock(support::at(9, 35)), folder(own_folder()) {
  Configuration c = shipped();  // a copy
  for (const base::Problem& p : c.problems)
    EXPECT_NE(p.severity, base::Severity::kError) << base::describe(p);
  c.settings.schools.front().school = support::school();
  house_ = std::unique_ptr<House>(new House{std::move(c.settings),
                                            std::move(c.templates.set),
                                            std::move(c.policies),
                                            {},
                                            clock,
                                            log,
                                            schools,
                                            queue,
                                            journal,
                                            gate,
                                            [](std::string_view text) { return seal::sha256_hex(text); },
                                            "test-house",
                                            "tester",
                                            [](std::string_view text) { return seal::sha256_hex(text); }});
  house_->inbox = &inbox;
  set_sandbox({});
}

void TestHouse::set_sandbox(std::map<std::string, std::string> parameters) {
  parameters["folder"] = (folder / "sandbox").string();
  auto made = provider_sandbox::Sandbox::create(parameters);
  ASSERT_TRUE(made.ok()) << made.error().what;
  SchoolAccounts& accounts = house_->accounts[school().school.urn];
  accounts.by_kind[job::Kind::kText] = {{"sandbox", made.value().get()}};
  accounts.providers.clear();
  accounts.providers.push_back(std::move(made).value());
}

void TestHouse::add_pupil(const std::string& pupil, const std::string& parent, const std::string& mobile) {
  ports::RollChange change;
  change.school = school().school.urn;
  change.put_pupils = {support::pupil(pupil)};
  change.put_pupils[0].form = "5H";
  roll::Contact c = support::contact(pupil, parent);
  c.mobile = {base::Personal(mobile), roll::PhoneKind::kMobile};
  change.put_contacts = {c};
  ASSERT_TRUE(schools.apply(change).ok());
}

void TestHouse::put(const std::vector<roll::Contact>& contacts) {
  ports::RollChange change;
  change.school = school().school.urn;
  change.put_contacts = contacts;
  ASSERT_TRUE(schools.apply(change).ok());
}

void TestHouse::mark(const std::string& pupil, const std::string& code, roll::Session session) {
  const auto put = schools.put_marks(
      school().school.urn, {{roll::PupilRef(pupil), support::school_day(), session, roll::Code(code)}},
      clock.now(), "tester");
  ASSERT_TRUE(put.ok());
}

std::vector<std::string> TestHouse::sent() const {
  std::vector<std::string> out;
  if (!fs::exists(folder / "sandbox")) return out;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "sandbox")) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    out.push_back(text.str());
  }
  return out;
}

}  // namespace firstday::workflow
