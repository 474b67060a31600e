#include "workflow/stop_word.h"

#include <gtest/gtest.h>

namespace firstday::workflow {
namespace {

TEST(StopWord, IsTheWholeMessageInAnyCaseWithStopsAround) {
  for (const char* text : {"STOP", "stop", " Stop ", "Stop.", "STOP!!", "\"stop\"", "stopall", "STOP ALL",
                           "stop  all.", "Unsubscribe", "END", "cancel", "QUIT?", "stop\n"})
    EXPECT_TRUE(is_stop_word(text)) << text;
}

TEST(StopWord, IsNoPartOfALongerMessage) {
  for (const char* text :
       {"", " ", ".", "please stop", "stop texting me", "he was at the bus stop", "STOPPED", "stop all of it",
        "stop it", "the end", "no", "arret", "stopp", "all stop"})
    EXPECT_FALSE(is_stop_word(text)) << text;
}

}  // namespace
}  // namespace firstday::workflow
