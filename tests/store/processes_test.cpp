// Several processes on one data folder, and processes that die.
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <set>

#include "store/child.h"
#include "store/open.h"

namespace firstday::store {
namespace {

using chronology::Type;

int status_ok(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// --- what the other process does

TEST(OtherProcess, DISABLED_HoldsTheDispatchLock) {
  const auto lock = DispatchLock::take(child_argument());
  ASSERT_TRUE(lock);
  say_ready();
  stay();
}

TEST(OtherProcess, DISABLED_HoldsTheWriteLock) {
  auto lock = FileLock::on(std::filesystem::path(child_argument()) / "write.lock");
  ASSERT_TRUE(lock && lock.value().lock(std::chrono::seconds(10)));
  say_ready();
  stay();
}

constexpr int kNotes = 150;

TEST(OtherProcess, DISABLED_WritesMany) {
  const auto database = open_in(child_argument());
  const auto journal = make_journal(*database);
  const auto queue = make_job_queue(*database);
  const std::string me = std::to_string(::getpid());
  for (int i = 0; i < kNotes; ++i) {
    const chronology::Event e = support::note("P1", support::at(9), me);
    ASSERT_TRUE(journal->append({&e, 1}));
  }
  job::Job job = support::text_job({"P-" + me}, "C-" + me);
  job.day += std::chrono::days(::getpid() % 10'000);
  job::Batch batch = support::batch({support::with_keys(job)});
  batch.day = job.day;
  ASSERT_EQ(queue->enqueue(batch, "office").value().added, 1);
}

/// A roll in which every pupil and contact bears the number of the import it came with.
ports::RollChange import_number(int number) {
  roll::Roll roll = support::roll_of(400, 2);
  ports::RollChange change;
  change.school = support::hazel_road();
  for (roll::Pupil& p : roll.pupils) p.form = std::to_string(number);
  for (roll::Contact& c : roll.contacts) c.relationship = std::to_string(number);
  change.put_pupils = roll.pupils;
  change.put_contacts = roll.contacts;
  change.events = {support::note("P1", support::at(7, 30), std::to_string(number))};
  change.events[0].type = Type::kRollImported;
  return change;
}

/// Sets an alarm that ends the process, as kill -9 would, after a share of the time that one import
/// takes; then imports until it rings.
TEST(OtherProcess, DISABLED_DiesWhileImporting) {
  const std::string argument = child_argument();
  const std::size_t bar = argument.find('|');
  const int percent = std::atoi(argument.c_str() + bar + 1);
  const auto database = open_in(argument.substr(0, bar));
  const auto store = make_school_store(*database);
  const auto began = std::chrono::steady_clock::now();
  ASSERT_TRUE(store->apply(import_number(1)));
  const auto took =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  ::signal(SIGALRM, SIG_DFL);
  itimerval timer{};
  timer.it_value.tv_usec =
      static_cast<suseconds_t>(std::min<long long>(999'999, 1 + took.count() * percent / 100));
  ASSERT_EQ(::setitimer(ITIMER_REAL, &timer, nullptr), 0);
  for (int number = 2;; ++number) ASSERT_TRUE(store->apply(import_number(number)));
}

// --- and what this one sees

TEST(DispatchLocks, OneProcessHoldsItAndTheOtherIsToldWho) {
  const support::TempFolder folder;
  Child holder("OtherProcess.DISABLED_HoldsTheDispatchLock", folder.path());
  holder.await_ready();
  const auto refused = DispatchLock::take(folder.path());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, base::ErrorKind::kConflict);
  EXPECT_NE(refused.error().what.find("process " + std::to_string(holder.pid())), std::string::npos);
  EXPECT_NE(refused.error().what.find("since 20"), std::string::npos);
  holder.kill();
  holder.wait();
  EXPECT_TRUE(DispatchLock::take(folder.path())) << "a lock dies with its holder";
}

TEST(DispatchLocks, IsFreeAgainWhenItIsLetGo) {
  const support::TempFolder folder;
  { ASSERT_TRUE(DispatchLock::take(folder.path())); }
  const auto held = DispatchLock::take(folder.path());
  ASSERT_TRUE(held);
  EXPECT_FALSE(DispatchLock::take(folder.path())) << "also not twice within one process";
}

TEST(DispatchLocks, DoesNotHinderWriting) {
  const support::TempFolder folder;
  Child holder("OtherProcess.DISABLED_HoldsTheDispatchLock", folder.path());
  holder.await_ready();
  const auto database = open_in(folder.path());
  EXPECT_TRUE(meddle(*database, "INSERT INTO school (school) VALUES ('1')"));
}

TEST(WriteLock, AWriterWaitsForAnotherProcessAndThenSaysSo) {
  const support::TempFolder folder;
  Database::Settings s = settings_for(folder.path());
  s.patience = std::chrono::milliseconds(20);
  const auto database = Database::open(s).value();
  Child holder("OtherProcess.DISABLED_HoldsTheWriteLock", folder.path());
  holder.await_ready();
  const base::Status refused = meddle(*database, "INSERT INTO school (school) VALUES ('1')");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("locked"), std::string::npos);
  EXPECT_TRUE(column(*database, "SELECT school FROM school").empty()) << "reading needs no lock";
  holder.kill();
  holder.wait();
  EXPECT_TRUE(meddle(*database, "INSERT INTO school (school) VALUES ('1')"));
}

TEST(Processes, ThatWriteAtOnceLoseNothing) {
  const support::TempFolder folder;
  Child one("OtherProcess.DISABLED_WritesMany", folder.path());
  Child two("OtherProcess.DISABLED_WritesMany", folder.path());
  Child three("OtherProcess.DISABLED_WritesMany", folder.path());
  EXPECT_EQ(status_ok(one.wait()), 0);
  EXPECT_EQ(status_ok(two.wait()), 0);
  EXPECT_EQ(status_ok(three.wait()), 0);
  const auto database = open_in(folder.path());
  const ports::ChainState state = make_journal(*database)->verify(support::hazel_road()).value();
  EXPECT_EQ(state.broken_at, 0) << state.why;
  EXPECT_EQ(state.events, 3 * (kNotes + 2));
  EXPECT_EQ(make_job_queue(*database)->jobs({}).value().size(), 3u);
  EXPECT_EQ(column(*database, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
}

/// What a killed import left behind: one import, whole.
void expect_one_whole_import(const std::filesystem::path& folder) {
  const auto database = open_in(folder);
  const roll::Roll roll = make_school_store(*database)->roll(support::hazel_road()).value();
  ASSERT_EQ(roll.pupils.size(), 400u);
  ASSERT_EQ(roll.contacts.size(), 800u);
  std::set<std::string> numbers;
  for (const roll::Pupil& p : roll.pupils) numbers.insert(p.form);
  for (const roll::Contact& c : roll.contacts) numbers.insert(c.relationship);
  ASSERT_EQ(numbers.size(), 1u) << "pupils and contacts of two imports are mixed";
  const auto journal = make_journal(*database);
  EXPECT_EQ(std::to_string(journal->events({}).value().size()), *numbers.begin())
      << "the record tells of each";
  EXPECT_EQ(journal->verify(support::hazel_road()).value().broken_at, 0);
  EXPECT_EQ(column(*database, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
}

TEST(Processes, ThatDieInTheMiddleOfAnImportLeaveTheRollAsItWas) {
  for (const int percent : {0, 5, 15, 30, 50, 70, 85, 95, 100, 105, 120, 160}) {
    const support::TempFolder folder;
    Child child("OtherProcess.DISABLED_DiesWhileImporting",
                folder.path().string() + "|" + std::to_string(percent));
    const int status = child.wait();
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) << percent;
    SCOPED_TRACE(percent);
    expect_one_whole_import(folder.path());
  }
}

}  // namespace
}  // namespace firstday::store
