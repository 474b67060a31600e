#include "config/yaml_tree.h"

#include <yaml-cpp/yaml.h>

#include <set>

namespace firstday::config {

namespace {

constexpr int kDeepest = 40;

class Converter {
 public:
  Converter(std::string_view file, std::vector<base::Problem>& problems) : file_(file), problems_(problems) {}

  YamlNode convert(const YAML::Node& node, int depth);
  void complain(const YAML::Mark& mark, std::string what, std::string mend);

 private:
  void convert_map(const YAML::Node& node, int depth, YamlNode& out);

  std::string file_;
  std::vector<base::Problem>& problems_;
};

int from_one(int zero_based) {
  return zero_based < 0 ? 0 : zero_based + 1;
}

void Converter::complain(const YAML::Mark& mark, std::string what, std::string mend) {
  problems_.push_back({base::Severity::kError,
                       file_,
                       from_one(mark.line),
                       from_one(mark.column),
                       {},
                       std::move(what),
                       std::move(mend)});
}

YamlNode Converter::convert(const YAML::Node& node, int depth) {
  YamlNode out;
  out.line = from_one(node.Mark().line);
  out.column = from_one(node.Mark().column);
  if (depth > kDeepest) {
    complain(node.Mark(), "this is nested too deeply.",
             "Write it flatter, and without references to itself.");
    return out;
  }
  if (node.IsScalar()) {
    out.kind = YamlNode::Kind::kScalar;
    out.text = node.Scalar();
  } else if (node.IsSequence()) {
    out.kind = YamlNode::Kind::kList;
    for (const YAML::Node& item : node) out.children.push_back(convert(item, depth + 1));
  } else if (node.IsMap()) {
    out.kind = YamlNode::Kind::kMap;
    convert_map(node, depth, out);
  }
  return out;
}

void Converter::convert_map(const YAML::Node& node, int depth, YamlNode& out) {
  std::set<std::string> seen;
  for (const auto& member : node) {
    const YAML::Mark mark = member.first.Mark();
    if (!member.first.IsScalar()) {
      complain(mark, "this key is not a word.", "Use a plain word as the key.");
      continue;
    }
    if (!seen.insert(member.first.Scalar()).second) {
      complain(mark, "the key '" + member.first.Scalar() + "' stands here twice.", "Keep one of the two.");
      continue;
    }
    YamlNode child = convert(member.second, depth + 1);
    child.key = member.first.Scalar();
    child.key_line = from_one(mark.line);
    child.key_column = from_one(mark.column);
    out.children.push_back(std::move(child));
  }
}

}  // namespace

const YamlNode* YamlNode::child(std::string_view name) const {
  for (const YamlNode& c : children)
    if (c.key == name) return &c;
  return nullptr;
}

base::Parsed<YamlNode> read_yaml(std::string_view text, std::string_view file) {
  base::Parsed<YamlNode> out;
  Converter converter(file, out.problems);
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(std::string(text));
    if (documents.size() != 1)
      converter.complain(YAML::Mark::null_mark(),
                         "the file holds " + std::to_string(documents.size()) + " documents.",
                         "Keep one, without a line '---' in the middle.");
    if (!documents.empty()) out.value = converter.convert(documents.front(), 0);
  } catch (const YAML::Exception& e) {
    converter.complain(e.mark, "this is not YAML: " + e.msg + ".",
                       "Check the indentation, the quotes and the colons.");
  }
  return out;
}

}  // namespace firstday::config
