#include "letters/envelope.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace firstday::letters {

namespace {

constexpr std::size_t kFewestLines = 3;
constexpr std::size_t kMostLines = 7;

bool is_letter_or_digit(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

bool begins_with_a_sign(const base::Personal& line) {
  static constexpr std::string_view kSigns = "@()=[]\"\\/,<>~";
  return !line.empty() && kSigns.find(line.reveal().front()) != std::string_view::npos;
}

bool says_nothing(const base::Personal& line) {
  return std::none_of(line.reveal().begin(), line.reveal().end(),
                      [](char c) { return is_letter_or_digit(static_cast<unsigned char>(c)); });
}

bool is_no_abode(const base::Personal& line) {
  const std::string text = base::lower(base::trim(line.reveal()));
  return text == "nfa" || text == "n.f.a." || text.find("no fixed a") != std::string::npos;
}

bool is_forces(const std::vector<base::Personal>& lines) {
  return !lines.empty() && base::upper(lines.back().reveal()).starts_with("BFPO ");
}

std::string rule_against(const std::vector<base::Personal>& lines) {
  if (std::any_of(lines.begin(), lines.end(), is_no_abode)) return "no_fixed_abode";
  if (lines.size() < kFewestLines || lines.size() > kMostLines) return "address_lines";
  const bool bad = std::any_of(lines.begin(), lines.end(), [](const base::Personal& line) {
    return line.empty() || begins_with_a_sign(line) || says_nothing(line);
  });
  return bad ? "address_line" : "";
}

}  // namespace

Envelope envelope_for(const base::Personal& name, const std::vector<base::Personal>& lines,
                      const base::Personal& postcode) {
  if (lines.empty()) return {{}, "no_address"};
  if (postcode.empty() && !is_forces(lines)) return {{}, "no_postcode"};
  Envelope out;
  out.lines.push_back(name);
  out.lines.insert(out.lines.end(), lines.begin(), lines.end());
  if (!postcode.empty()) out.lines.push_back(postcode);
  out.rule = rule_against(out.lines);
  if (!out.rule.empty()) out.lines.clear();
  return out;
}

std::string why(const std::string& rule) {
  if (rule == "no_address") return "there is no address on record";
  if (rule == "no_postcode") return "the address has no good United Kingdom postcode";
  if (rule == "address_lines") return "name, address and postcode must make three to seven lines";
  if (rule == "address_line") return "a line of the address is empty, or begins with a sign";
  if (rule == "no_fixed_abode") return "the record says: no fixed abode";
  return rule;
}

}  // namespace firstday::letters
