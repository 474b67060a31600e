// Whether what a gateway posted has had its effect once, and the texts ended as their receipts say.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "faults/post_rounds.h"

namespace firstday::faults {

/// Of letters (post_office.h); `wrong` says each in words.
struct Effects {
  int lost = 0;     ///< answered 200, and not in the inbox
  int doubled = 0;  ///< in the inbox, in the record or in force twice
  int missing = 0;  ///< in the inbox, and the record says nothing of it
  std::vector<std::string> wrong;
};

/// Once every letter is answered and settled. `stops`: who asked for no more texts.
Effects judge_letters(const std::filesystem::path& data, const std::vector<Letter>& letters,
                      const std::set<int>& stops);

/// The word of a text's last receipt, in rank order: delivered, failed, or empty.
std::string said_of(int person, const std::vector<Letter>& letters);

struct PostsAtTheEnd {
  std::filesystem::path data;
  int people = 0;
  std::vector<Asked> asked;
  std::vector<Letter> letters;
  std::set<int> stops;
};

/// Adds to the tally.
void judge_posts(const PostsAtTheEnd& end, PostTally& tally);

}  // namespace firstday::faults
