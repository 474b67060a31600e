// Properties over made-up cases, checked by rapidcheck: as many cases as one number says, a failure shrunk to
// the fewest and plainest choices, and how to see it again.
//
//   FIRSTDAY_PROPERTY(Gates, NothingIsPlannedBehindAClosedOne, 10) {   // a tenth of all cases
//     MadeUp w = ...(choose);
//     HOLDS(w.plan().jobs.empty());
//   }
//
// FIRSTDAY_CASES is the number of cases of all properties together: 100,000 unless it is set (scripts/test
// --long sets a million). Each has its share of a hundred. Every run takes another seed; a failure says the
// RC_PARAMS that repeat it.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "support/choices.h"

namespace firstday::support {

/// So many of a hundred parts of FIRSTDAY_CASES; at least one.
int cases(double share);

/// Ends the case: the property does not hold.
[[noreturn]] void broken(const std::string& what);

/// Says of this case whether it was one that the property is about. A property that says so fails too when
/// hardly any case was.
void about(bool it_was);

/// Runs the property in the current test.
void check_property(void (*property)(Choices&), double share);

}  // namespace firstday::support

#define FIRSTDAY_PROPERTY(suite, name, share)                              \
  static void property_##suite##_##name(::firstday::support::Choices&);    \
  TEST(suite, name) {                                                      \
    ::firstday::support::check_property(property_##suite##_##name, share); \
  }                                                                        \
  static void property_##suite##_##name([[maybe_unused]] ::firstday::support::Choices& choose)

#define HOLDS(condition) \
  if (!(condition))      \
  ::firstday::support::broken(std::string(__FILE__ ":") + std::to_string(__LINE__) + ": " #condition)
