// Every HTTP status there may be, with and without a rule of the vendor's.
#include <gtest/gtest.h>

#include "providers/declared/judge.h"
#include "providers/declared_fixtures.h"

namespace firstday::provider_declared {
namespace {

using job::OutcomeKind;

constexpr const char* kWords[] = {"accepted", "rejected_permanent", "rejected_temporary", "misconfigured",
                                  "unknown"};

/// The vendor says "no" in words of its own; anything between us and the vendor can only give a status.
Definition refuses_in_words() {
  return with_rules(
      "{parse: text}",
      "  - {when: {status: 100-599, body: {text: {matches: '^NO '}}}, is: rejected_temporary}\n");
}

std::string in_file(int status, const std::string& word) {
  return "  - {when: {status: " + std::to_string(status) + "}, is: " + word + "}\n";
}

TEST(DeclaredStatuses, WithoutARuleEveryStatusIsUnknown) {
  const Definition d = with_rules("{parse: empty}", "");
  for (int status = 100; status <= 599; ++status)
    EXPECT_EQ(judge(d, answered(status, "")).kind,
              status == 299 ? OutcomeKind::kAccepted : OutcomeKind::kUnknown)
        << status;
}

TEST(DeclaredStatuses, WithARuleEveryFinalStatusMeansWhatTheRuleSays) {
  for (const char* word : kWords) {
    const Definition d =
        with_rules("{parse: empty}", std::string("  - {when: {status: 100-599}, is: ") + word + "}\n");
    for (int status = 100; status <= 599; ++status) {
      const job::Outcome o = judge(d, answered(status, ""));
      EXPECT_EQ(o.kind, status < 200 ? OutcomeKind::kUnknown : *job::outcome_of(word))
          << status << " " << word;
      EXPECT_EQ(o.http_status, status);
    }
  }
}

TEST(DeclaredStatuses, ARuleForOneStatusSaysNothingAboutAnyOther) {
  for (const int named : {200, 201, 303, 404, 429, 500, 503}) {
    const Definition d = with_rules("{parse: empty}", in_file(named, "rejected_permanent"));
    for (int status = 200; status <= 599; ++status) {
      const OutcomeKind expected = status == named ? OutcomeKind::kRejectedPermanent
                                   : status == 299 ? OutcomeKind::kAccepted
                                                   : OutcomeKind::kUnknown;
      EXPECT_EQ(judge(d, answered(status, "")).kind, expected) << status << " by the rule for " << named;
    }
  }
}

TEST(DeclaredStatuses, AFiveHundredIsProofOnlyInTheVendorsOwnWords) {
  const Definition d = refuses_in_words();
  for (int status = 500; status <= 599; ++status) {
    EXPECT_EQ(judge(d, answered(status, "NO capacity")).kind, OutcomeKind::kRejectedTemporary) << status;
    EXPECT_EQ(judge(d, answered(status, "<html>Bad gateway</html>")).kind, OutcomeKind::kUnknown) << status;
    EXPECT_EQ(judge(d, answered(status, "")).kind, OutcomeKind::kUnknown) << status;
  }
}

TEST(DeclaredStatuses, ARedirectIsUnknownAndTellsWhatToCheck) {
  const Definition d = with_rules("{parse: empty}", "");
  for (int status = 300; status <= 399; ++status) {
    const job::Outcome o = judge(d, answered(status, "", {{"location", "https://elsewhere.example/"}}));
    EXPECT_EQ(o.kind, OutcomeKind::kUnknown) << status;
    EXPECT_NE(o.evidence.find("never followed: check the account's address"), std::string::npos)
        << o.evidence;
    EXPECT_EQ(o.evidence.find("elsewhere"), std::string::npos) << "an address may hold a number";
  }
}

TEST(DeclaredStatuses, NoRuleCanTurnABrokenAnswerIntoAnything) {
  for (const char* word : kWords) {
    const Definition d =
        with_rules("{parse: empty}", std::string("  - {when: {status: 100-599}, is: ") + word + "}\n");
    for (int status = 100; status <= 599; ++status) {
      ports::HttpResult broken = answered(status, "");
      broken.transport_code = 18;
      broken.whole_answer = false;
      EXPECT_EQ(judge(d, broken).kind, OutcomeKind::kUnknown) << status << " " << word;
    }
  }
}

}  // namespace
}  // namespace firstday::provider_declared
