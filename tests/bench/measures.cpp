#include "bench/measures.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace firstday::bench {

double Measure::rate() const {
  std::vector<double> sorted = took;
  std::sort(sorted.begin(), sorted.end());
  return items / sorted.at(sorted.size() / 2);
}

void run_interleaved(std::vector<Measure>& all, int rounds) {
  for (Measure& m : all) m.work();
  for (int round = 0; round < rounds; ++round)
    for (Measure& m : all) {
      const auto start = std::chrono::steady_clock::now();
      m.work();
      m.took.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
}

void fail(const std::string& what) {
  std::fprintf(stderr, "bench: %s\n", what.c_str());
  std::exit(1);
}

}  // namespace firstday::bench
