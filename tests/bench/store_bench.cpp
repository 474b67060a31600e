// How fast the store is on this machine, with every commit synced to disk: putting and loading the
// roll of a large trust, planning a morning, and whole lifecycles of a message. Medians of five rounds.
//
//   store_bench [folder]     the folder is on the disk that is measured; default: the temporary one
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bench/made_up_sends.h"
#include "seal/uuid7.h"
#include "store/database.h"

namespace {

namespace fs = std::filesystem;
using namespace firstday;
using namespace firstday::bench;
using base::Personal;

constexpr int kRounds = 5;
constexpr int kPupils = 100'000;
constexpr int kJobs = 4'000;

/// A store in a folder of its own, gone afterwards.
class Place {
 public:
  explicit Place(const fs::path& parent)
      : folder_(parent / ("firstday-bench-" + seal::uuid7(morning_of(kDay)))) {
    database_ = must(store::Database::open({folder_, seal::Keys::from_master({})}));
    queue_ = store::make_job_queue(*database_);
    store_ = store::make_school_store(*database_);
    journal_ = store::make_journal(*database_);
  }
  ~Place() {
    database_.reset();
    fs::remove_all(folder_);
  }
  ports::JobQueue& queue() { return *queue_; }
  ports::SchoolStore& store() { return *store_; }
  ports::Journal& journal() { return *journal_; }

 private:
  fs::path folder_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ports::JobQueue> queue_;
  std::unique_ptr<ports::SchoolStore> store_;
  std::unique_ptr<ports::Journal> journal_;
};

roll::Contact contact_of(const roll::PupilRef& pupil, int number) {
  roll::Contact c;
  c.pupil = pupil;
  c.ref = roll::ContactRef("C" + std::to_string(number) + "-" + pupil.text());
  c.priority = number;
  c.relationship = "mother";
  c.title = Personal("Ms");
  c.forename = Personal("Alexandra");
  c.surname = Personal("Example-Longname");
  c.parental_responsibility = roll::Answer::kYes;
  c.language = "en";
  c.mobile = {Personal("+447700900301"), roll::PhoneKind::kMobile};
  c.landline = {Personal("+441632960001"), roll::PhoneKind::kLandline};
  c.email = Personal("alexandra.example@example.org");
  c.address.lines = {Personal("4 Example Row"), Personal("Exampleton")};
  c.address.postcode = Personal("EX1 1AA");
  return c;
}

ports::RollChange large_roll(const std::string& form) {
  ports::RollChange change;
  change.school = kSchool;
  for (int i = 0; i < kPupils; ++i) {
    roll::Pupil p;
    p.ref = roll::PupilRef("A8203211" + std::to_string(100'000 + i));
    p.upn = p.ref.text();
    p.forename = Personal("Samuel");
    p.surname = Personal("Example-Longname");
    p.born = base::make_date(2016, 9, 1);
    p.year = "Y5";
    p.form = form;
    p.home.lines = {Personal("4 Example Row"), Personal("Exampleton")};
    p.home.postcode = Personal("EX1 1AA");
    change.put_contacts.push_back(contact_of(p.ref, 1));
    change.put_contacts.push_back(contact_of(p.ref, 2));
    change.put_pupils.push_back(std::move(p));
  }
  return change;
}

struct Measured {
  const char* what;
  std::vector<double> values;
  const char* unit;
};

void measure_roll(const fs::path& parent, Measured& first, Measured& again, Measured& load) {
  Place place(parent);
  const ports::RollChange one = large_roll("5H");
  const ports::RollChange two = large_roll("6A");
  first.values.push_back(seconds([&] { must(place.store().apply(one)); }));
  again.values.push_back(seconds([&] { must(place.store().apply(two)); }));
  load.values.push_back(seconds([&] {
    if (must(place.store().roll(kSchool)).contacts.size() != 2u * kPupils) std::exit(1);
  }));
}

void measure_plan(const fs::path& parent, Measured& plan, Measured& again, Measured& verify) {
  Place place(parent);
  const job::Batch batch = morning(kDay, kJobs);
  plan.values.push_back(seconds([&] { must(place.queue().enqueue(batch, "bench")); }));
  again.values.push_back(seconds([&] { must(place.queue().enqueue(batch, "bench")); }));
  dispatch_all(place.queue(), 32);
  verify.values.push_back(seconds([&] {
    if (must(place.journal().verify(kSchool)).broken_at != 0) std::exit(1);
  }));
}

double lifecycles(const fs::path& parent, std::size_t group) {
  Place place(parent);
  must(place.queue().enqueue(morning(kDay, kJobs), "bench"));
  return kJobs / seconds([&] { dispatch_all(place.queue(), group); });
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path parent = argc > 1 ? fs::path(argv[1]) : fs::temp_directory_path();
  Measured rows[] = {{"apply a roll of 100,000 pupils, 200,000 contacts", {}, "s"},
                     {"apply it again, every row changed", {}, "s"},
                     {"load it", {}, "s"},
                     {"enqueue 4,000 jobs", {}, "s"},
                     {"enqueue them again, nothing new", {}, "s"},
                     {"verify the chain of 16,000 events", {}, "s"},
                     {"lifecycles, group of 1", {}, "/s"},
                     {"lifecycles, group of 8", {}, "/s"},
                     {"lifecycles, group of 32", {}, "/s"}};
  for (int round = 0; round < kRounds; ++round) {
    measure_roll(parent, rows[0], rows[1], rows[2]);
    measure_plan(parent, rows[3], rows[4], rows[5]);
    rows[6].values.push_back(lifecycles(parent, 1));
    rows[7].values.push_back(lifecycles(parent, 8));
    rows[8].values.push_back(lifecycles(parent, 32));
  }
  for (const Measured& m : rows) std::printf("%-52s %10.3f %s\n", m.what, median(m.values), m.unit);
}
