#include "dispatch/provider_choice.h"

#include <gmock/gmock.h>

#include "dispatch/account_book.h"
#include "support/scripted_provider.h"

namespace firstday::dispatch {
namespace {

using job::Kind;
using job::OutcomeKind;
using support::ScriptedProvider;
using testing::ElementsAre;

std::vector<std::string> names(const std::vector<Account>& accounts) {
  std::vector<std::string> out;
  for (const Account& a : accounts) out.push_back(a.name);
  return out;
}

struct TwoAccounts : testing::Test {
  TwoAccounts() { mail_only.able.kinds = {Kind::kEmail}; }

  ScriptedProvider one, two, mail_only;
  Account first{"first", &one};
  Account second{"second", &two};
  Account mail{"mail", &mail_only};
  Accounts accounts{{Kind::kText, {first, mail, second}}, {Kind::kEmail, {mail, first}}};

  static job::Outcome outcome(OutcomeKind kind) { return support::answer(kind).outcome; }
};

using ProviderChoice = TwoAccounts;

TEST_F(ProviderChoice, KeepsTheOrderOfTheSettingsAndSkipsWhatCannotCarryTheKind) {
  EXPECT_THAT(names(usable_accounts(accounts, Kind::kText, {})), ElementsAre("first", "second"));
  EXPECT_THAT(names(usable_accounts(accounts, Kind::kEmail, {})), ElementsAre("mail", "first"));
  EXPECT_THAT(names(usable_accounts(accounts, Kind::kVoice, {})), ElementsAre());
}

TEST_F(ProviderChoice, SkipsStoppedAccounts) {
  EXPECT_THAT(names(usable_accounts(accounts, Kind::kText, {"first"})), ElementsAre("second"));
  EXPECT_THAT(names(usable_accounts(accounts, Kind::kText, {"first", "second"})), ElementsAre());
  EXPECT_TRUE(has_account(accounts, Kind::kText));
  EXPECT_FALSE(has_account(accounts, Kind::kVoice));
}

TEST_F(ProviderChoice, GoesToTheNextAccountAfterItsTriesAndRoundAgain) {
  const auto usable = usable_accounts(accounts, Kind::kText, {});
  std::vector<std::string> chosen;
  for (int attempts = 0; attempts < 8; ++attempts) chosen.push_back(choose(usable, attempts, 3)->name);
  EXPECT_THAT(chosen, ElementsAre("first", "first", "first", "second", "second", "second", "first", "first"));
  EXPECT_EQ(choose({}, 0, 3), nullptr);
}

using Book = TwoAccounts;

TEST_F(Book, TheFirstSendOverAnAccountGoesAlone) {
  AccountBook book(accounts, 3, 5);
  EXPECT_EQ(book.places(first), 1);
  book.note(first, outcome(OutcomeKind::kNotSent));
  EXPECT_EQ(book.places(first), 16);
  EXPECT_EQ(book.places(second), 1);
}

TEST_F(Book, AWrongAccountIsStoppedAndNamedWithItsReason) {
  AccountBook book(accounts, 3, 5);
  EXPECT_TRUE(book.has_other(Kind::kText, first));
  EXPECT_TRUE(book.note(first, outcome(OutcomeKind::kMisconfigured)));
  EXPECT_FALSE(book.note(first, outcome(OutcomeKind::kMisconfigured))) << "it is stopped once";
  EXPECT_EQ(book.account_for(Kind::kText, 0)->name, "second");
  EXPECT_FALSE(book.has_other(Kind::kText, second));
  ASSERT_EQ(book.stopped().size(), 1u);
  EXPECT_EQ(book.stopped()[0].account, "first");
  EXPECT_THAT(book.stopped()[0].why, testing::StartsWith("scripted Check the account's key"));
}

TEST_F(Book, UnknownsInARowStopAnAccountAndOneAnswerBetweenThemDoesNot) {
  AccountBook book(accounts, 3, 3);
  for (int i = 0; i < 4; ++i) {
    EXPECT_FALSE(book.note(first, outcome(OutcomeKind::kUnknown)));
    EXPECT_FALSE(book.note(first, outcome(OutcomeKind::kUnknown)));
    EXPECT_FALSE(book.note(first, outcome(OutcomeKind::kAccepted)));
  }
  book.note(first, outcome(OutcomeKind::kUnknown));
  book.note(first, outcome(OutcomeKind::kUnknown));
  EXPECT_TRUE(book.note(first, outcome(OutcomeKind::kUnknown)));
  EXPECT_EQ(book.account_for(Kind::kText, 0)->name, "second");
}

TEST_F(Book, ZeroNeverStopsForUnknowns) {
  AccountBook book(accounts, 3, 0);
  for (int i = 0; i < 50; ++i) EXPECT_FALSE(book.note(first, outcome(OutcomeKind::kUnknown)));
}

TEST_F(Book, AllAreStoppedOnlyWhenNoKindHasOneLeft) {
  AccountBook book(accounts, 3, 5);
  EXPECT_FALSE(book.all_stopped());
  for (const Account* a : {&first, &second}) book.note(*a, outcome(OutcomeKind::kMisconfigured));
  EXPECT_FALSE(book.all_stopped()) << "e-mail still goes";
  EXPECT_FALSE(book.account_for(Kind::kText, 0).has_value());
  book.note(mail, outcome(OutcomeKind::kMisconfigured));
  EXPECT_TRUE(book.all_stopped());
  book.resume_all();
  EXPECT_EQ(book.account_for(Kind::kText, 0)->name, "first");
  EXPECT_FALSE(AccountBook({}, 3, 5).all_stopped()) << "a house without accounts has none that is stopped";
}

}  // namespace
}  // namespace firstday::dispatch
