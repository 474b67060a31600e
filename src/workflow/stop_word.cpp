#include "workflow/stop_word.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace firstday::workflow {

bool is_stop_word(std::string_view text) {
  constexpr std::array<std::string_view, 6> kWords = {"stop", "stopall", "unsubscribe",
                                                      "end",  "cancel",  "quit"};
  constexpr std::string_view kAround = " \t\r\n.,;:!?\"'";
  const std::size_t from = text.find_first_not_of(kAround);
  if (from == std::string_view::npos) return false;
  const std::string word = base::lower(text.substr(from, text.find_last_not_of(kAround) + 1 - from));
  if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return true;
  const std::size_t gap = word.find_first_of(" \t");
  return gap != std::string::npos && word.substr(0, gap) == "stop" &&
         word.substr(word.find_first_not_of(" \t", gap)) == "all";
}

}  // namespace firstday::workflow
