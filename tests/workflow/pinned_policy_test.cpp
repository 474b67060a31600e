// A case goes on under the policy and version it began with, over versions, other policies, and terms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/temp_folder.h"
#include "workflow/case_record.h"
#include "workflow/configuration.h"
#include "workflow/pinned_cases.h"
#include "workflow/plan_day.h"
#include "workflow/run_day.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class Pinned : public ::testing::Test {
 protected:
  Pinned() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
    EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
  }

  config::SchoolSettings& school() { return t.house().settings.schools.front(); }
  void go_to(base::Date date, const char* code = "N") {
    t.clock.set(base::from_london(date, std::chrono::hours{9} + std::chrono::minutes{35}));
    ASSERT_TRUE(t.schools
                    .put_marks(t.school().school.urn,
                               {{roll::PupilRef("P1"), date, roll::Session::kAm, roll::Code(code)}},
                               t.clock.now(), "tester")
                    .ok());
  }
  job::Batch plan() { return plan_day(t.house(), t.school(), {t.clock.now(), t.clock.now()}).value().batch; }
  std::vector<std::string> keys() {
    std::vector<std::string> out;
    for (const job::Job& j : plan().jobs)
      if (j.step.rfind("rule-", 0) != 0) out.push_back(j.subjects.front().key);
    return out;
  }

  /// The version that the case began under goes, and the next one comes.
  void lose_the_version() {
    for (escalation::Policy& p : t.house().policies.at("essex-first-day-calling").policies) ++p.version;
  }
  std::vector<ports::JobRow> tasks() {
    ports::JobFilter filter;
    filter.school = t.school().school.urn;
    filter.kind = job::Kind::kTask;
    auto rows = t.queue.jobs(filter).value();
    std::erase_if(rows, [](const ports::JobRow& r) { return r.job.step != "rule-policy-replaced"; });
    return rows;
  }
  std::vector<base::Problem> findings() {
    return cases_under_another_policy(school(), t.house().policies, t.journal).value();
  }
  /// By the replaced policy alone.
  bool a_person_must_look() {
    RunReport report;
    report.schools.emplace_back().batch.replaced = plan().replaced;
    return report.needs_attention();
  }

  TestHouse t;
};

TEST_F(Pinned, AVersionThatIsThereIsNoMatterForAnybody) {
  go_to(support::school_day() + days{1});
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(tasks(), IsEmpty());
  EXPECT_THAT(findings(), IsEmpty());
  EXPECT_FALSE(a_person_must_look());
}

TEST_F(Pinned, AVersionThatIsGoneIsOneTaskForTheCaseOnAllDays) {
  lose_the_version();
  for (int day = 1; day <= 3; ++day) {
    go_to(support::school_day() + days{day});
    ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  }
  ASSERT_THAT(tasks(), SizeIs(1));
  EXPECT_EQ(tasks().front().job.to.role, "dsl");
  EXPECT_THAT(tasks().front().job.about, HasSubstr("version 2 is not there any more; version 3 is used"));
  EXPECT_EQ(tasks().front().state, job::State::kWithStaff);
  EXPECT_TRUE(a_person_must_look());
}

TEST_F(Pinned, CheckNamesTheCaseAtTheSchoolsPolicyUntilItIsAccepted) {
  lose_the_version();
  go_to(support::school_day() + days{1});
  school().policy_at = {"schools/900001.yaml", 7, 9};
  ASSERT_THAT(findings(), SizeIs(1));
  const base::Problem found = findings().front();
  EXPECT_EQ(found.severity, base::Severity::kWarning);
  EXPECT_THAT(base::describe(found),
              AllOf(HasSubstr("schools/900001.yaml:7"), HasSubstr("P1/2027-01-12"),
                    HasSubstr("essex-first-day-calling version 2 is not there any more; version 3 is used"),
                    HasSubstr("Put the file")));
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_TRUE(finish_task(t.house(), {}, {"P1", {job::Kind::kTask}, "", "dsl"}).ok());
  ASSERT_THAT(findings(), SizeIs(1));
  EXPECT_EQ(findings().front().severity, base::Severity::kNote);
  EXPECT_FALSE(a_person_must_look());
}

TEST_F(Pinned, AClosedCaseIsNoMatter) {
  lose_the_version();
  go_to(support::school_day() + days{1}, "/");
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Pinned, TheFileThatIsBackTakesTheTaskBack) {
  const escalation::Policy old = t.house().policies.at("essex-first-day-calling").current();
  lose_the_version();
  go_to(support::school_day() + days{1});
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  t.house().policies.at("essex-first-day-calling").policies.push_back(old);
  t.clock.set(t.clock.now() + std::chrono::minutes{5});
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_THAT(tasks(), SizeIs(1));
  EXPECT_EQ(tasks().front().state, job::State::kCancelled);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Pinned, AnotherPolicyIsForNewCasesOnly) {
  t.add_pupil("P2", "C2", "+447700900302");
  school().policy = "five-day-plan";
  go_to(support::school_day() + days{1});
  EXPECT_THAT(keys(), AllOf(Not(IsEmpty()), Each(StartsWith("essex-first-day-calling@2/P1/"))));
  ASSERT_TRUE(t.schools
                  .put_marks(t.school().school.urn,
                             {{roll::PupilRef("P2"), support::school_day() + days{1}, roll::Session::kAm,
                               roll::Code("N")}},
                             t.clock.now(), "tester")
                  .ok());
  int of_new = 0;
  for (const std::string& key : keys()) of_new += key.rfind("five-day-plan@1/P2/", 0) == 0 ? 1 : 0;
  EXPECT_GT(of_new, 0);
}

TEST_F(Pinned, APolicyThatIsGoneIsReplacedByTheSchoolsOwn) {
  school().policy = "five-day-plan";
  t.house().policies.erase("essex-first-day-calling");
  go_to(support::school_day() + days{1});
  EXPECT_THAT(keys(), Contains(StartsWith("essex-first-day-calling@2/P1/2027-01-12/ring/")))
      << "a step of the new policy, under the case's own name";
}

TEST_F(Pinned, ACaseIsCountedFromItsFirstDayTermsAgo) {
  school().school.calendar = roll::Calendar({{base::make_date(2027, 1, 4), base::make_date(2027, 1, 20)},
                                             {base::make_date(2027, 6, 1), base::make_date(2027, 7, 20)}},
                                            {}, {});
  go_to(support::school_day() + days{1});
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  go_to(base::make_date(2027, 6, 1));
  const job::Batch batch = plan();
  ASSERT_FALSE(batch.jobs.empty());
  EXPECT_EQ(batch.jobs.front().subjects.front().day_number, 3) << "two days in January, and one in June";
  EXPECT_EQ(batch.jobs.front().subjects.front().case_id, job::CaseId("P1/2027-01-12"));
}

class PolicyFiles : public ::testing::Test {
 protected:
  static std::string shipped() {
    std::ifstream in(fs::path(FIRSTDAY_SOURCE_DIR) / "config/policies/five-day-plan.yaml");
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& name, int version) {
    std::string text = shipped();
    text.replace(text.find("version: 1"), 10, "version: " + std::to_string(version));
    fs::create_directories(folder_.path() / "policies");
    std::ofstream(folder_.path() / "policies" / name) << text;
  }
  PolicyShelf load() { return load_policies(folder_.path().string(), FIRSTDAY_SOURCE_DIR); }
  std::vector<int> versions() {
    std::vector<int> out;
    const PolicyShelf shelf = load();
    for (const auto& p : shelf.policies.at("five-day-plan").policies) out.push_back(p.version);
    std::sort(out.begin(), out.end());
    return out;
  }
  int current() { return load().policies.at("five-day-plan").current().version; }

  support::TempFolder folder_;
};

TEST_F(PolicyFiles, AnEarlierVersionBesideTheNewOneStaysForOpenCases) {
  write("five-day-plan.yaml", 6);
  write("five-day-plan-5.yaml", 5);
  EXPECT_THAT(load().problems, IsEmpty());
  EXPECT_THAT(versions(), ElementsAre(1, 5, 6)) << "the shipped one too";
  EXPECT_EQ(current(), 6);
}

TEST_F(PolicyFiles, TheSchoolsOwnWinsOverANewerShippedOne) {
  std::string text = shipped();
  write("five-day-plan.yaml", 1);
  EXPECT_THAT(versions(), ElementsAre(1)) << "the same version once: the school's own";
  write("mine.yaml", 7);
  EXPECT_EQ(current(), 7);
}

TEST_F(PolicyFiles, OneVersionInTwoFilesIsAMistake) {
  write("a.yaml", 4);
  write("b.yaml", 4);
  ASSERT_EQ(load().problems.size(), 1u);
  EXPECT_THAT(base::describe(load().problems.front()), HasSubstr("b.yaml"));
  EXPECT_THAT(load().problems.front().what, HasSubstr("version 4"));
}

/// What stands at the end of the flow chart is not only words: uncommented, it is a policy.
TEST_F(PolicyFiles, TheReadyExampleOfGoingOnInAnotherPolicyWorks) {
  std::ifstream in(fs::path(FIRSTDAY_SOURCE_DIR) / "config/policies/attendance-flow-chart.yaml");
  std::string line, text, example;
  bool in_example = false;
  while (std::getline(in, line)) {
    if (line == "tail:") break;
    in_example = in_example || line == "#   tail:";
    if (in_example && line.rfind("#     ", 0) == 0)
      example += line.substr(4) + "\n";
    else if (in_example && line == "#   tail:")
      example += "tail:\n";
    else
      text += line + "\n";
  }
  std::string rest = "\n";
  while (std::getline(in, line))
    if (rest.size() > 1 || line == "  task:") rest += line + "\n";
  fs::create_directories(folder_.path() / "policies");
  std::ofstream(folder_.path() / "policies/attendance-flow-chart.yaml") << text + example + rest.substr(1);
  const PolicyShelf shelf = load();
  for (const base::Problem& p : shelf.problems) ADD_FAILURE() << base::describe(p);
  const escalation::Policy& p = shelf.policies.at("attendance-flow-chart").current();
  EXPECT_NE(p.step("cme-policy"), nullptr) << "001-15 is a task of day 3 all the same";
  EXPECT_NE(p.step("then-day-3-letter"), nullptr) << "000-14's letter is made up";
  EXPECT_NE(p.step("then-key-worker"), nullptr) << "and the 24 hours of 000-01";
  EXPECT_EQ(p.step("then-day-3-visit"), nullptr) << "covered";
}

TEST_F(PolicyFiles, AChainThatLeadsNowhereIsNamedWithItsLine) {
  std::string text = shipped();
  const size_t tail = text.find("\ntail:");
  text =
      text.substr(0, tail) +
      "\ntail:\n  do: chain\n  chain: nowhere\n  task: {id: beyond, rows: [rule], role: dsl, about: go on}\n";
  fs::create_directories(folder_.path() / "policies");
  std::ofstream(folder_.path() / "policies/five-day-plan.yaml") << text;
  ASSERT_EQ(load().problems.size(), 1u);
  const base::Problem p = load().problems.front();
  const long line =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("chain: nowhere")),
                 '\n') +
      1;
  EXPECT_EQ(p.line, line);
  EXPECT_THAT(p.file, HasSubstr("policies/five-day-plan.yaml"));
}

}  // namespace
}  // namespace firstday::workflow
