// A school year's daily import: the whole of `import roll` on an unchanged roll with two contacts a pupil,
// from the files on disk to the commit. A row is a pupil or a contact.
#include <chrono>
#include <fstream>
#include <memory>

#include "bench/measures.h"
#include "seal/hash.h"
#include "seal/keys.h"
#include "store/database.h"
#include "workflow/import_roll.h"

namespace firstday::bench {

namespace {

namespace fs = std::filesystem;

class WallClock : public ports::Clock {
 public:
  base::Instant now() const override {
    return std::chrono::time_point_cast<base::Duration>(std::chrono::system_clock::now());
  }
  base::Steady steady() const override { return base::Steady{now().time_since_epoch()}; }
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
  base::Result<std::unique_ptr<ports::PlanTurn>> plan_turn() override { return base::conflict("not used"); }
};

template <typename T>
T must(base::Result<T> result) {
  if (result) return std::move(result).value();
  fail(result.error().what);
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

/// A house with one school, on a database of its own.
struct Importing {
  explicit Importing(const fs::path& folder)
      : keys(must(seal::Keys::load_or_create(folder / "data"))),
        database(must(store::Database::open({folder / "data", keys}))) {
    config::Settings settings;
    settings.schools.emplace_back();
    settings.schools.back().school.urn = roll::Urn("900001");
    const auto hash = [](std::string_view text) { return seal::sha256_hex(text); };
    house = std::unique_ptr<workflow::House>(new workflow::House{std::move(settings),
                                                                 {},
                                                                 {},
                                                                 {},
                                                                 clock,
                                                                 log,
                                                                 *schools,
                                                                 *queue,
                                                                 *journal,
                                                                 gate,
                                                                 hash,
                                                                 "bench",
                                                                 "bench",
                                                                 hash});
    request.source.from = (folder / "in").string();
  }

  void import() {
    const auto yes = [](const workflow::SchoolImport&) { return true; };
    if (must(workflow::import_roll(*house, request, yes)).schools.size() != 1) fail("nothing was imported");
  }

  WallClock clock;
  NoLog log;
  NoGate gate;
  seal::Keys keys;
  std::unique_ptr<store::Database> database;
  std::unique_ptr<ports::SchoolStore> schools = store::make_school_store(*database);
  std::unique_ptr<ports::JobQueue> queue = store::make_job_queue(*database);
  std::unique_ptr<ports::Journal> journal = store::make_journal(*database);
  std::unique_ptr<workflow::House> house;
  workflow::ImportRollRequest request;
};

}  // namespace

std::vector<Measure> reimport_measures(int pupils, const fs::path& folder) {
  fs::remove_all(folder);
  write_roll(folder / "in", pupils);
  const auto importing = std::make_shared<Importing>(folder);
  importing->import();
  return {{"unchanged roll imported again, committed", "rows", 3.0 * pupils,
           [importing] { importing->import(); }, 50'000}};
}

}  // namespace firstday::bench
