#include "dispatch/claim.h"

#include <gmock/gmock.h>

#include <set>

#include "seal/hash.h"
#include "support/builders.h"

namespace firstday::dispatch {
namespace {

using base::Personal;
using testing::ElementsAre;

const Personal kMobile("+447700900301");

/// Shows what is hashed instead of hashing it.
std::string plain(std::string_view text) {
  return std::string(text);
}

std::string claim_of(const job::Job& job, const Personal& to = kMobile) {
  return claims_for(job, to, plain).at(0);
}

job::Job one_pupil() {
  return support::text_job({"P1"}, "C1");
}

TEST(Claim, ThereIsOneForEachSubjectInTheirOrder) {
  const auto claims = claims_for(support::text_job({"P1", "P2"}, "C1"), kMobile, plain);
  EXPECT_THAT(claims, ElementsAre(claim_of(one_pupil()), claim_of(support::text_job({"P2"}, "C1"))));
}

TEST(Claim, IsTheKeyedHashInHexAndShowsNoNumber) {
  const auto keyed = [](std::string_view text) {
    return seal::hmac_sha256_hex("the school's claim key", text);
  };
  const auto other = [](std::string_view text) { return seal::hmac_sha256_hex("another key", text); };
  const std::string claim = claims_for(one_pupil(), kMobile, keyed).at(0);
  EXPECT_EQ(claim, seal::hmac_sha256_hex("the school's claim key", claim_of(one_pupil())));
  EXPECT_EQ(claim.size(), 64u);
  EXPECT_NE(claim, claims_for(one_pupil(), kMobile, other).at(0));
}

TEST(Claim, EveryPartOfItMakesItAnother) {
  std::set<std::string> claims{claim_of(one_pupil())};
  const auto add = [&](const std::function<void(job::Job&)>& change) {
    job::Job job = one_pupil();
    change(job);
    claims.insert(claim_of(job));
  };
  add([](job::Job& j) { j.school = support::other_school(); });
  add([](job::Job& j) { j.day += std::chrono::days{1}; });
  add([](job::Job& j) { j.subjects[0].pupil = roll::PupilRef("P2"); });
  add([](job::Job& j) { j.kind = job::Kind::kVoice; });
  add([](job::Job& j) { j.about = "home_visit"; });
  add([](job::Job& j) { j.round = "pm"; });
  claims.insert(claim_of(one_pupil(), Personal("+447700900302")));
  EXPECT_EQ(claims.size(), 8u);
}

TEST(Claim, AnotherPolicyStepTemplateOrTimeIsTheSameTellingOfTheSamePerson) {
  job::Job job = one_pupil();
  job.step = "another_step";
  job.subjects[0].policy = "another_policy";
  job.subjects[0].policy_version = 9;
  job.template_name = "another_template";
  job.language = "cy";
  job.not_before += std::chrono::hours{1};
  job.to.contact = roll::ContactRef("the same mother under another number in the file");
  EXPECT_EQ(claim_of(support::with_keys(job)), claim_of(one_pupil()));
}

TEST(Claim, FieldsNeverRunTogether) {
  job::Job a = one_pupil();
  a.about = "absence";
  a.round = "am";
  job::Job b = one_pupil();
  b.about = "absencea";
  b.round = "m";
  job::Job c = one_pupil();
  c.about = "absence2:am";
  c.round = "";
  EXPECT_EQ(std::set({claim_of(a), claim_of(b), claim_of(c)}).size(), 3u);
}

TEST(Claim, AnAddressIsTheSameInCapitals) {
  job::Job job = one_pupil();
  job.kind = job::Kind::kEmail;
  EXPECT_EQ(claim_of(job, Personal("Sam@Example.org")), claim_of(job, Personal("sam@example.org")));
}

}  // namespace
}  // namespace firstday::dispatch
