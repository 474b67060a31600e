#include "render/render.h"

#include <string>
#include <utility>

#include "render/fill.h"
#include "render/sms_parts.h"
#include "render/sms_text.h"

namespace firstday::render {

namespace {

using job::Kind;

std::string asked_for(const job::Job& job) {
  return job.template_name + ", " + std::string(job::word(job.kind)) + ", " + job.language;
}

base::Error no_template(const job::Job& job) {
  return base::misconfigured(
      "There is no template " + asked_for(job) +
      ", and none in English. Add it, or change the step of the policy that names it.");
}

base::Error missing(const Template& text, const TemplateText& part, const Values& values) {
  return base::bad_input("Template " + describe(text) + " has no value for " +
                         in_brackets(missing_fields(part, values)) +
                         ". Enter it for this pupil or school, or take the field out of the template.");
}

base::Error too_long(const Template& text, const SmsParts& parts) {
  return base::bad_input("Template " + describe(text) + " became a text of " + std::to_string(parts.units) +
                         " units; at most " + std::to_string(SmsParts::kMostUnits) +
                         " can be sent. Shorten it.");
}

base::Error empty(const Template& text) {
  return base::bad_input("Template " + describe(text) + " became an empty message. Write what it shall say.");
}

job::Message header(const job::Job& job, const Template& text, const base::Personal& to) {
  job::Message m;
  m.job = job.id;
  m.school = job.school;
  m.kind = job.kind;
  m.to = to;
  m.language = text.language;
  m.template_name = text.name;
  m.template_hash = text.hash;
  return m;
}

/// Tidies the body for its kind and counts a text's parts. Not ok where the text cannot be sent.
base::Status set_body(job::Message& m, const Template& text, const std::string& filled) {
  std::string body = m.kind == Kind::kText ? text_for_sms(filled) : plain_text(filled);
  if (body.empty()) return empty(text);
  if (m.kind == Kind::kText) {
    const SmsParts parts = count_parts(body);
    if (parts.too_long()) return too_long(text, parts);
    m.parts = parts.parts;
    m.unicode = parts.unicode;
  }
  m.body = base::Personal(std::move(body));
  return {};
}

base::Status set_subject(job::Message& m, const Template& text, const Values& values) {
  if (!text.subject) return {};
  std::string filled;
  if (!append_filled(filled, *text.subject, values, text.language))
    return missing(text, *text.subject, values);
  m.subject = base::Personal(one_line(filled));
  return {};
}

base::Result<job::Message> render_email(const job::Job& job, const Template& text, const Values& values,
                                        const base::Personal& to) {
  job::Message m = header(job, text, to);
  if (base::Status done = set_subject(m, text, values); !done) return done.error();
  std::string plain;
  std::string html;
  if (!append_plain(plain, text.document, values, text.language) ||
      !append_html(html, text.document, values, text.language))
    return missing(text, text.body, values);
  if (plain.empty()) return empty(text);
  m.body = base::Personal(std::move(plain));
  m.html = base::Personal(std::move(html));
  return m;
}

}  // namespace

base::Result<job::Message> render(const job::Job& job, const TemplateSet& templates, const Values& values,
                                  const base::Personal& to) {
  if (is_paper(job.kind))
    return base::misconfigured("Template " + asked_for(job) +
                               " is for paper, and paper is typeset, not sent.");
  const Template* text = templates.find(job.template_name, job.kind, job.language);
  if (text == nullptr) return no_template(job);
  if (job.kind == Kind::kEmail) return render_email(job, *text, values, to);
  std::string filled;
  filled.reserve(256);
  if (!append_filled(filled, text->body, values, text->language)) return missing(*text, text->body, values);
  job::Message m = header(job, *text, to);
  if (base::Status done = set_subject(m, *text, values); !done) return done.error();
  if (base::Status done = set_body(m, *text, filled); !done) return done.error();
  return m;
}

}  // namespace firstday::render
