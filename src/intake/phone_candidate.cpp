#include "intake/phone_candidate.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "intake/clean_text.h"

namespace firstday::intake {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

const PhoneNumberUtil& util() {
  return *PhoneNumberUtil::GetInstance();
}

/// 4.47E+11 and 4,47701E11.
bool is_scientific(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0) return false;
  std::string_view exponent = text.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  return base::is_digits(exponent) &&
         text.substr(0, e).find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// Apostrophe, ="..." and .0: what a spreadsheet puts around a number.
std::string_view without_excel(std::string_view text) {
  if (text.starts_with("=\"") && text.ends_with('"') && text.size() > 3)
    text = text.substr(2, text.size() - 3);
  if (text.starts_with('\'')) text.remove_prefix(1);
  const std::size_t dot = text.rfind('.');
  if (dot != std::string_view::npos && dot + 1 < text.size() && base::is_digits(text.substr(0, dot)) &&
      text.find_first_not_of('0', dot + 1) == std::string_view::npos)
    text = text.substr(0, dot);
  return text;
}

bool is_dash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D;
}
bool is_dialled(char32_t c) {
  return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '(' || c == ')';
}

/// Digits and the signs people put between them, in ASCII; nothing when another character is there.
std::optional<std::string> dialled_characters(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_char(text, at);
    if (is_dialled(c))
      out += static_cast<char>(c);
    else if (is_dash(c))
      out += '-';
    else if (is_any_space(c))
      out += ' ';
    else
      return std::nullopt;
  }
  return out;
}

PhoneVerdict verdict_of(PhoneNumberUtil::ErrorType error, const std::string& text) {
  switch (error) {
    case PhoneNumberUtil::NO_PARSING_ERROR:
      return PhoneVerdict::kGood;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return PhoneVerdict::kUnknownCountry;
    case PhoneNumberUtil::TOO_LONG_NSN:
      return PhoneVerdict::kTooLong;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
      return PhoneVerdict::kTooShort;
    case PhoneNumberUtil::NOT_A_NUMBER:
      break;
  }
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits < 3 ? PhoneVerdict::kTooShort : PhoneVerdict::kNotANumber;
}

PhoneVerdict possible(const PhoneNumber& number) {
  switch (util().IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::IS_POSSIBLE:
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
      return PhoneVerdict::kGood;
    case PhoneNumberUtil::TOO_SHORT:
      return PhoneVerdict::kTooShort;
    case PhoneNumberUtil::TOO_LONG:
      return PhoneVerdict::kTooLong;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
      return PhoneVerdict::kUnknownCountry;
    case PhoneNumberUtil::INVALID_LENGTH:
      break;
  }
  return PhoneVerdict::kNotANumber;
}

PhoneCandidate parse(const std::string& text, const std::string& region) {
  PhoneCandidate c;
  c.verdict = verdict_of(util().Parse(text, region, &c.number), text);
  if (c.verdict == PhoneVerdict::kGood) c.verdict = possible(c.number);
  return c;
}

/// Without plus signs, and without the zeros that then stand in front.
std::string without_plus_and_zeros(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c >= '0' && c <= '9' && !(c == '0' && out.empty())) out += c;
  return out;
}

}  // namespace

PhoneCandidate find_candidate(std::string_view raw, const std::string& region) {
  const std::string_view text = without_excel(base::trim(raw));
  if (is_scientific(text)) return {{}, PhoneVerdict::kDamagedByExcel, false};
  const auto dialled = dialled_characters(text);
  if (!dialled) return {{}, PhoneVerdict::kUnknownCharacter, false};
  PhoneCandidate first = parse(*dialled, region);
  if (first.verdict == PhoneVerdict::kGood) return first;
  const std::string bare = without_plus_and_zeros(*dialled);
  PhoneCandidate again = parse(bare, region);
  const bool may_lack_plus =
      !dialled->empty() && dialled->front() != '0' && dialled->find('+') == std::string::npos;
  if (again.verdict != PhoneVerdict::kGood && may_lack_plus) {
    again = parse("+" + bare, region);
    again.guessed_abroad = true;
  }
  return again.verdict == PhoneVerdict::kGood ? again : first;
}

}  // namespace firstday::intake
