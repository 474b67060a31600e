#include "intake/tags.h"

#include <gtest/gtest.h>

namespace firstday::intake {
namespace {

using Tags = std::vector<std::string>;

TEST(Tags, AreSplitSortedAndOnce) {
  EXPECT_EQ(read_tags("young_carer; looked_after|eal;young_carer"),
            (Tags{"eal", "looked_after", "young_carer"}));
  EXPECT_EQ(read_tags(""), Tags{});
  EXPECT_EQ(read_tags(" ; | "), Tags{});
}

TEST(Tags, WordsOfSchoolRecordsAreKnown) {
  EXPECT_EQ(read_tags("LAC"), Tags{"looked_after"});
  EXPECT_EQ(read_tags("In Care"), Tags{"looked_after"});
  EXPECT_EQ(read_tags("In LEA Care"), Tags{"looked_after"});
  EXPECT_EQ(read_tags("CP;CPP;Child Protection Plan"), Tags{"child_protection"});
  EXPECT_EQ(read_tags("CIN, Child in Need"), Tags{"cin"});
  EXPECT_EQ(read_tags("S47"), Tags{"child_protection_investigation"});
}

TEST(Tags, OtherWordsAreKeptInSnakeCase) {
  EXPECT_EQ(read_tags("Custody dispute"), Tags{"custody_dispute"});
  EXPECT_EQ(tag_of("Known Domestic-Violence"), "known_domestic_violence");
}

TEST(Tags, ReadTwiceIsReadOnce) {
  for (const std::string& tag : read_tags("LAC;CPP;CIN;Young Carers;SEND;S47;EHC Plan;DV;EH"))
    EXPECT_EQ(read_tags(tag), Tags{tag});
}

}  // namespace
}  // namespace firstday::intake
