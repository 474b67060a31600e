// Files as one text, and back.
#include "job/bundle.h"

#include <gtest/gtest.h>

namespace firstday::job {
namespace {

TEST(Bundle, GivesBackWhatWasPacked) {
  const std::vector<File> files{{"a", ""}, {"b/c.pdf", std::string("x\n\0y\n", 5)}, {"d", "\n\n"}};
  EXPECT_EQ(unpack(pack(files)), files);
  EXPECT_EQ(unpack(""), std::vector<File>{});
}

TEST(Bundle, OneThatIsCutAnywhereIsNone) {
  const std::string whole = pack({{"name", "bytes\nand more"}, {"second", "x"}});
  const std::size_t first = pack({{"name", "bytes\nand more"}}).size();
  for (std::size_t n = 1; n < whole.size(); ++n)
    EXPECT_EQ(unpack(whole.substr(0, n)).has_value(), n == first) << n;
  EXPECT_FALSE(unpack("name\n-1\nx\n"));
  EXPECT_FALSE(unpack("name\n99999999999999999999999\nx\n"));
}

}  // namespace
}  // namespace firstday::job
