// What a send costs in a store that is full of old ones: the store's part of sending (lease, first and second
// transaction) with 1,000,000 jobs that have ended, against an empty store. Wall clock in five interleaved
// rounds; instructions by callgrind, which counts them one by one, so that no other process disturbs them.
//
//   full_store_bench [ended jobs, default 1000000] [folder on the disk that is measured]
//   full_store_bench sends FOLDER ROUND          what callgrind runs
//
// Aims: instructions within 10 %, wall clock within 25 %.
#include <sys/wait.h>
#include <valgrind/callgrind.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bench/made_up_sends.h"
#include "store/database.h"

namespace {

namespace fs = std::filesystem;
using namespace firstday;
using namespace firstday::bench;

constexpr int kRounds = 5;
constexpr int kSends = 2'000;
constexpr int kCounted = 192;  ///< sends under callgrind, which takes fifty times as long
constexpr int kGroup = 32;
constexpr int kSchools = 20;

/// Day after day, so that no two of a store's mornings are the same.
base::Date day_number(int n) {
  return kDay + std::chrono::days{n};
}

class Place {
 public:
  explicit Place(fs::path folder)
      : folder_(std::move(folder)),
        database_(must(store::Database::open({folder_, seal::Keys::from_master({})}))),
        queue_(store::make_job_queue(*database_)) {}

  ports::JobQueue& queue() { return *queue_; }
  const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ports::JobQueue> queue_;
};

/// A thousand a school and day, all sent.
void fill(Place& place, int jobs) {
  for (int done = 0, day = -1; done < jobs; --day) {
    for (int school = 0; school < kSchools && done < jobs; ++school) {
      const int n = std::min(1000, jobs - done);
      must(place.queue().enqueue(morning(day_number(day), n, roll::Urn(std::to_string(100001 + school))),
                                 "bench"));
      done += n;
    }
    dispatch_all(place.queue(), 96, day_number(day));
  }
}

double send(Place& place, int round) {
  must(place.queue().enqueue(morning(day_number(round), kSends), "bench"));
  int sent = 0;
  const double took = seconds([&] { sent = dispatch_all(place.queue(), kGroup, day_number(round)); });
  if (sent != kSends) std::exit(1);
  return took * 1e6 / kSends;
}

int sends_under_callgrind(const std::string& folder, int round) {
  Place place{fs::path(folder)};
  must(place.queue().enqueue(morning(day_number(round), kCounted + kGroup), "bench"));
  // The first group prepares the statements.
  const auto first = must(
      place.queue().lease({"bench", morning_of(day_number(round)), std::chrono::minutes(5), kGroup, {}}));
  if (first.size() != kGroup) return 1;
  CALLGRIND_TOGGLE_COLLECT;
  const int sent = dispatch_all(place.queue(), kGroup, day_number(round));
  CALLGRIND_TOGGLE_COLLECT;
  return sent == kCounted ? 0 : 1;
}

/// Instructions a send.
double counted(const std::string& self, const fs::path& folder, int round) {
  const fs::path out = folder / "callgrind.out";
  const std::string command =
      "valgrind --tool=callgrind --collect-atstart=no --callgrind-out-file=" + out.string() + " " + self +
      " sends " + folder.string() + " " + std::to_string(round) + " >/dev/null 2>&1";
  if (std::system(command.c_str()) != 0) {
    std::fprintf(stderr, "full_store_bench: this failed: %s\n", command.c_str());
    std::exit(1);
  }
  std::ifstream lines(out);
  for (std::string line; std::getline(lines, line);)
    if (line.rfind("totals: ", 0) == 0) return std::stod(line.substr(8)) / kCounted;
  std::fprintf(stderr, "full_store_bench: callgrind wrote no totals\n");
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::string(argv[1]) == "sends") return sends_under_callgrind(argv[2], std::atoi(argv[3]));
  const int jobs = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
  const fs::path parent = argc > 2 ? fs::path(argv[2]) : fs::temp_directory_path();
  const fs::path folder = parent / ("firstday-full-store-" + std::to_string(getpid()));
  std::vector<double> empty_us;
  std::vector<double> full_us;
  std::vector<double> ratios;
  {
    Place empty(folder / "empty");
    Place full(folder / "full");
    const double filling = seconds([&] { fill(full, jobs); });
    std::printf("%d ended jobs in %.0f s\n", jobs, filling);
    for (int round = 0; round < kRounds; ++round) {
      empty_us.push_back(send(empty, round));
      full_us.push_back(send(full, round));
      ratios.push_back(full_us.back() / empty_us.back());
    }
  }
  const double few = counted(argv[0], folder / "empty", kRounds);
  const double many = counted(argv[0], folder / "full", kRounds);
  std::printf("  microseconds a send, empty %.0f, full %.0f: median ratio %.2f   (aim 1.25)\n",
              median(empty_us), median(full_us), median(ratios));
  std::printf("  instructions a send, empty %.0f, full %.0f: ratio %.3f   (aim 1.10)\n", few, many,
              many / few);
  fs::remove_all(folder);
}
