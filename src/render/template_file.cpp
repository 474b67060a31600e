#include "render/template_file.h"

#include <algorithm>

#include "base/text.h"
#include "render/front_matter.h"
#include "render/utf8.h"

namespace firstday::render {

namespace {

using base::Problem;
using base::Severity;

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_language(std::string_view tag) {
  return (tag.size() == 2 || tag.size() == 3) && std::all_of(tag.begin(), tag.end(), is_small_letter);
}

/// Windows editors put a byte order mark in front.
std::string_view without_mark(std::string_view source) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return source.substr(0, mark.size()) == mark ? source.substr(mark.size()) : source;
}

class Reader {
 public:
  Reader(Template named, std::string_view source, const std::string& words_hash)
      : source_(without_mark(source)), words_hash_(words_hash) {
    out_.value = std::move(named);
  }

  base::Parsed<Template> run() {
    if (!is_utf8(source_)) {
      report(Severity::kError, "The file is not in UTF-8.", "Save it again with the encoding UTF-8.");
      return std::move(out_);
    }
    take(parse_front_matter(source_, out_.value.file));
    take_subject();
    take_body();
    if (!may_be_sent(out_.value)) say_that_it_waits();
    return std::move(out_);
  }

 private:
  void say_that_it_waits() {
    const Template& t = out_.value;
    const std::string mend =
        "Have somebody who speaks the language read it, then: firstday template review " + t.name +
        " --language " + t.language + " --by \"their name\".";
    if (t.lapsed_review.empty())
      return report(Severity::kNote, "Nobody has reviewed this translation, so English is sent instead.",
                    mend);
    report(Severity::kWarning,
           "The words were changed after " + t.lapsed_review + " had read them, so English is sent instead.",
           mend);
  }

  void take(base::Parsed<FrontMatter> block) {
    matter_ = std::move(block.value);
    move_problems(block.problems);
    Template& t = out_.value;
    const bool lapsed = !matter_.reviewed_words.empty() && matter_.reviewed_words != words_hash_;
    (lapsed ? t.lapsed_review : t.reviewed_by) = matter_.reviewed_by;
    t.reviewed_on = matter_.reviewed_on;
    t.family = matter_.family.empty() ? t.name : matter_.family;
    t.about = matter_.about;
  }

  void take_subject() {
    const bool is_email = out_.value.kind == job::Kind::kEmail;
    if (!is_email && !matter_.subject.empty())
      return report(Severity::kWarning, "Only an e-mail has a subject; this one is left out.",
                    "Take it out.");
    if (!is_email) return;
    if (matter_.subject.empty())
      return report(Severity::kError, "The e-mail has no subject.",
                    "Add \"subject: ...\" between lines of ---.");
    auto subject = parse_template(matter_.subject, out_.value.file, matter_.subject_start);
    move_problems(subject.problems);
    out_.value.subject = std::move(subject.value);
  }

  void take_body() {
    auto body = parse_template(source_.substr(matter_.body), out_.value.file, {matter_.body_line, 1});
    move_problems(body.problems);
    out_.value.body = std::move(body.value);
    if (has_blocks()) take_document();
    if (out_.value.body.blank())
      report(Severity::kError, "The template is empty.", "Write what it shall say.");
  }

  bool has_blocks() const { return out_.value.kind == job::Kind::kEmail || is_paper(out_.value.kind); }

  /// Brackets that are wrong have been named with the body; here only what Markdown cannot carry.
  void take_document() {
    auto document = parse_document(source_.substr(matter_.body), out_.value.file, {matter_.body_line, 1});
    std::erase_if(document.problems, [](const Problem& p) { return p.severity == Severity::kError; });
    move_problems(document.problems);
    out_.value.document = std::move(document.value);
  }

  void report(Severity severity, std::string what, std::string mend) {
    out_.problems.push_back({severity, out_.value.file, 0, 0, "", std::move(what), std::move(mend)});
  }

  void move_problems(std::vector<Problem>& problems) {
    for (Problem& p : problems) out_.problems.push_back(std::move(p));
  }

  std::string_view source_;
  const std::string& words_hash_;
  FrontMatter matter_;
  base::Parsed<Template> out_;
};

}  // namespace

std::optional<FileName> parse_file_name(std::string_view name) {
  const std::vector<std::string> parts = base::split(name, '.');
  if (parts.size() != 3 || parts[2] != "md" || !is_language(parts[1])) return std::nullopt;
  const auto kind = job::kind_of(parts[0]);
  if (!kind || (!job::channel_for(*kind) && !is_paper(*kind))) return std::nullopt;
  return FileName{*kind, parts[1]};
}

bool is_template_name(std::string_view name) {
  return !name.empty() && is_small_letter(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
    return is_small_letter(c) || is_digit(c) || c == '-';
  });
}

base::Parsed<Template> read_template(Template named, std::string_view source, const std::string& words_hash) {
  return Reader(std::move(named), source, words_hash).run();
}

}  // namespace firstday::render
