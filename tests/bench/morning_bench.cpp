// What a morning costs before anything is sent: reading, planning and rendering, in one run of interleaved
// rounds. Compare the ratios of one run, not the figures of two.
//
//   morning_bench [rounds, default 5] [pupils of a large trust, default 100000]
//
// Ratios: first import over the better of the bare runs (aim 0.8), and a text over GOV.UK Notify's own
// library, which does 4,990 a second on the machine it was measured on.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <thread>

#include "bench/measures.h"

namespace {

using namespace firstday::bench;

constexpr double kNotifyRenders = 4'990;

void add(std::vector<Measure>& all, std::vector<Measure> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

double rate_of(const std::vector<Measure>& all, const char* name) {
  for (const Measure& m : all)
    if (m.name == name) return m.rate();
  fail(std::string("nothing is called ") + name);
}

void print(const Measure& m) {
  const auto [least, most] = std::minmax_element(m.took.begin(), m.took.end());
  std::printf("%-42s %10.0f %-8s", m.name.c_str(), m.rate(), (m.unit + "/s").c_str());
  std::printf(" (%.0f to %.0f)", m.items / *most, m.items / *least);
  if (m.aim > 0) std::printf("  %.1f of the aim of %.0f", m.rate() / m.aim, m.aim);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const int pupils = argc > 2 ? std::atoi(argv[2]) : 100'000;
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "firstday-morning-bench";
  std::vector<Measure> all = intake_measures(20'000);
  add(all, reimport_measures(pupils, folder));
  add(all, plan_measures(pupils));
  add(all, render_measures());
  run_interleaved(all, rounds);
  std::printf("medians of %d interleaved rounds (slowest to fastest), %u cores, roll of %d pupils\n", rounds,
              std::thread::hardware_concurrency(), pupils);
  for (const Measure& m : all) print(m);
  std::printf("%-42s %10.2f, aim 0.80\n", "first import over libphonenumber alone",
              rate_of(all, kFirstImport) / std::max(rate_of(all, kBare), rate_of(all, kBareAllCores)));
  std::printf("%-42s %10.0f\n", "a text over GOV.UK Notify's library",
              rate_of(all, kRender) / kNotifyRenders);
  all.clear();
  std::filesystem::remove_all(folder);
  return 0;
}
