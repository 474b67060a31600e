// How many absence texts one thread renders in a second: template found, values set and filled in, text
// tidied, parts counted.
#include <array>
#include <memory>

#include "bench/measures.h"
#include "config/templates.h"
#include "render/render.h"

namespace firstday::bench {

namespace {

using base::Personal;
using render::HalfDay;
using render::Values;

constexpr int kRenders = 400'000;

constexpr std::array kNames = {"Robin", "Ann", "Sam", "Mohammed", "Olivia", "Gwen", "Ioan", "Alexandra"};
constexpr std::array kWideNames = {"Siân", "Zoë", "Łucja", "Анна", "محمد", "Ŵyn", "Renée-Noël", "王小明"};

Values values_for(const char* name) {
  Values v;
  v.reserve(8);
  v.set("pupil first name", name);
  v.set("pupil first names", std::vector{Personal(name)});
  v.set("school", "Marsh Lane Primary School");
  v.set("school short name", "Marsh Lane");
  v.set("school phone", "01632 960401");
  v.set("date", base::make_date(2027, 1, 12));
  v.set("session", HalfDay::kMorning);
  v.set("contact name", "Jo Marsh");
  return v;
}

job::Job text_job(const char* language) {
  job::Job j;
  j.id = job::JobId("018f0000-0000-7000-8000-000000000001");
  j.school = roll::Urn("100001");
  j.kind = job::Kind::kText;
  j.template_name = "absence";
  j.language = language;
  return j;
}

using Names = std::array<const char*, 8>;

void render_all(const render::TemplateSet& set, const job::Job& job, const Names& names) {
  const Personal to("+447700900301");
  int parts = 0;
  for (std::size_t i = 0; i < kRenders; ++i)
    parts += render::render(job, set, values_for(names[i % names.size()]), to).value().parts;
  if (parts < kRenders) fail("a text was not rendered");
}

}  // namespace

std::vector<Measure> render_measures() {
  auto loaded = config::load_templates({std::string(FIRSTDAY_SOURCE_DIR) + "/templates"},
                                       [](std::string_view) { return std::string(64, 'a'); });
  if (loaded.has_errors()) fail("the templates cannot be loaded; run firstday check");
  const auto set = std::make_shared<const render::TemplateSet>(std::move(loaded.value.set));
  const auto measure = [&](const char* name, const char* language, const Names& names, double aim) {
    return Measure{name, "texts", kRenders,
                   [set, job = text_job(language), &names] { render_all(*set, job, names); }, aim};
  };
  return {measure(kRender, "en", kNames, 500'000), measure("texts rendered, Welsh", "cy", kNames, 0),
          measure("texts rendered, Unicode names", "en", kWideNames, 0)};
}

}  // namespace firstday::bench
