#include "base/check.h"
#include "fuzz/target.h"
#include "render/fill.h"
#include "render/sms_parts.h"
#include "render/sms_text.h"
#include "render/template_file.h"
#include "render/utf8.h"

namespace firstday::fuzz {

namespace {

/// Would be markup and a field, if it were ever read again.
constexpr const char* kValue = "<zq>((school))&\"'";

/// The first byte says which kind of file it is.
job::Kind kind_of(std::string_view input) {
  constexpr job::Kind kKinds[] = {job::Kind::kText, job::Kind::kEmail, job::Kind::kLetter, job::Kind::kCall};
  return input.empty() ? job::Kind::kText : kKinds[static_cast<unsigned char>(input.front()) % 4];
}

render::Values values_for(const render::Template& text) {
  render::Values values;
  for (const std::string& name : text.body.placeholders()) values.set(name, kValue);
  for (const render::Block& block : text.document.blocks)
    for (const render::Line& line : block.lines)
      for (const render::Span& span : line)
        for (const std::string& name : span.text.placeholders()) values.set(name, kValue);
  return values;
}

void check_text(const std::string& filled) {
  const std::string sms = render::text_for_sms(filled);
  FIRSTDAY_CHECK(render::is_utf8(sms), "what leaves is UTF-8");
  FIRSTDAY_CHECK(render::text_for_sms(sms) == sms, "tidying twice changes nothing more");
  const render::SmsParts parts = render::count_parts(sms);
  FIRSTDAY_CHECK((parts.parts == 0) == sms.empty(), "what is there is sent in parts");
  FIRSTDAY_CHECK(parts.unicode != parts.not_gsm.empty(), "UCS-2 has its reasons");
}

void check_blocks(const render::Template& text, const render::Values& values) {
  std::string html;
  std::string plain;
  FIRSTDAY_CHECK(render::append_html(html, text.document, values, "en"), "every field has a value");
  FIRSTDAY_CHECK(render::append_plain(plain, text.document, values, "en"), "every field has a value");
  FIRSTDAY_CHECK(html.find("<zq>") == std::string::npos, "no value becomes markup");
  FIRSTDAY_CHECK(html.find("<script") == std::string::npos, "nor does the template's own HTML");
}

}  // namespace

void write_message(std::string_view input) {
  render::Template named;
  named.name = "fuzzed";
  named.kind = kind_of(input);
  named.language = "en";
  named.file = "fuzzed/text.en.md";
  if (!input.empty()) input.remove_prefix(1);
  const auto read = render::read_template(named, input);
  if (read.has_errors()) return;
  const render::Values values = values_for(read.value);
  std::string filled;
  FIRSTDAY_CHECK(render::append_filled(filled, read.value.body, values, "en"), "every field has a value");
  check_text(filled);
  check_blocks(read.value, values);
}

}  // namespace firstday::fuzz
