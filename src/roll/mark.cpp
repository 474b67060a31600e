#include "roll/mark.h"

#include "base/check.h"
#include "base/text.h"

namespace firstday::roll {

namespace {

using enum CodeClass;

constexpr CodeMeaning kCodes[] = {
    {"/", kPresent, "present, morning"},
    {"\\", kPresent, "present, afternoon"},
    {"L", kPresent, "late, before the register closed"},
    {"K", kElsewhere, "education provision arranged by the local authority"},
    {"V", kElsewhere, "educational visit or trip"},
    {"P", kElsewhere, "sporting activity"},
    {"W", kElsewhere, "work experience"},
    {"B", kElsewhere, "any other approved educational activity"},
    {"C", kAuthorised, "exceptional leave"},
    {"C1", kAuthorised, "performance or employment abroad"},
    {"C2", kAuthorised, "part-time timetable"},
    {"M", kAuthorised, "medical or dental appointment"},
    {"J1", kAuthorised, "interview"},
    {"S", kAuthorised, "study leave"},
    {"T", kAuthorised, "parent travelling for work"},
    {"R", kAuthorised, "religious observance"},
    {"I", kAuthorised, "illness"},
    {"E", kAuthorised, "suspended or excluded, no alternative provision made"},
    {"G", kUnauthorised, "holiday not granted"},
    {"N", kUnauthorised, "reason not yet established"},
    {"O", kUnauthorised, "other or unknown"},
    {"U", kUnauthorised, "arrived after the register closed"},
    {"D", kNotPossible, "dual registered, at the other school"},
    {"Q", kNotPossible, "no access arrangements made"},
    {"X", kNotPossible, "not of compulsory school age and not required"},
    {"Y1", kNotPossible, "transport not provided"},
    {"Y2", kNotPossible, "widespread disruption to travel"},
    {"Y3", kNotPossible, "part of the premises closed"},
    {"Y4", kNotPossible, "whole site unexpectedly closed"},
    {"Y5", kNotPossible, "in criminal justice detention"},
    {"Y6", kNotPossible, "public health guidance"},
    {"Y7", kNotPossible, "other unavoidable cause"},
    {"Z", kAdministrative, "not yet on the roll"},
    {"#", kAdministrative, "planned whole-school closure"},
    {"-", kNoMark, "no mark taken"},
    {"?", kNoMark, "no mark taken"},
    {"H", kRetired, "family holiday agreed (until August 2024)"},
    {"F", kRetired, "extended family holiday agreed (until August 2024)"},
    {"J", kRetired, "interview (until August 2024; now J1)"},
    {"Y", kRetired, "unable to attend (until August 2024; now Y1 to Y7)"},
};

}  // namespace

std::string_view word(Session session) {
  return session == Session::kAm ? "am" : "pm";
}

std::optional<Session> session_of(std::string_view text) {
  const std::string low = base::lower(base::trim(text));
  if (low == "am") return Session::kAm;
  if (low == "pm") return Session::kPm;
  return std::nullopt;
}

Code::Code(std::string_view text) : size_(static_cast<unsigned char>(text.size())) {
  FIRSTDAY_CHECK(text.size() <= 2, "an attendance code has one or two characters");
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    chars_[i] = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
}

std::span<const CodeMeaning> all_codes() {
  return kCodes;
}

CodeClass class_of(const Code& code) {
  if (code.empty()) return kNoMark;
  for (const CodeMeaning& m : kCodes)
    if (m.code == code.text()) return m.is;
  return kUnknown;
}

}  // namespace firstday::roll
