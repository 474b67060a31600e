// A school year's daily import: the whole of `import roll` on an unchanged roll of 100,000 pupils with two
// contacts each, from the files on disk to the commit. Prints rows (pupils and contacts) per second.
//
//   reimport_bench [PUPILS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <vector>

#include "seal/keys.h"
#include "store/database.h"
#include "workflow/import_roll.h"

namespace {

using namespace firstday;
namespace fs = std::filesystem;

class WallClock : public ports::Clock {
 public:
  base::Instant now() const override {
    return std::chrono::time_point_cast<base::Duration>(std::chrono::system_clock::now());
  }
  void wait_until(base::Instant) override {}
  void wake() override {}
};

class NoLog : public ports::Log {
 public:
  void write(ports::Level, std::string_view, std::span<const ports::LogField>) noexcept override {}
};

class NoGate : public ports::DispatchGate {
 public:
  base::Result<std::unique_ptr<ports::DispatchRight>> take() override { return base::conflict("not used"); }
};

template <typename T>
T must(base::Result<T> result) {
  if (result) return std::move(result).value();
  std::cerr << result.error().what << '\n';
  std::exit(1);
}

void write_roll(const fs::path& folder, int pupils) {
  fs::create_directories(folder);
  std::ofstream p(folder / "pupils.csv");
  std::ofstream c(folder / "contacts.csv");
  p << "school,pupil,forename,surname,born,year,form,address_1,address_2,postcode\n";
  c << "school,pupil,contact,priority,relationship,title,forename,surname,parental_responsibility,mobile,"
       "email,"
       "address_1,address_2,postcode\n";
  for (int i = 0; i < pupils; ++i) {
    p << "900001,P" << i << ",Kit,Number" << i << ",2016-05-02,Y5,5H," << i % 90 + 1
      << " Hazel Road,Saltmere,CM31 4NP\n";
    for (int n = 0; n < 2; ++n)
      c << "900001,P" << i << ",C" << i << '-' << n << ',' << n + 1 << ",mother,Ms,Sam,Number" << i
        << ",yes,07700 900" << 100 + (i + n) % 900 << ",sam" << i << "@example.org," << i % 90 + 1
        << " Hazel Road,Saltmere,CM31 4NP\n";
  }
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  const int pupils = argc > 1 ? std::atoi(argv[1]) : 100'000;
  const fs::path folder = fs::temp_directory_path() / "firstday-reimport-bench";
  fs::remove_all(folder);
  write_roll(folder / "in", pupils);
  auto keys = must(seal::Keys::load_or_create(folder / "data"));
  store::Database::Settings settings{folder / "data", keys};
  const auto database = must(store::Database::open(std::move(settings)));
  const auto schools = store::make_school_store(*database);
  const auto queue = store::make_job_queue(*database);
  const auto journal = store::make_journal(*database);
  WallClock clock;
  NoLog log;
  NoGate gate;
  config::Settings configured;
  configured.schools.emplace_back();
  configured.schools.back().school.urn = roll::Urn("900001");
  workflow::House house{std::move(configured),
                        {},
                        {},
                        {},
                        clock,
                        log,
                        *schools,
                        *queue,
                        *journal,
                        gate,
                        nullptr,
                        "bench",
                        "bench",
                        nullptr};
  workflow::ImportRollRequest request;
  request.source.from = (folder / "in").string();
  const auto import = [&] {
    const auto report =
        must(workflow::import_roll(house, request, [](const workflow::SchoolImport&) { return true; }));
    if (report.schools.size() != 1) std::exit(1);
  };
  const double rows = 3.0 * pupils;
  std::printf("first import, committed:      %9.0f rows/s\n", rows / seconds_of(import));
  std::vector<double> rounds;
  for (int i = 0; i < 5; ++i) rounds.push_back(rows / seconds_of(import));
  std::sort(rounds.begin(), rounds.end());
  std::printf("unchanged re-import, committed: %9.0f rows/s, median of 5 (%.0f to %.0f)\n", rounds[2],
              rounds.front(), rounds.back());
  fs::remove_all(folder);
  return 0;
}
