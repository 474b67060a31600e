// The address for receipts in a request, and the reader that an account gets.
#include <gtest/gtest.h>

#include "providers/declared/build_request.h"
#include "providers/declared_incoming.h"
#include "providers/provider_contract.h"

namespace firstday::provider_declared {
namespace {

constexpr const char* kUrl = "https://gw.school.example/in/118234/invented";

std::string receipt_block() {
  return "receipt: {source: form, reference: ref, status: {at: s, map: {ok: delivered}}}\n";
}

/// A definition whose request carries the address in a JSON value.
Definition asking(const std::string& auth, const std::string& value) {
  std::string yaml = sample_receiving("incoming: {auth: " + auth + "}\n" + receipt_block());
  yaml.insert(yaml.find("    test: false"), "    report: \"" + value + "\"\n");
  return read_good(yaml);
}

const char* const kToken = "{kind: token, secret: hook}";

class DeclaredReceiptUrl : public testing::Test {
 protected:
  base::Result<std::unique_ptr<ports::Provider>> make(const Definition& d, const Parameters& more) {
    Parameters parameters = sample_parameters();
    parameters.insert(more.begin(), more.end());
    return create(
        d, parameters, [this](const std::string& name) { return name == "end" ? end_ : "sesame"; }, http_);
  }
  /// What is kept, and what leaves.
  std::pair<std::string, std::string> sent(const Definition& d, const Parameters& more) {
    const auto made = make(d, more);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().what);
    if (!made) return {};
    const auto request = made.value()->prepare(text_to("+447700900123", "Hi"), providers::reference());
    made.value()->start(request.value(), providers::reference(), [](const job::Outcome&) {});
    return {request.value().bytes, http_.requests.back().body};
  }

  MemoryHttp http_;
  std::string end_ = "a-secret-end-of-an-address";
};

TEST_F(DeclaredReceiptUrl, EndsWithTheSecretInWhatLeavesAndWithASlotInWhatIsKept) {
  const Definition d = asking(kToken, "{{receipt_url|if_present}}?ref={{reference}}&s=%d");
  const auto [kept, left] = sent(d, {{"hook", "secret:end"}, {"receipt_url", kUrl}});
  EXPECT_NE(left.find(std::string("\"report\":\"") + kUrl +
                      "/a-secret-end-of-an-address?ref=" + providers::reference().text() + "&s=%d\""),
            std::string::npos)
      << left;
  EXPECT_EQ(kept.find(end_), std::string::npos) << kept;
  EXPECT_NE(kept.find("$hook"), std::string::npos) << kept;
}

TEST_F(DeclaredReceiptUrl, IsLeftOutWhereTheHouseHasNoneOrTheAccountNamesNoSecret) {
  const Definition d = asking(kToken, "{{reply_url|if_present}}");
  for (const Parameters& more :
       {Parameters{}, Parameters{{"hook", "secret:end"}}, Parameters{{"receipt_url", kUrl}},
        Parameters{{"hook", "secret:end"}, {"receipt_url", ""}}})
    EXPECT_EQ(sent(d, more).second.find("report"), std::string::npos);
}

TEST_F(DeclaredReceiptUrl, MayCarryUserAndPassword) {
  const Definition d =
      asking("{kind: basic, user: hook_user, secret: hook, in_url: true}", "{{receipt_url|if_present}}");
  const auto [kept, left] = sent(d, {{"hook", "secret:end"}, {"hook_user", "mmg"}, {"receipt_url", kUrl}});
  EXPECT_NE(left.find("\"https://mmg:a-secret-end-of-an-address@gw.school.example/in/118234/invented\""),
            std::string::npos)
      << left;
  EXPECT_EQ(kept.find(end_), std::string::npos) << kept;
}

TEST_F(DeclaredReceiptUrl, GivesReceiptsOnlyWithAnAddressAndAReaderWithItsSecrets) {
  const Definition d = asking(kToken, "{{receipt_url|if_present}}");
  const auto none = make(d, {});
  EXPECT_EQ(none.value()->receipts(), nullptr);
  EXPECT_FALSE(none.value()->capabilities().gives_receipts);
  const auto no_address = make(d, {{"hook", "secret:end"}});
  EXPECT_NE(no_address.value()->receipts(), nullptr);
  EXPECT_FALSE(no_address.value()->capabilities().gives_receipts);
  EXPECT_TRUE(
      make(d, {{"hook", "secret:end"}, {"receipt_url", kUrl}}).value()->capabilities().gives_receipts);
}

TEST_F(DeclaredReceiptUrl, ASecretInAnAddressMustBeLongAndNeedNoEncoding) {
  const Definition d = asking(kToken, "{{receipt_url|if_present}}");
  for (const char* bad :
       {"short", "sixteen/sixteen/sixteen", "sixteen sixteen sixteen", "sechzehn-\u00e4-sechzehn"}) {
    end_ = bad;
    const auto made = make(d, {{"hook", "secret:end"}, {"receipt_url", kUrl}});
    ASSERT_FALSE(made.ok()) << bad;
    EXPECT_NE(made.error().what.find("'hook' stands in an address"), std::string::npos) << made.error().what;
    EXPECT_EQ(made.error().what.find(bad), std::string::npos);
  }
}

TEST_F(DeclaredReceiptUrl, AnAddressOfTheHouseThatIsNoneIsNamed) {
  const auto made =
      make(asking(kToken, "{{receipt_url|if_present}}"), {{"receipt_url", "gw.school.example"}});
  ASSERT_FALSE(made.ok());
  EXPECT_NE(made.error().what.find("'receipt_url' must be an address"), std::string::npos);
}

TEST_F(DeclaredReceiptUrl, TheReaderReadsItsSecretForEveryRequestAndAnswersAsTheFileSays) {
  const auto made = make(asking(kToken, "{{receipt_url|if_present}}"), {{"hook", "secret:end"}});
  const ports::ReceiptReader& reader = *made.value()->receipts();
  ports::RawPost post = posted("application/x-www-form-urlencoded", "ref=r&s=ok");
  post.token = end_;
  EXPECT_TRUE(reader.is_authentic(post, {}));
  EXPECT_EQ(reader.read(post).value.size(), 1u);
  EXPECT_EQ(reader.acknowledgement().status, 200);
  end_ = "another-end-of-an-address";
  EXPECT_FALSE(reader.is_authentic(post, {}));
}

}  // namespace
}  // namespace firstday::provider_declared
