// How many absence texts one thread renders in a second: template found, values set and filled in,
// text tidied, parts counted. Median of five rounds. GOV.UK Notify's library does 4,990 a second
// (notify.md section 6).
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "config/templates.h"
#include "render/render.h"

namespace {

using firstday::base::Personal;
using firstday::render::HalfDay;
using firstday::render::TemplateSet;
using firstday::render::Values;

constexpr int kRounds = 5;
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
  v.set("date", firstday::base::make_date(2027, 1, 12));
  v.set("session", HalfDay::kMorning);
  v.set("contact name", "Jo Marsh");
  return v;
}

firstday::job::Job text_job(const char* language) {
  firstday::job::Job j;
  j.id = firstday::job::JobId("018f0000-0000-7000-8000-000000000001");
  j.school = firstday::roll::Urn("100001");
  j.kind = firstday::job::Kind::kText;
  j.template_name = "absence";
  j.language = language;
  return j;
}

/// Renders a second of `one(i)`, which gives the parts; the sum keeps the work from being left out.
template <typename One>
double per_second(One one, long long& parts) {
  std::vector<double> rates;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kRenders; ++i) parts += one(static_cast<std::size_t>(i));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    rates.push_back(kRenders / took.count());
  }
  std::sort(rates.begin(), rates.end());
  return rates[kRounds / 2];
}

void measure(const char* what, const TemplateSet& set, const char* language,
             const std::array<const char*, 8>& names) {
  const firstday::job::Job job = text_job(language);
  const Personal to("+447700900301");
  std::vector<Values> ready;
  for (const char* name : names) ready.push_back(values_for(name));
  long long parts = 0;
  const double whole = per_second(
      [&](std::size_t i) {
        return firstday::render::render(job, set, values_for(names[i % names.size()]), to).value().parts;
      },
      parts);
  const double render_only = per_second(
      [&](std::size_t i) {
        return firstday::render::render(job, set, ready[i % ready.size()], to).value().parts;
      },
      parts);
  std::printf("%-28s %10.0f renders/s, %10.0f with values set anew (parts seen: %lld)\n", what, render_only,
              whole, parts);
}

}  // namespace

int main() {
  const auto loaded = firstday::config::load_templates({std::string(FIRSTDAY_SOURCE_DIR) + "/templates"},
                                                       [](std::string_view) { return std::string(64, 'a'); });
  if (loaded.has_errors()) {
    std::fprintf(stderr, "The templates cannot be loaded; run firstday check.\n");
    return 78;
  }
  measure("English, GSM names", loaded.value.set, "en", kNames);
  measure("Welsh, GSM names", loaded.value.set, "cy", kNames);
  measure("English, Unicode names", loaded.value.set, "en", kWideNames);
  return 0;
}
