#include "providers/declared/yaml_tree.h"

#include <yaml-cpp/yaml.h>

#include <set>

namespace firstday::provider_declared {

namespace {

constexpr int kMostNodes = 20'000;
constexpr int kDeepest = 50;

class TreeBuilder {
 public:
  TreeBuilder(std::string file, std::vector<base::Problem>& problems)
      : file_(std::move(file)), problems_(problems) {}

  Node build(const YAML::Node& from) {
    Node node;
    node.line = from.Mark().line + 1;
    node.column = from.Mark().column + 1;
    if (++nodes_ > kMostNodes || depth_ >= kDeepest) {
      give_up(node);
      return node;
    }
    ++depth_;
    if (from.IsScalar()) {
      node.kind = Node::Kind::kText;
      node.text = from.Scalar();
      node.quoted = from.Tag() == "!";
    } else if (from.IsSequence()) {
      node.kind = Node::Kind::kList;
      for (const YAML::Node& item : from) node.items.push_back(build(item));
    } else if (from.IsMap()) {
      node.kind = Node::Kind::kMap;
      add_members(node, from);
    }
    --depth_;
    return node;
  }

 private:
  /// An alias may hold itself, so neither breadth nor depth is bounded by the file's length.
  void give_up(const Node& at) {
    if (!gave_up_) report(at, "", "The file is too large or too deep.", "Say it without aliases.");
    gave_up_ = true;
  }

  void add_members(Node& node, const YAML::Node& from) {
    std::set<std::string> seen;
    for (const auto& pair : from) {
      Node key = build(pair.first);
      if (gave_up_) return;
      if (key.kind != Node::Kind::kText) {
        report(key, "", "A key must be a plain word.", "Write it as 'key: value'.");
      } else if (!seen.insert(key.text).second) {
        report(key, key.text, "This key stands here twice.", "Keep one of the two.");
      } else {
        node.members.push_back({std::move(key), build(pair.second)});
      }
    }
  }

  void report(const Node& at, const std::string& field, std::string what, std::string mend) {
    problems_.push_back(
        {base::Severity::kError, file_, at.line, at.column, field, std::move(what), std::move(mend)});
  }

  std::string file_;
  std::vector<base::Problem>& problems_;
  int nodes_ = 0;
  int depth_ = 0;
  bool gave_up_ = false;
};

}  // namespace

const Node& Node::member(std::string_view key) const {
  static const Node none;
  for (const auto& [name, value] : members)
    if (name.text == key) return value;
  return none;
}

base::Parsed<Node> read_tree(std::string_view yaml, std::string_view file) {
  base::Parsed<Node> out;
  try {
    out.value = TreeBuilder(std::string(file), out.problems).build(YAML::Load(std::string(yaml)));
  } catch (const YAML::Exception& e) {
    out.problems.push_back({base::Severity::kError, std::string(file), e.mark.line + 1, e.mark.column + 1, "",
                            "This is no YAML: " + e.msg + ".",
                            "Look at the indentation and the quotes here."});
  }
  return out;
}

}  // namespace firstday::provider_declared
