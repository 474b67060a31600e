#include "intake/cells.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "intake/clean_text.h"
#include "intake/email.h"
#include "intake/language.h"
#include "intake/postal_address.h"

namespace firstday::intake {

namespace {

using roll::Answer;

constexpr std::array<std::string_view, 5> kYes = {"y", "yes", "true", "t", "1"};
constexpr std::array<std::string_view, 5> kNo = {"n", "no", "false", "f", "0"};
constexpr std::size_t kAddressLines = 6;
constexpr int kMostPriority = 99;

struct ChannelName {
  std::string_view name;
  roll::Channel channel;
};

constexpr std::array kChannelNames = {
    ChannelName{"texts", roll::Channel::kText},     ChannelName{"sms", roll::Channel::kText},
    ChannelName{"e_mail", roll::Channel::kEmail},   ChannelName{"emails", roll::Channel::kEmail},
    ChannelName{"calls", roll::Channel::kCall},     ChannelName{"phone", roll::Channel::kCall},
    ChannelName{"letters", roll::Channel::kLetter}, ChannelName{"post", roll::Channel::kLetter},
    ChannelName{"app", roll::Channel::kAppMessage},
};

std::optional<roll::Channel> channel_named(std::string_view text) {
  const std::string name = snake_case(text);
  if (const auto channel = roll::channel_of(name)) return channel;
  const auto* at = std::find_if(kChannelNames.begin(), kChannelNames.end(),
                                [&](const ChannelName& n) { return n.name == name; });
  return at == kChannelNames.end() ? std::nullopt : std::optional(at->channel);
}

bool is_shortened(std::string_view text) {
  const std::size_t e = text.find("E+");
  return e != std::string_view::npos && e > 0 && base::is_digits(text.substr(e + 2)) &&
         text.substr(0, e).find_first_not_of("0123456789.,") == std::string_view::npos;
}

}  // namespace

std::optional<Answer> answer_of(std::string_view text) {
  const std::string low = base::lower(base::trim(text));
  if (low.empty()) return Answer::kUnknown;
  if (std::find(kYes.begin(), kYes.end(), low) != kYes.end()) return Answer::kYes;
  if (std::find(kNo.begin(), kNo.end(), low) != kNo.end()) return Answer::kNo;
  return std::nullopt;
}

Answer read_answer(Row& row, std::size_t column) {
  const auto answer = answer_of(row.cell(column));
  if (!answer) row.warn(column, "This is neither yes nor no, and counts as not known.", "Write yes or no.");
  return answer.value_or(Answer::kUnknown);
}

bool read_guard(Row& row, std::size_t column, base::Severity severity, std::string_view means) {
  const auto answer = answer_of(row.cell(column));
  if (answer) return *answer == Answer::kYes;
  const std::string what =
      "This is neither yes nor no. To be safe it was taken to mean that " + std::string(means) + ".";
  if (severity == base::Severity::kError)
    row.error(column, what, "Write yes or no.");
  else
    row.warn(column, what, "Write yes or no.");
  return true;
}

int read_priority(Row& row, std::size_t column) {
  std::string_view text = row.cell(column);
  if (text.empty()) return 0;
  if (text.ends_with(".0")) text.remove_suffix(2);
  int n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error == std::errc() && end == text.data() + text.size() && n >= 1 && n <= kMostPriority) return n;
  row.warn(column, "This is no place in the ringing order, so the contact comes last.",
           "Write 1, 2, 3 and so on.");
  return 0;
}

/// What "stop", and any word that nobody understands, keeps from a person: what leaves by itself.
constexpr roll::Channel kAutomatic[] = {roll::Channel::kText, roll::Channel::kEmail, roll::Channel::kVoice};

bool is_stop(std::string_view word) {
  const std::string low = base::lower(base::trim(word));
  return low == "stop" || low == "all" || low == "everything";
}

std::vector<roll::Channel> read_channels(Row& row, std::size_t column) {
  std::string text(row.cell(column));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '|' || c == ',' || c == '\n'; }, ';');
  std::vector<roll::Channel> out;
  for (const std::string& word : base::split(text, ';')) {
    if (base::trim(word).empty()) continue;
    if (const auto channel = channel_named(word)) {
      out.push_back(*channel);
      continue;
    }
    out.insert(out.end(), std::begin(kAutomatic), std::end(kAutomatic));
    if (!is_stop(word))
      row.error(column,
                "This is not a way of being told. To be safe it was taken to mean every automatic message.",
                "Use text, email, voice, call, letter, card, app_message or visit, with ; between them.");
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string read_language(Row& row, std::size_t column) {
  if (row.cell(column).empty()) return {};
  const auto language = language_of(row.cell(column));
  if (!language)
    row.warn(column, "This language is not known, so the school's own is used.",
             "Write its English name or its code: Polish or pl.");
  return language.value_or("");
}

base::Personal read_email(Row& row, std::size_t column) {
  if (row.cell(column).empty()) return {};
  auto email = normalise_email(row.cell(column));
  if (!email)
    row.error(column, "This is not an e-mail address and was left out.",
              "Put one whole address into the cell.");
  return base::Personal(std::move(email).value_or(""));
}

roll::Address read_address_cells(Row& row, std::size_t block) {
  std::vector<std::string_view> lines;
  for (std::size_t i = block; i <= block + kAddressLines; ++i)
    if (!row.cell(i).empty()) lines.push_back(row.cell(i));
  const std::size_t postcode = block + kAddressLines + 1;
  if (lines.empty() && row.cell(postcode).empty()) return {};
  AddressReading reading = read_address(lines, row.cell(postcode));
  for (std::string& what : reading.problems)
    row.warn(postcode, std::move(what),
             "Check the address with the family, and mend it in the school's records.");
  return std::move(reading.address);
}

roll::PhoneNumber take_phone(Row& row, std::size_t column, const PhoneReading& reading) {
  if (reading.verdict != PhoneVerdict::kGood)
    row.error(column, reading.problem + " It was left out.", std::string(mend(reading.verdict)));
  else if (reading.guessed_abroad)
    row.warn(column, "This is no number of this country, and was read as a foreign one.",
             "Write foreign numbers with a plus sign and the country's prefix, or mend the number.");
  return reading.number;
}

std::optional<std::string> read_ref(Row& row, std::size_t column) {
  const std::string_view text = row.cell(column);
  if (!is_shortened(text)) return tidy(text);
  row.error(column, "Excel has cut this reference down.",
            "Format the column as text, and export the file again.");
  return std::nullopt;
}

std::string read_text(const Row& row, std::size_t column) {
  return tidy(row.cell(column));
}

base::Personal read_personal(const Row& row, std::size_t column) {
  return base::Personal(read_text(row, column));
}

}  // namespace firstday::intake
