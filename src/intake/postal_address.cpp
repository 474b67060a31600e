#include "intake/postal_address.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "intake/clean_text.h"
#include "intake/country.h"
#include "intake/postcode.h"

namespace firstday::intake {

namespace {

using Lines = std::vector<std::string>;

/// Recipient, lines and postcode: what fits an address window.
constexpr std::size_t kMostLines = 7;

std::string tidy_line(std::string_view text) {
  std::string line = tidy(text);
  while (!line.empty() && (line.back() == ',' || line.back() == ' ')) line.pop_back();
  return line;
}

void add_split(std::string_view text, char at, Lines& out) {
  for (const std::string& part : base::split(text, at))
    if (std::string line = tidy_line(part); !line.empty()) out.push_back(std::move(line));
}

Lines take_apart(const std::vector<std::string_view>& cells) {
  Lines lines;
  for (std::string_view cell : cells) {
    std::string text(cell);
    std::replace(text.begin(), text.end(), '\r', '\n');
    add_split(text, '\n', lines);
  }
  if (lines.size() != 1 || lines[0].find(',') == std::string::npos) return lines;
  Lines parts;
  add_split(lines[0], ',', parts);
  return parts;
}

bool is_no_fixed_abode(const std::string& line) {
  const std::string low = base::lower(line);
  return fold_name(line) == "nfa" || low.find("no fixed abode") != std::string::npos ||
         low.find("no fixed address") != std::string::npos;
}

/// The number of "BFPO 58" or "BFPO c/o 58".
std::optional<std::string> bfpo_number(const std::string& line) {
  std::string low = base::lower(without_space(line));
  if (!low.starts_with("bfpo")) return std::nullopt;
  low.erase(0, 4);
  if (low.starts_with("c/o")) low.erase(0, 3);
  if (!base::is_digits(low) || low.size() > 4) return std::nullopt;
  return low;
}

/// Takes a postcode off the end of the line; nothing when there is none.
std::optional<std::string> cut_postcode(std::string& line) {
  if (auto whole = normalise_postcode(line)) {
    line.clear();
    return whole;
  }
  std::size_t at = line.rfind(' ');
  for (int words = 1; at != std::string::npos && at > 0 && words <= 2; ++words) {
    if (auto code = normalise_postcode(std::string_view(line).substr(at))) {
      line = tidy_line(std::string_view(line).substr(0, at));
      return code;
    }
    at = line.rfind(' ', at - 1);
  }
  return std::nullopt;
}

/// "89", "12A", "3-5": a number that its spreadsheet keeps apart from the street.
bool is_house_number(const std::string& line) {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789-/"), line.size());
  return digits > 0 && line.size() - digits <= 1 && line.front() >= '0' && line.front() <= '9';
}

/// One address on its way from cells to envelope.
class Reader {
 public:
  Reader(const std::vector<std::string_view>& cells, std::string_view postcode) : lines_(take_apart(cells)) {
    find_postcode(base::trim(postcode));
    drop_home_country();
    find_postcode_in_lines();
    drop_lines_without_words();
    join_house_number();
    find_bfpo();
    find_country();
  }

  AddressReading finish() {
    if (lines_.empty() && postcode_.empty() && bfpo_.empty()) {
      if (cell_is_bad_) problem("The postcode is not a real one, and there is no other line.");
      return std::move(out_);
    }
    if (std::any_of(lines_.begin(), lines_.end(), is_no_fixed_abode))
      return refuse("The address says there is no fixed abode, so no letter can be posted.");
    if (lines_.empty() && bfpo_.empty()) return refuse("There is a postcode but no other line.");
    check_postcode();
    check_first_characters();
    put_last_lines();
    join_surplus();
    for (std::string& line : lines_) out_.address.lines.emplace_back(std::move(line));
    out_.address.postcode = base::Personal(postcode_);
    return std::move(out_);
  }

 private:
  void problem(std::string what) { out_.problems.push_back(std::move(what)); }
  AddressReading refuse(std::string why) {
    problem(std::move(why));
    return std::move(out_);
  }

  void find_postcode(std::string_view cell) {
    postcode_ = normalise_postcode(cell).value_or("");
    cell_is_bad_ = postcode_.empty() && !cell.empty();
  }

  void drop_home_country() {
    while (!lines_.empty() && is_home_country(lines_.back())) lines_.pop_back();
  }

  void find_postcode_in_lines() {
    if (lines_.empty()) return;
    std::string last = lines_.back();
    const auto code = cut_postcode(last);
    if (!code || (!postcode_.empty() && postcode_ != *code)) return;
    postcode_ = *code;
    lines_.back() = last;
    if (last.empty()) lines_.pop_back();
    drop_home_country();
  }

  void drop_lines_without_words() {
    const auto bad = std::remove_if(lines_.begin(), lines_.end(),
                                    [](const std::string& l) { return fold_name(l).empty(); });
    if (bad != lines_.end()) problem("A line has neither letter nor digit and was left out.");
    lines_.erase(bad, lines_.end());
  }

  void join_house_number() {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (!is_house_number(lines_[i])) continue;
      lines_[i] += " " + lines_[i + 1];
      lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }

  void find_bfpo() {
    for (auto line = lines_.begin(); line != lines_.end(); ++line) {
      const auto number = bfpo_number(*line);
      if (!number) continue;
      bfpo_ = "BFPO " + *number;
      lines_.erase(line);
      return;
    }
  }

  void find_country() {
    if (lines_.size() < 2 && (bfpo_.empty() || lines_.empty())) return;
    const auto country = foreign_country(lines_.back());
    if (!country || !postcode_.empty()) return;
    lines_.pop_back();
    country_ = *country;
  }

  void check_postcode() {
    if (!bfpo_.empty() && !country_.empty()) {
      problem("A forces (BFPO) address has no country; it was left out.");
      country_.clear();
    }
    if (!postcode_.empty() || !bfpo_.empty() || !country_.empty()) return;
    problem(cell_is_bad_ ? "The postcode is not a real one and was left out." : "There is no postcode.");
  }

  void check_first_characters() {
    if (std::any_of(lines_.begin(), lines_.end(), [](const std::string& l) {
          return std::string_view("@()=[]\"\\/,<>~").find(l[0]) != std::string_view::npos;
        }))
      problem("A line begins with a character that post and spreadsheets stumble over.");
  }

  void put_last_lines() {
    if (!bfpo_.empty()) lines_.push_back(bfpo_);
    if (!country_.empty()) lines_.push_back(country_);
  }

  void join_surplus() {
    const std::size_t others = postcode_.empty() ? 1 : 2;
    if (lines_.size() + others > kMostLines)
      problem("The address has too many lines; the first were joined.");
    while (lines_.size() + others > kMostLines) {
      lines_[1] = lines_[0] + ", " + lines_[1];
      lines_.erase(lines_.begin());
    }
  }

  Lines lines_;
  std::string postcode_;
  std::string bfpo_;
  std::string country_;
  bool cell_is_bad_ = false;
  AddressReading out_;
};

}  // namespace

AddressReading read_address(const std::vector<std::string_view>& lines, std::string_view postcode) {
  return Reader(lines, postcode).finish();
}

}  // namespace firstday::intake
