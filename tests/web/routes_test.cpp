// What each path answers, without a socket.
#include "web/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstday::web {
namespace {

using ::testing::HasSubstr;

struct Asked {
  std::vector<Post> posts;
  PostAnswer say{PostResult::kKept, 200, "OK", "text/plain"};
  std::string not_ready;

  Answer ask(const std::string& method, const std::string& path) {
    Endpoints endpoints{[this] { return not_ready; }, [] { return std::string("a 1\n"); },
                        [this](const Post& post) {
                          posts.push_back(post);
                          return say;
                        }};
    return answer({method, path, "a=b", {}, "body"}, endpoints);
  }
};

TEST(Routes, HealthSaysThatTheProcessLives) {
  Asked asked;
  asked.not_ready = "The disk is full.";
  EXPECT_EQ(asked.ask("GET", "/health").status, 200);
}

TEST(Routes, ReadySaysWhyItIsNot) {
  Asked asked;
  EXPECT_EQ(asked.ask("GET", "/ready").status, 200);
  asked.not_ready = "The disk is full.";
  const Answer no = asked.ask("GET", "/ready");
  EXPECT_EQ(no.status, 503);
  EXPECT_EQ(no.body, "The disk is full.\n");
}

TEST(Routes, MetricsComeInTheTypeThatPrometheusAsksFor) {
  Asked asked;
  const Answer metrics = asked.ask("GET", "/metrics");
  EXPECT_EQ(metrics.content_type, "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_EQ(metrics.body, "a 1\n");
}

TEST(Routes, APostIsTakenForItsSchoolAndAccountWithItsToken) {
  Asked asked;
  EXPECT_EQ(asked.ask("POST", "/receipts/900001/our%20texts/s3cret").status, 200);
  ASSERT_EQ(asked.posts.size(), 1u);
  EXPECT_EQ(asked.posts[0].school, "900001");
  EXPECT_EQ(asked.posts[0].account, "our texts");
  EXPECT_EQ(asked.posts[0].token, "s3cret");
  EXPECT_EQ(asked.posts[0].request.body, "body");
  EXPECT_EQ(asked.posts[0].request.query, "a=b");
}

TEST(Routes, RepliesAreTakenToo_AndAProviderMayAskWithGet) {
  Asked asked;
  EXPECT_EQ(asked.ask("GET", "/replies/900001/texts").status, 200);
  ASSERT_EQ(asked.posts.size(), 1u);
  EXPECT_EQ(asked.posts[0].token, "");
}

TEST(Routes, TheProviderHearsItsOwnWordWhenItsPostWasKeptOrIsHereAlready) {
  Asked asked;
  asked.say = {PostResult::kKept, 202, "<Response/>", "text/xml"};
  const Answer kept = asked.ask("POST", "/receipts/1/a");
  EXPECT_EQ(kept.status, 202);
  EXPECT_EQ(kept.body, "<Response/>");
  EXPECT_EQ(kept.content_type, "text/xml");
  asked.say.result = PostResult::kAgain;
  EXPECT_EQ(asked.ask("POST", "/receipts/1/a").status, 202);
}

TEST(Routes, WhoIsNotKnownHearsTheSameAsWhoeverAsksForNothing) {
  Asked asked;
  asked.say.result = PostResult::kUnknown;
  const Answer unknown = asked.ask("POST", "/receipts/1/a/token");
  const Answer nothing = asked.ask("POST", "/nothing");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.body, nothing.body);
  EXPECT_EQ(unknown.headers, nothing.headers);
}

TEST(Routes, AForgedPostIsRefused) {
  Asked asked;
  asked.say.result = PostResult::kForged;
  const Answer forged = asked.ask("POST", "/receipts/1/a");
  EXPECT_EQ(forged.status, 403);
  EXPECT_THAT(forged.body, ::testing::Not(HasSubstr("OK")));
}

TEST(Routes, WhatCannotBeKeptIsAskedForAgain) {
  Asked asked;
  asked.say.result = PostResult::kUnavailable;
  const Answer later = asked.ask("POST", "/receipts/1/a");
  EXPECT_EQ(later.status, 503);
  ASSERT_EQ(later.headers.size(), 1u);
  EXPECT_EQ(later.headers[0].first, "Retry-After");
}

TEST(Routes, WhatIsNoAddressOfOursIsNotFound) {
  Asked asked;
  for (const char* path :
       {"/", "", "/receipts", "/receipts/1", "/receipts/1/", "/receipts//a", "/receipts/1/a/t/more",
        "/health/", "//health", "/receipts/1/%zz", "/receipts/1/%4", "/ready/x", "/../health"})
    EXPECT_EQ(asked.ask("POST", path).status, 404) << path;
  EXPECT_TRUE(asked.posts.empty());
}

TEST(Routes, AnotherMethodIsRefusedWithTheOnesThatAreUnderstood) {
  Asked asked;
  EXPECT_EQ(asked.ask("PUT", "/receipts/1/a").status, 405);
  EXPECT_EQ(asked.ask("POST", "/metrics").status, 405);
  EXPECT_EQ(asked.ask("DELETE", "/health").headers.at(0).second, "GET, HEAD");
  EXPECT_EQ(asked.ask("HEAD", "/health").status, 200);
}

}  // namespace
}  // namespace firstday::web
