#include "render/template_check.h"

#include <algorithm>

#include "base/text.h"
#include "render/field_name.h"
#include "render/fill.h"
#include "render/sensitive_words.h"
#include "render/sms_parts.h"
#include "render/sms_text.h"

namespace firstday::render {

namespace {

using base::Severity;
using job::Kind;

bool is_spoken_or_texted(Kind kind) {
  return kind == Kind::kText || kind == Kind::kVoice || kind == Kind::kVoicemail || kind == Kind::kCall;
}

/// A call is made person to person: its script may say more than what a phone shows or plays, or a card at a
/// door.
bool may_be_overheard(Kind kind) {
  return (is_spoken_or_texted(kind) && kind != Kind::kCall) || kind == Kind::kCard;
}

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& fields, const std::string& key) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](std::string_view known) { return field_key(known) == key; });
}

bool is_filled_by_us(Kind kind, const std::string& field) {
  const std::string key = field_key(field);
  if (kind == Kind::kCall && is_among(kCallFields, key)) return true;
  if (kind == Kind::kCard) return is_among(kCardFields, key);
  const bool sheet = kind == Kind::kVisit || kind == Kind::kForm;
  return is_among(kFields, key) || ((sheet || kind == Kind::kLetter) && is_among(kLetterFields, key)) ||
         (sheet && (is_among(kCardFields, key) || is_among(kFormFields, key)));
}

std::string words_of(const TemplateText& text) {
  std::string out;
  for (const Segment& s : text.segments()) out += s.text + (s.kind == Segment::Kind::kField ? " " : "");
  return out;
}

class Checker {
 public:
  Checker(const Template& text, const Values& sample) : text_(text), sample_(sample) {}

  std::vector<base::Problem> run() {
    fields(text_.body);
    if (text_.subject) fields(*text_.subject);
    if (may_be_overheard(text_.kind)) wording();
    if (text_.kind == Kind::kText) cost();
    return std::move(problems_);
  }

 private:
  void fields(const TemplateText& text) {
    if (is_spoken_or_texted(text_.kind) || is_paper(text_.kind))
      for (const std::string& field : text.placeholders())
        if (!is_filled_by_us(text_.kind, field))
          report(Severity::kError, field, "Nothing fills this field when a message is sent.",
                 "Use one of those in templates/README.md.");
    for (const std::string& field : missing_fields(text, sample_))
      report(Severity::kError, field, "The sample has no value for this field.",
             "Add it to sample.yaml, or take it out of the template.");
  }

  void wording() {
    for (const std::string& word : sensitive_words(words_of(text_.body)))
      report(Severity::kWarning, "", "It says \"" + word + "\", and " + whoever() + " learns it.", keep_to());
  }

  const char* whoever() const {
    return text_.kind == Kind::kCard ? "whoever finds the card" : "whoever holds the phone";
  }

  const char* keep_to() const {
    if (text_.kind == Kind::kCard) return "Keep to who called, when, and whom to ring.";
    return "Keep to first name, date, session and whom to ring.";
  }

  void cost() {
    std::string filled;
    if (!append_filled(filled, text_.body, sample_, text_.language)) return;
    const SmsParts parts = count_parts(text_for_sms(filled));
    if (parts.too_long())
      report(Severity::kError, "", "It is longer than a text may be: " + size(parts) + ".", "Shorten it.");
    else if (parts.parts > 1)
      report(is_written_in_gsm() ? Severity::kWarning : Severity::kNote, "",
             "With its sample every text costs " + size(parts) + ".", "Shorten it if you can.");
  }

  /// Ours are worded so that one part holds them; most other languages cannot be.
  bool is_written_in_gsm() const { return text_.language == "en" || text_.language == "cy"; }

  static std::string size(const SmsParts& parts) {
    std::string out = base::count_of(static_cast<std::size_t>(parts.parts), "part") + ", " +
                      base::count_of(static_cast<std::size_t>(parts.units), "unit");
    if (!parts.unicode) return out;
    constexpr std::size_t kWorthNaming = 6;
    if (parts.not_gsm.size() > kWorthNaming) return out + ", Unicode";
    return out + ", Unicode because of " + base::join(parts.not_gsm, " ");
  }

  void report(Severity severity, std::string field, std::string what, std::string mend) {
    problems_.push_back({severity, text_.file, 0, 0, std::move(field), std::move(what), std::move(mend)});
  }

  const Template& text_;
  const Values& sample_;
  std::vector<base::Problem> problems_;
};

}  // namespace

std::vector<base::Problem> check_template(const Template& text, const Values& sample) {
  return Checker(text, sample).run();
}

}  // namespace firstday::render
