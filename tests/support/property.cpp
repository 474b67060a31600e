#include "support/property.h"

#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>

namespace firstday::support {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr int kAllCases = 100'000;
constexpr size_t kMostChoices = 600;

struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A failure is shrunk for so long: what is dear to try would be shrunk for minutes.
constexpr std::chrono::seconds kShrinking{10};

/// Of the property that runs now.
struct Seen {
  int asked = 0;
  int were = 0;
  std::optional<std::chrono::steady_clock::time_point> failed;
  std::string words;  ///< of the newest failure: the plainest that was found

  bool has_shrunk_enough() const { return failed && std::chrono::steady_clock::now() - *failed > kShrinking; }
};

Seen& seen() {
  static Seen s;
  return s;
}

/// Nothing: nobody asked for a number.
std::optional<int> asked_for() {
  const char* text = std::getenv("FIRSTDAY_CASES");
  const int n = text == nullptr ? 0 : std::atoi(text);
  return n > 0 ? std::optional(n) : std::nullopt;
}

/// Bytes in one go: rapidcheck's own containers make a tree of shrinks for each element, which takes longer
/// than most of the cases.
Bytes random_bytes(const rc::Random& random) {
  rc::Random source(random);
  std::uint64_t state = source.next();
  Bytes bytes(state % kMostChoices);
  for (std::uint8_t& b : bytes) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    b = static_cast<std::uint8_t>(state >> 56);
  }
  return bytes;
}

rc::Seq<Bytes> simpler(const Bytes& bytes) {
  return rc::seq::concat(rc::shrink::removeChunks(bytes), rc::shrink::eachElement(bytes, [](std::uint8_t b) {
                           return rc::shrink::towards<std::uint8_t>(b, 0);
                         }));
}

rc::Gen<Bytes> any_bytes() {
  return [](const rc::Random& random, int) {
    return rc::shrinkable::shrinkRecur(random_bytes(random),
                                       [](const std::vector<std::uint8_t>& bytes) { return simpler(bytes); });
  };
}

/// The seed and all else is RC_PARAMS' or rapidcheck's own.
rc::detail::TestParams params(double share) {
  rc::detail::TestParams out = rc::detail::configuration().testParams;
  out.maxSuccess = cases(share);
  return out;
}

rc::detail::TestMetadata metadata() {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  rc::detail::TestMetadata out;
  out.id = std::string(test->test_suite_name()) + "/" + test->name();
  out.description = test->name();
  return out;
}

}  // namespace

int cases(double share) {
  return std::max(1, static_cast<int>(asked_for().value_or(kAllCases) * share / 100));
}

void broken(const std::string& what) {
  throw Broken(what);
}

void about(bool it_was) {
  seen().asked += 1;
  seen().were += it_was ? 1 : 0;
}

void check_property(void (*property)(Choices&), double share) {
  seen() = {};
  const auto body = [=] {
    Choices choose(*any_bytes());
    if (seen().has_shrunk_enough()) return;
    try {
      property(choose);
    } catch (const Broken& b) {
      if (!seen().failed) seen().failed = std::chrono::steady_clock::now();
      seen().words = b.what();
      RC_FAIL(b.what());
    }
  };
  const auto result = rc::detail::checkProperty(rc::detail::toProperty(body), metadata(), params(share));
  if (!result.is<rc::detail::SuccessResult>()) {
    std::ostringstream words;
    rc::detail::printResultMessage(result, words);
    FAIL() << words.str() << "\n\n"
           << seen().words << "\nTo repeat it: RC_PARAMS=\"seed=" << params(share).seed
           << "\" with the same FIRSTDAY_CASES";
  }
  const bool enough = seen().asked < 100 || seen().were * 20 >= seen().asked;
  EXPECT_TRUE(enough) << "of " << seen().asked << " cases only " << seen().were << " were what this is about";
}

}  // namespace firstday::support
