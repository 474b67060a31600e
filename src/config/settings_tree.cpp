#include "config/settings_tree.h"

#include <yaml-cpp/yaml.h>

#include <fstream>
#include <iterator>
#include <set>

namespace firstday::config {

namespace {

class TreeBuilder {
 public:
  TreeBuilder(const std::string& file, std::vector<base::Problem>& problems)
      : file_(file), problems_(problems) {}

  Node build(const YAML::Node& from) {
    Node node;
    node.line = from.Mark().line + 1;
    node.column = from.Mark().column + 1;
    if (from.IsScalar()) {
      node.kind = Node::Kind::kText;
      node.text = from.Scalar();
    } else if (from.IsSequence()) {
      node.kind = Node::Kind::kList;
      for (const YAML::Node& item : from) node.items.push_back(build(item));
    } else if (from.IsMap()) {
      node.kind = Node::Kind::kMap;
      add_members(node, from);
    }
    return node;
  }

 private:
  void add_members(Node& node, const YAML::Node& from) {
    std::set<std::string> seen;
    for (const auto& pair : from) {
      Node key = build(pair.first);
      if (key.kind != Node::Kind::kText) {
        report(key, "", "A key must be a plain word.", "Write it as 'key: value'.");
      } else if (!seen.insert(key.text).second) {
        report(key, key.text, "This key stands here twice.", "Keep one of the two.");
      } else {
        node.members.emplace_back(std::move(key), build(pair.second));
      }
    }
  }

  void report(const Node& at, const std::string& field, std::string what, std::string mend) {
    problems_.push_back(
        {base::Severity::kError, file_, at.line, at.column, field, std::move(what), std::move(mend)});
  }

  const std::string& file_;
  std::vector<base::Problem>& problems_;
};

}  // namespace

Node Node::member(std::string_view key) const {
  for (const auto& [name, value] : members)
    if (name.text == key) return value;
  Node none;
  none.line = line;
  none.column = column;
  return none;
}

base::Parsed<Node> read_tree(const std::string& path) {
  base::Parsed<Node> out;
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) {
    out.problems.push_back(
        {base::Severity::kError, path, 0, 0, "", "The file cannot be read.", "Mend its owner or its mode."});
    return out;
  }
  try {
    out.value = TreeBuilder(path, out.problems).build(YAML::Load(text));
  } catch (const YAML::Exception& e) {
    out.problems.push_back({base::Severity::kError, path, e.mark.line + 1, e.mark.column + 1, "",
                            "This is no YAML: " + e.msg + ".",
                            "Look at the indentation and the quotes here."});
  }
  return out;
}

}  // namespace firstday::config
