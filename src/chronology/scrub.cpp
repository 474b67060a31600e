#include "chronology/scrub.h"

#include <algorithm>

namespace firstday::chronology {

namespace {

constexpr std::string_view kNameMark = "[name left out]";
constexpr std::string_view kNumberMark = "[number left out]";
constexpr std::string_view kEmailMark = "[e-mail left out]";
constexpr std::string_view kAddressMark = "[address left out]";
constexpr size_t kFewestDigits = 7;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Small letters of U+00C0 to U+017F; everything else as it is.
unsigned small(unsigned cp) {
  if (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) return cp + 0x20;
  const bool even_is_capital = (cp >= 0x100 && cp <= 0x137) || (cp >= 0x14A && cp <= 0x177);
  const bool odd_is_capital = (cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E);
  if (even_is_capital && cp % 2 == 0) return cp + 1;
  if (odd_is_capital && cp % 2 == 1) return cp + 1;
  return cp;
}

std::string folded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c + 0x20);
    } else if (c >= 0xC3 && c <= 0xC5 && i + 1 < text.size()) {
      const unsigned cp = small((c & 0x1FU) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3FU));
      out += static_cast<char>(0xC0 | cp >> 6);
      out += static_cast<char>(0x80 | (cp & 0x3F));
    } else {
      out += text[i];
    }
  }
  return out;
}

/// A run of letters and digits; marks above ASCII that are no letters (U+2000 to U+206F, U+00A0) part words.
struct Word {
  size_t begin = 0;
  size_t end = 0;
  std::string folded;
};

size_t length_of_mark(std::string_view at) {
  if (at.substr(0, 2) == "\xC2\xA0") return 2;
  return at.substr(0, 2) == "\xE2\x80" || at.substr(0, 2) == "\xE2\x81" ? 3 : 0;
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  const auto is_inside = [&](size_t i) {
    return i < text.size() && (is_letter(text[i]) || is_digit(text[i])) &&
           length_of_mark(text.substr(i)) == 0;
  };
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    while (is_inside(i)) ++i;
    if (i > begin) out.push_back({begin, i, folded(text.substr(begin, i - begin))});
    if (i < text.size() && !is_inside(i)) i += std::max<size_t>(length_of_mark(text.substr(i)), 1);
  }
  return out;
}

std::vector<std::string> phrase_of(std::string_view text) {
  std::vector<std::string> out;
  for (Word& w : words_of(text)) out.push_back(std::move(w.folded));
  return out;
}

std::string digits_of(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), is_digit);
  return out;
}

/// Without what stands before the area code: 0, 44, 0044.
std::string national(std::string digits) {
  if (digits.rfind("00", 0) == 0) digits.erase(0, 2);
  if (digits.rfind("44", 0) == 0 && digits.size() > 10) digits.erase(0, 2);
  if (digits.rfind('0', 0) == 0) digits.erase(0, 1);
  return digits;
}

/// A stretch of the text that is to go.
struct Cut {
  size_t begin = 0;
  size_t end = 0;
  std::string_view mark;
};

/// Digits, with what people write between them, and no letter.
struct Number {
  size_t begin = 0;
  size_t end = 0;
  std::string digits;
};

bool may_part_digits(char c) {
  return !is_digit(c) && !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) && c != '\n' && c != ',' &&
         c != ';' && c != '@';
}

std::vector<Number> numbers_of(std::string_view text) {
  std::vector<Number> out;
  size_t i = 0;
  while (i < text.size()) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    Number n{i, i + 1, {}};
    size_t gap = 0;
    for (; i < text.size() && gap <= 3 && (is_digit(text[i]) || may_part_digits(text[i])); ++i) {
      gap = is_digit(text[i]) ? 0 : gap + 1;
      if (gap > 0) continue;
      n.digits += text[i];
      n.end = i + 1;
    }
    if (n.begin > 0 && text[n.begin - 1] == '+') --n.begin;
    i = std::max(i, n.end);
    out.push_back(std::move(n));
  }
  return out;
}

/// 2027-01-12, 12/01/2027, with a time after it or without.
bool is_date(std::string_view text) {
  std::string shape;
  for (const char c : text.substr(0, 10)) shape += is_digit(c) ? '9' : c;
  const bool begins = shape == "9999-99-99" || shape == "99/99/9999";
  return begins && digits_of(text.substr(10)).size() <= 4;
}

bool is_of_email(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

std::vector<Cut> emails_in(std::string_view text) {
  std::vector<Cut> out;
  for (size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    size_t begin = at;
    size_t end = at + 1;
    while (begin > 0 && is_of_email(text[begin - 1])) --begin;
    while (end < text.size() && is_of_email(text[end])) ++end;
    while (end > at + 1 && text[end - 1] == '.') --end;
    if (begin < at && end > at + 1) out.push_back({begin, end, kEmailMark});
  }
  return out;
}

std::string apply(std::string_view text, std::vector<Cut> cuts) {
  std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.begin < b.begin; });
  std::string out;
  size_t done = 0;
  for (const Cut& cut : cuts) {
    if (cut.end <= done) continue;
    if (cut.begin >= done) out.append(text.substr(done, cut.begin - done)).append(cut.mark);
    done = cut.end;
  }
  return out.append(text.substr(done));
}

}  // namespace

void Scrubber::keep(std::string_view name) {
  for (std::string& w : phrase_of(name)) kept_.insert(std::move(w));
}

void Scrubber::keep_number(std::string_view number) {
  if (!number.empty()) kept_numbers_.insert(national(digits_of(number)));
}

void Scrubber::keep_email(std::string_view email) {
  if (!email.empty()) kept_emails_.insert(folded(email));
}

void Scrubber::add_phrase(Phrase phrase) {
  if (phrase.empty() || kept_phrases_.count(phrase) > 0) return;
  firsts_.insert(phrase.front());
  phrases_.insert(std::move(phrase));
}

void Scrubber::hide_name(std::string_view forename, std::string_view surname) {
  const Phrase first = phrase_of(forename);
  const Phrase last = phrase_of(surname);
  if (first.empty() && last.empty()) return;
  Phrase forward = first;
  forward.insert(forward.end(), last.begin(), last.end());
  Phrase backward = last;
  backward.insert(backward.end(), first.begin(), first.end());
  const bool own =
      std::all_of(forward.begin(), forward.end(), [&](const std::string& w) { return kept_.count(w) > 0; });
  if (own) return;
  add_phrase(std::move(forward));
  add_phrase(std::move(backward));
}

void Scrubber::hide_person(std::string_view forename, std::string_view surname) {
  hide_name(forename, surname);
  for (const std::string_view name : {forename, surname})
    for (std::string& w : phrase_of(name))
      if (w.size() > 1 && kept_.count(w) == 0) words_.insert(std::move(w));
}

void Scrubber::hide_number(std::string_view number) {
  const std::string digits = national(digits_of(number));
  if (digits.size() >= kFewestDigits - 1 && kept_numbers_.count(digits) == 0) numbers_.insert(digits);
}

void Scrubber::hide_email(std::string_view email) {
  const std::string text = folded(email);
  if (!text.empty() && kept_emails_.count(text) == 0) emails_.insert(text);
}

void Scrubber::keep_address(const roll::Address& address) {
  for (const base::Personal& line : address.lines) kept_phrases_.insert(phrase_of(line.reveal()));
  std::string postcode;
  for (const std::string& w : phrase_of(address.postcode.reveal())) postcode += w;
  kept_phrases_.insert({postcode});
}

void Scrubber::hide_address(const roll::Address& address) {
  for (const base::Personal& line : address.lines) {
    Phrase phrase = phrase_of(line.reveal());
    if (kept_phrases_.count(phrase) > 0) continue;
    add_phrase(phrase);
    // The street without its number says where, too.
    const auto street =
        std::find_if(phrase.begin(), phrase.end(), [](const std::string& w) { return !is_digit(w[0]); });
    if (street != phrase.begin() && phrase.end() - street > 1) add_phrase(Phrase(street, phrase.end()));
  }
  std::string postcode;
  for (const std::string& w : phrase_of(address.postcode.reveal())) postcode += w;
  if (!postcode.empty() && kept_phrases_.count({postcode}) == 0) postcodes_.insert(postcode);
}

std::string Scrubber::clean(std::string_view text) const {
  std::vector<Cut> cuts;
  for (const Cut& email : emails_in(text)) {
    const std::string address = folded(text.substr(email.begin, email.end - email.begin));
    if (emails_.count(address) > 0 || (strangers_ && kept_emails_.count(address) == 0)) cuts.push_back(email);
  }
  for (const Number& n : numbers_of(text)) {
    const std::string_view as_written = text.substr(n.begin, n.end - n.begin);
    const bool known = std::any_of(numbers_.begin(), numbers_.end(), [&](const std::string& hidden) {
      return n.digits.find(hidden) != std::string::npos;
    });
    const bool stranger = strangers_ && n.digits.size() >= kFewestDigits && !is_date(as_written) &&
                          kept_numbers_.count(national(n.digits)) == 0;
    if (known || stranger) cuts.push_back({n.begin, n.end, kNumberMark});
  }
  const std::vector<Word> words = words_of(text);
  for (size_t i = 0; i < words.size(); ++i) {
    const Word& w = words[i];
    if (words_.count(w.folded) > 0) cuts.push_back({w.begin, w.end, kNameMark});
    if (postcodes_.count(w.folded) > 0) cuts.push_back({w.begin, w.end, kAddressMark});
    if (i + 1 < words.size() && postcodes_.count(w.folded + words[i + 1].folded) > 0)
      cuts.push_back({w.begin, words[i + 1].end, kAddressMark});
    if (firsts_.count(w.folded) == 0) continue;
    for (const Phrase& phrase : phrases_) {
      if (phrase.size() > words.size() - i) continue;
      if (std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(i),
                     [](const std::string& p, const Word& word) { return p == word.folded; }))
        cuts.push_back({w.begin, words[i + phrase.size() - 1].end, "[left out]"});
    }
  }
  return apply(text, std::move(cuts));
}

}  // namespace firstday::chronology
