#include "dispatch/account_book.h"

#include <gmock/gmock.h>

#include "support/builders.h"
#include "support/scripted_provider.h"

namespace firstday::dispatch {
namespace {

using job::Kind;
using std::chrono::seconds;
using support::ScriptedProvider;

const base::Steady kStart{std::chrono::hours(1)};

struct Book : testing::Test {
  Book() {
    mail_only.able.kinds = {Kind::kEmail};
    add_school(support::hazel_road());
  }
  void add_school(const roll::Urn& urn) {
    SchoolSide side;
    side.school = urn;
    side.accounts = {{Kind::kText, {{"first", &one}, {"second", &two}}},
                     {Kind::kEmail, {{"mail", &mail_only}, {"first", &one}}}};
    schools.push_back(side);
  }
  AccountBook book() { return AccountBook(schools, 3, {5, seconds(60), std::chrono::minutes(10)}); }
  Accounts& accounts(std::size_t school = 0) { return schools[school].accounts; }
  Account& account(Kind kind, std::size_t place, std::size_t school = 0) {
    return accounts(school)[kind][place];
  }
  void stop(AccountBook& in, const Account& one_of_them) {
    in.of(one_of_them).done(in.of(one_of_them).start(now), Sign::kWrong, "HTTP 401.", 0, now.steady);
  }

  ScriptedProvider one, two, mail_only;
  std::vector<SchoolSide> schools;
  Moment now{kStart, support::school_day()};
  job::Job text = support::text_job({"P1"}, "C1");
};

TEST_F(Book, AnAccountUnderTwoKindsIsOne) {
  AccountBook b = book();
  stop(b, account(Kind::kText, 0));
  EXPECT_EQ(b.account_for(accounts(), text, 0, now)->name, "second");
  EXPECT_FALSE(b.has_other(accounts(), Kind::kEmail, account(Kind::kEmail, 0), now)) << "stopped there too";
  EXPECT_TRUE(b.takes(accounts(), Kind::kEmail, now));
}

TEST_F(Book, ASchoolsTroubleIsItsOwnUnlessTheyShareTheAccount) {
  add_school(support::other_school());
  AccountBook apart = book();
  stop(apart, account(Kind::kText, 0, 0));
  EXPECT_EQ(apart.account_for(accounts(1), text, 0, now)->name, "first");
  for (std::size_t school : {0u, 1u})
    for (auto& [kind, of_kind] : accounts(school))
      for (Account& a : of_kind)
        if (a.name == "first") a.shared_as = "the trust's";
  AccountBook together = book();
  stop(together, account(Kind::kText, 0, 0));
  EXPECT_EQ(together.account_for(accounts(1), text, 0, now)->name, "second");
  ASSERT_EQ(together.stopped(accounts(1), now).size(), 1u);
}

TEST_F(Book, AllAreStoppedOnlyWhenNoKindHasOneLeftAndNoneTriesInTime) {
  AccountBook b = book();
  EXPECT_FALSE(b.all_stopped(accounts(), now, kStart));
  stop(b, account(Kind::kText, 0));
  stop(b, account(Kind::kText, 1));
  EXPECT_FALSE(b.all_stopped(accounts(), now, kStart)) << "e-mail still goes";
  EXPECT_EQ(b.account_for(accounts(), text, 0, now), nullptr);
  stop(b, account(Kind::kEmail, 0));
  EXPECT_TRUE(b.all_stopped(accounts(), now, kStart + seconds(59)));
  EXPECT_FALSE(b.all_stopped(accounts(), now, kStart + seconds(60))) << "then each is tried by one message";
  EXPECT_EQ(b.tries_at(accounts(), Kind::kText, now), kStart + seconds(60));
  b.resume_all();
  EXPECT_EQ(b.account_for(accounts(), text, 0, now)->name, "first");
  EXPECT_FALSE(b.all_stopped({}, now, kStart)) << "a house without accounts has none that is stopped";
}

TEST_F(Book, NamesThoseThatAreStoppedWithTheirReasons) {
  two.able.out_of_order = "The folder is gone.";
  AccountBook b = book();
  stop(b, account(Kind::kText, 0));
  const auto stopped = b.stopped(accounts(), now);
  ASSERT_EQ(stopped.size(), 2u);
  EXPECT_EQ(stopped[0].account, "first");
  EXPECT_THAT(stopped[0].why, testing::StartsWith("HTTP 401. Check the account's key"));
  EXPECT_EQ(stopped[1].why, "The folder is gone.");
  const auto health = b.health(accounts());
  ASSERT_EQ(health.size(), 3u) << "each once";
  EXPECT_EQ(health[0].account, "first");
  EXPECT_EQ(health[1].account, "mail");
  EXPECT_EQ(health[1].places, 1);
}

}  // namespace
}  // namespace firstday::dispatch
