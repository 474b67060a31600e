#include "render/sensitive_words.h"

#include <unicode/uchar.h>

#include "render/utf8.h"

namespace firstday::render {

namespace {

/// A word or phrase; one that ends in * stands for every word that begins so.
constexpr std::string_view kWords[] = {
    // agencies
    "police*", "social worker*", "social care", "social services", "council", "local authority",
    "safeguarding", "child protection", "welfare", "agency", "agencies",
    // reasons
    "holiday*", "ill", "illness", "sick*", "truant*", "truanc*", "unauthorised", "suspended", "excluded",
    // concern
    "missing", "concern*", "worr*", "risk*", "danger*", "harm*", "abus*", "neglect*", "emergency", "urgent*",
    // law
    "court*", "prosecut*", "penalty", "penalties", "offence*", "legal*",
    // agencies, Welsh
    "heddlu", "heddwas*", "plismon*", "gweithiwr cymdeithasol", "weithiwr cymdeithasol", "gofal cymdeithasol",
    "ofal cymdeithasol", "gwasanaethau cymdeithasol", "wasanaethau cymdeithasol", "cyngor", "gyngor",
    "awdurdod lleol", "diogelu", "ddiogelu", "amddiffyn plant", "lles", "asiantaeth*",
    // reasons, Welsh
    "gwyliau", "wyliau", "sâl", "salwch", "anawdurdodedig", "heb awdurdod", "gwaharddiad*", "waharddiad*",
    // concern, Welsh
    "ar goll", "pryder*", "bryder*", "phryder*", "poeni", "boeni", "risg*", "perygl*", "berygl*", "niwed",
    "niweid*", "cam drin", "gam drin", "esgeulus*", "argyfwng", "brys", "frys",
    // law, Welsh
    "llys*", "erlyn*", "dirwy*", "ddirwy*", "cosb*", "gosb*", "trosedd*", "drosedd*", "cyfreithiol*",
    "gyfreithiol*"};

/// Words in small letters with one space on each side of each: " please ring us ".
std::string spaced_words(std::string_view utf8) {
  std::string out(1, ' ');
  for (std::size_t at = 0; at < utf8.size();) {
    const auto c = static_cast<UChar32>(next_code_point(utf8, at));
    if (u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK)
      append_code_point(out, static_cast<char32_t>(u_tolower(c)));
    else if (out.back() != ' ')
      out += ' ';
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

bool holds(const std::string& words, std::string_view word) {
  const bool is_stem = word.back() == '*';
  if (is_stem) word.remove_suffix(1);
  std::string wanted(1, ' ');
  wanted += word;
  if (!is_stem) wanted += ' ';
  return words.find(wanted) != std::string::npos;
}

}  // namespace

std::vector<std::string> sensitive_words(std::string_view utf8) {
  const std::string words = spaced_words(utf8);
  std::vector<std::string> found;
  for (std::string_view word : kWords) {
    if (!holds(words, word)) continue;
    if (word.back() == '*') word.remove_suffix(1);
    found.emplace_back(word);
  }
  return found;
}

}  // namespace firstday::render
