// The YAML tree and the sections it is read by.
#include <gtest/gtest.h>

#include "providers/declared/section.h"
#include "providers/declared/yaml_tree.h"

namespace firstday::provider_declared {
namespace {

/// Reads one map through a section with the keys a, b and c.
class OneSection {
 public:
  explicit OneSection(const std::string& yaml)
      : tree_(read_tree(yaml, "f")), section_(tree_.value, "here", {"a", "b", "c"}, findings_) {}

  const Section& section() const { return section_; }
  std::vector<std::string> said() const {
    std::vector<std::string> out;
    for (const base::Problem& p : tree_.problems) out.push_back(describe(p));
    for (const base::Problem& p : problems_) out.push_back(describe(p));
    return out;
  }
  bool said_once(const std::string& part) const {
    return said().size() == 1 && said()[0].find(part) != std::string::npos;
  }

 private:
  base::Parsed<Node> tree_;
  std::vector<base::Problem> problems_;
  Findings findings_{"f", problems_};
  Section section_;
};

TEST(DeclaredYaml, EveryNodeKnowsItsPlaceAndKind) {
  const auto tree = read_tree("a: 1\nb:\n  - x\n  - \"7\"\nc: {d: ~}\n", "f");
  EXPECT_TRUE(tree.problems.empty());
  const Node& b = tree.value.member("b");
  EXPECT_EQ(b.kind, Node::Kind::kList);
  EXPECT_EQ(b.line, 3);
  EXPECT_EQ(b.column, 3);
  EXPECT_FALSE(tree.value.member("a").quoted);
  EXPECT_FALSE(b.items[0].quoted);
  EXPECT_TRUE(b.items[1].quoted);
  EXPECT_EQ(tree.value.member("c").member("d").kind, Node::Kind::kNone);
  EXPECT_EQ(tree.value.member("c").column, 4);
  EXPECT_EQ(tree.value.member("e").kind, Node::Kind::kNone);
  EXPECT_EQ(tree.value.member("e").line, 0);
}

TEST(DeclaredYaml, ABlockOfTextCountsAsQuoted) {
  const auto tree = read_tree("a: |\n  12\nb: >-\n  true\n", "f");
  EXPECT_TRUE(tree.value.member("a").quoted);
  EXPECT_TRUE(tree.value.member("b").quoted);
  EXPECT_EQ(tree.value.member("a").text, "12\n");
}

TEST(DeclaredYaml, MembersKeepTheOrderOfTheFile) {
  const auto tree = read_tree("z: 1\na: 2\nm: 3\n", "f");
  std::string order;
  for (const auto& [key, value] : tree.value.members) order += key.text;
  EXPECT_EQ(order, "zam");
}

TEST(DeclaredYaml, AKeyThatStandsTwiceOrIsNoWordIsReported) {
  const auto twice = read_tree("a: 1\nb: 2\na: 3\n", "f");
  ASSERT_EQ(twice.problems.size(), 1u);
  EXPECT_EQ(twice.problems[0].line, 3);
  EXPECT_EQ(twice.value.member("a").text, "1");
  EXPECT_EQ(read_tree("[a]: 1\n", "f").problems.size(), 1u);
}

TEST(DeclaredYaml, AnAliasIsItsText) {
  const auto tree = read_tree("a: &x {k: v}\nb: *x\n", "f");
  EXPECT_TRUE(tree.problems.empty());
  EXPECT_EQ(tree.value.member("b").member("k").text, "v");
}

TEST(DeclaredYaml, AnAliasOfItselfIsReportedOnce) {
  for (const char* yaml : {"a: &x [*x]\n", "a: &x {b: *x}\n", "a: &x [*x, *x, *x]\n"}) {
    const auto tree = read_tree(yaml, "f");
    ASSERT_EQ(tree.problems.size(), 1u) << yaml;
    EXPECT_NE(tree.problems[0].what.find("too deep"), std::string::npos);
  }
}

TEST(DeclaredYaml, DeepNestingIsReported) {
  std::string deep;
  for (int i = 0; i < 60; ++i) deep += "[";
  EXPECT_EQ(read_tree(deep + std::string(60, ']'), "f").problems.size(), 1u);
  EXPECT_EQ(read_tree("[[[[[[[[[[1]]]]]]]]]]", "f").problems.size(), 0u);
}

TEST(DeclaredSection, GivesWhatIsThereAndFallbacksForTheRest) {
  const OneSection one("a: text\nb: 12\nc: true\n");
  EXPECT_EQ(one.section().text("a"), "text");
  EXPECT_EQ(one.section().number("b", 0, 0, 20), 12);
  EXPECT_TRUE(one.section().flag("c", false));
  const OneSection none("a: x\n");
  EXPECT_EQ(none.section().text("b", "else"), "else");
  EXPECT_EQ(none.section().number("b", 7, 0, 20), 7);
  EXPECT_TRUE(none.section().flag("b", true));
  EXPECT_EQ(none.section().one_of("b", {"x", "y"}, 1), 1u);
  EXPECT_TRUE(none.section().list("b").empty());
  EXPECT_TRUE(none.said().empty());
}

TEST(DeclaredSection, WrongShapesAreReportedWithTheirPlace) {
  const OneSection text("a:\n  - 1\n");
  EXPECT_EQ(text.section().text("a", "else"), "else");
  EXPECT_TRUE(text.said_once("f:2:3 (a): error: Here must stand one value."));
  const OneSection list("a: 1\n");
  EXPECT_TRUE(list.section().list("a").empty());
  EXPECT_TRUE(list.said_once("f:1:4 (a): error: Here must stand a list."));
  const OneSection flag("a: yes please\n");
  EXPECT_FALSE(flag.section().flag("a", false));
  EXPECT_TRUE(flag.said_once("Write one of: false, true."));
  EXPECT_TRUE(
      OneSection("d: 1\n").said_once("f:1:1 (d): error: Nobody knows this key here. Known: a, b, c."));
  EXPECT_TRUE(OneSection("- 1\n").said_once("Here must stand keys with values."));
}

TEST(DeclaredSection, AMissingTextIsReportedWhereItsSectionStands) {
  const OneSection one("b: 1\n");
  EXPECT_EQ(one.section().required_text("a"), "");
  EXPECT_TRUE(one.said_once("f:1:1 (a): error: It must be given in 'here'. Add 'a: ...'."));
  const OneSection empty("a: \"\"\n");
  EXPECT_EQ(empty.section().required_text("a"), "");
  EXPECT_EQ(empty.said().size(), 1u);
}

TEST(DeclaredSection, NumbersAreWholeAndWithinBounds) {
  EXPECT_EQ(int_of("0", 0, 9), 0);
  EXPECT_EQ(int_of("9", 0, 9), 9);
  for (const char* bad : {"", "10", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1e1", "99999999999999999999"})
    EXPECT_EQ(int_of(bad, 0, 9), std::nullopt) << bad;
}

TEST(DeclaredSection, ReadTextsGivesNamesAndValuesInOrder) {
  std::vector<base::Problem> problems;
  Findings findings{"f", problems};
  const auto tree = read_tree("b: 2\na: one\nc: [x]\n", "f");
  const auto texts = read_texts(tree.value, "here", findings);
  EXPECT_EQ(texts, (std::vector<std::pair<std::string, std::string>>{{"b", "2"}, {"a", "one"}}));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].line, 3);
}

}  // namespace
}  // namespace firstday::provider_declared
