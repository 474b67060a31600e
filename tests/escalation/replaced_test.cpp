// A case whose own policy version is gone goes on under the current one, and that is said.
#include "escalation/replaced.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "escalation/explain.h"
#include "escalation/scenario.h"

namespace firstday::escalation::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kFirst = "P1/2027-01-11";

World case_under(const std::string& version, const std::string& more = {}) {
  return read_scenario(
      "now 2027-01-12 09:35\npupil P1 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
      "marks P1 2027-01-11 N,N N,-\ncase P1/2027-01-11 " +
      version + "\n" + more);
}

std::vector<job::Job> tasks(const job::Batch& batch) {
  std::vector<job::Job> out;
  for (const job::Job& j : batch.jobs)
    if (j.step == "rule-policy-replaced") out.push_back(j);
  return out;
}

/// What became of the task of this plan.
void put_task(World& w, job::State state) {
  const job::Job task = tasks(w.plan()).at(0);
  chronology::JobFact f;
  f.key = task.subjects.at(0).key;
  f.step = task.step;
  f.kind = task.kind;
  f.to = task.to;
  f.day = task.day;
  f.state = state;
  w.facts.cases.at(0).jobs = {f};
}

TEST(Replaced, ACaseUnderItsOwnVersionIsNoMatter) {
  const int current = case_under("").policies.current().version;
  const job::Batch batch = case_under("version=" + std::to_string(current)).plan();
  EXPECT_THAT(batch.replaced, IsEmpty());
  EXPECT_THAT(tasks(batch), IsEmpty());
}

TEST(Replaced, TheDslIsToldOfTheCaseOfBothVersionsAndOfWhatToDo) {
  const World w = case_under("version=7");
  const job::Batch batch = w.plan();
  ASSERT_THAT(tasks(batch), SizeIs(1));
  const job::Job task = tasks(batch).front();
  EXPECT_EQ(task.to.role, "dsl");
  EXPECT_EQ(task.rows, std::vector<std::string>{"rule"});
  EXPECT_EQ(task.subjects.front().case_id, job::CaseId(kFirst));
  EXPECT_THAT(
      task.about,
      AllOf(HasSubstr("case of 11/01/2027"), HasSubstr("essex-first-day-calling version 7"),
            HasSubstr("version " + std::to_string(w.policies.current().version) + " is used"),
            HasSubstr("new, missing or on other days"), HasSubstr("put the file"), HasSubstr("accept")));
  ASSERT_THAT(batch.replaced, SizeIs(1));
  EXPECT_FALSE(batch.replaced.front().accepted);
}

TEST(Replaced, OnceForTheCaseAndAgainWhenYetAnotherVersionComes) {
  World w = case_under("version=7");
  const std::string first = tasks(w.plan()).front().subjects.front().key;
  World later = read_scenario(
      "now 2027-01-13 09:35\npupil P1 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
      "marks P1 2027-01-11 N,N N,N N,-\ncase P1/2027-01-11 version=7\n");
  EXPECT_EQ(tasks(later.plan()).front().subjects.front().key, first) << "one job on all days";
  ++w.policies.policies.front().version;
  EXPECT_NE(tasks(w.plan()).front().subjects.front().key, first);
}

TEST(Replaced, ATickAcceptsThisChangeAndNoLaterOne) {
  World w = case_under("version=7");
  put_task(w, job::State::kWithStaff);
  EXPECT_FALSE(w.plan().replaced.at(0).accepted);
  put_task(w, job::State::kDone);
  EXPECT_TRUE(w.plan().replaced.at(0).accepted);
  ++w.policies.policies.front().version;
  EXPECT_FALSE(w.plan().replaced.at(0).accepted);
}

TEST(Replaced, TheFileThatIsBackTakesTheTaskBack) {
  World w = case_under("version=7");
  put_task(w, job::State::kWithStaff);
  Policy old = w.policies.current();
  old.version = 7;
  w.policies.policies.push_back(old);
  const job::Batch batch = w.plan();
  EXPECT_THAT(tasks(batch), IsEmpty());
  ASSERT_THAT(batch.taken_back, SizeIs(1));
  EXPECT_THAT(batch.taken_back.front().key, HasSubstr("rule-policy-replaced"));
}

TEST(Replaced, AnotherPolicyIsNamed) {
  World w = case_under("version=7");
  w.policies.policies.front().id = "our-own";
  const job::Batch batch = w.plan();
  ASSERT_THAT(batch.replaced, SizeIs(1));
  EXPECT_THAT(job::in_words(batch.replaced.front()), HasSubstr("our-own version"));
}

TEST(Replaced, BeforeTheRegisterTheCaseIsKnownAndNobodyIsAsked) {
  World w = read_scenario(
      "now 2027-01-12 08:35\npupil P1 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
      "marks P1 2027-01-11 N,N\ncase P1/2027-01-11 version=7\n");
  EXPECT_THAT(w.plan().replaced, SizeIs(1));
  EXPECT_THAT(tasks(w.plan()), IsEmpty());
}

TEST(Replaced, ExplainSaysItFirst) {
  World w = case_under("version=7");
  const auto first = [&] { return explain(w.plan(), w.roll, w.policies, roll::PupilRef("P1")).front().text; };
  EXPECT_THAT(first(), AllOf(HasSubstr("opened under another policy: essex-first-day-calling version 7"),
                             Not(HasSubstr("accepted"))));
  put_task(w, job::State::kDone);
  EXPECT_THAT(first(), HasSubstr("and that has been accepted"));
}

}  // namespace
}  // namespace firstday::escalation::testing
