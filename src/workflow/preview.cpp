#include "workflow/preview.h"

#include <set>

#include "base/text.h"
#include "render/fill.h"
#include "render/sms_parts.h"
#include "render/sms_text.h"

namespace firstday::workflow {

namespace {

/// What stands in the text, or why nothing does: a preview that hides a missing field is no preview.
std::string filled(const render::TemplateText& text, const render::Values& values,
                   const std::string& language) {
  const auto out = render::fill(text, values, language);
  return out ? out.value().text.reveal() : "[" + out.error().what + "]";
}

PreviewRow row_of(const render::Template& t, const render::Values& sample) {
  PreviewRow row;
  row.name = t.name;
  row.kind = t.kind;
  row.language = t.language;
  row.file = t.file;
  row.reviewed = render::may_be_sent(t);
  if (t.subject) row.subject = filled(*t.subject, sample, t.language);
  row.body = filled(t.body, sample, t.language);
  if (t.kind != job::Kind::kText) return row;
  row.body = render::text_for_sms(row.body);
  const render::SmsParts parts = render::count_parts(row.body);
  row.parts = parts.parts;
  row.unicode = parts.unicode;
  row.units = parts.units;
  return row;
}

const render::Values& sample_of(const config::TemplateFolders& folders, const render::Template& t) {
  static const render::Values kNone;
  const render::Values* sample = folders.sample(t.name, t.language);
  return sample == nullptr ? kNone : *sample;
}

base::Error no_such(const std::string& name, const render::TemplateSet& set) {
  std::set<std::string> names;
  for (const render::Template& t : set.list()) names.insert(t.name);
  return base::usage("There is no template '" + name +
                     "'. There are: " + base::join({names.begin(), names.end()}, ", ") + ".");
}

}  // namespace

base::Result<std::vector<PreviewRow>> preview(const config::TemplateFolders& folders,
                                              const std::string& name) {
  std::vector<PreviewRow> rows;
  for (const render::Template& t : folders.set.list())
    if (name.empty() || t.name == name) rows.push_back(row_of(t, sample_of(folders, t)));
  if (rows.empty()) return no_such(name, folders.set);
  return rows;
}

}  // namespace firstday::workflow
