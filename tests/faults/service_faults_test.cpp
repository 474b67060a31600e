// The running service while its gateway posts: on a disk that is full, fails or may not be written any more,
// and in the nights in which the clocks change (dispatch.md section 5, the fault matrix).
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>

#include "faults/child_process.h"
#include "faults/post_judge.h"
#include "faults/service_run.h"
#include "faults/store_look.h"

namespace firstday::faults {
namespace {

namespace fs = std::filesystem;

class ServiceFaults : public testing::Test {
 protected:
  static constexpr int kPeople = 12;

  explicit ServiceFaults(const std::string& name)
      : run_(name, kPeople, 11),
        provider_([](const Asked&, int) { return Behaviour::kTakes; }),
        office_(run_.address(), 5) {
    run_.begin_again(provider_.url());
  }

  static bool comes_true(const std::function<bool()>& so) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < until) {
      if (so()) return true;
      ::usleep(2'000);
    }
    return false;
  }

  bool is_settled() const {
    return office_.is_done() && rows_of(run_.data(), "SELECT post FROM receipt_waiting LIMIT 1").empty();
  }

  void report(int person, const std::string& state) {
    for (const Asked& asked : provider_.asked())
      if (person_of(asked.to) == person)
        office_.add({ServiceRun::report(asked.reference, state, ++letters_), person,
                     state == "ok" ? "delivered" : "failed", asked.reference, "", 0});
  }
  void reply(int person, const std::string& text) {
    if (text == "STOP") stops_.insert(person);
    office_.add({ServiceRun::inbound(person, text, ++letters_), person, "", "", text, 0});
  }

  static void end(int pid) {
    ::kill(pid, SIGTERM);
    EXPECT_EQ(wait_for(pid), 0);
  }

  void judge() {
    PostTally tally;
    judge_posts({run_.data(), kPeople, provider_.asked(), office_.letters(), stops_}, tally);
    for (const std::string& row : tally.wrong_rows) ADD_FAILURE() << row;
    EXPECT_TRUE(tally.holds()) << line_of("service", tally);
    EXPECT_EQ(office_.odd(), 0);
    EXPECT_EQ(provider_.asked().size(), static_cast<std::size_t>(kPeople)) << "each was told once";
    EXPECT_EQ(run_.command(ServiceRun::clock_at(60), {"verify"}).exit_code, 0);
  }

  ServiceRun run_;
  CountingProvider provider_;
  PostOffice office_;
  std::set<int> stops_;
  int letters_ = 0;
};

// --- the disk

struct Failing {
  const char* name;
  const char* how;  ///< of e2e/disk_shim.c
};

class ServiceDisk : public ServiceFaults, public testing::WithParamInterface<Failing> {
 protected:
  ServiceDisk() : ServiceFaults(std::string("service-disk-") + GetParam().name) {}
};

TEST_P(ServiceDisk, AnswersNoPostItCannotKeepAndTakesItAgainWhenTheDiskIsWell) {
  const fs::path disk = run_.folder() / "disk";
  fs::create_directories(disk);
  const int pid = run_.start(ServiceRun::clock_at(0), {{"LD_PRELOAD", FIRSTDAY_DISK_SHIM},
                                                       {"ASAN_OPTIONS", "verify_asan_link_order=0"},
                                                       {"FIRSTDAY_TEST_DISK", disk.string()}});
  ASSERT_TRUE(comes_true([&] { return provider_.asked().size() == kPeople; }));
  for (int person = 0; person < kPeople / 2; ++person) report(person, person % 3 == 0 ? "no" : "ok");
  EXPECT_TRUE(comes_true([&] { return is_settled(); }));

  e2e::write_file(disk / GetParam().how, "");
  const std::size_t before = office_.letters().size();
  for (int person = kPeople / 2; person < kPeople; ++person) report(person, "ok");
  reply(1, "she is ill");
  reply(2, "STOP");
  const int refused_before = office_.refusals();
  EXPECT_TRUE(comes_true([&] { return office_.refusals() > refused_before + 30; }))
      << "the gateway is asked to send it again";
  const std::vector<Letter> meanwhile = office_.letters();
  for (std::size_t i = before; i < meanwhile.size(); ++i)
    EXPECT_EQ(meanwhile[i].answered, 0) << "200 for what is on no disk";

  fs::remove(disk / GetParam().how);
  EXPECT_TRUE(comes_true([&] { return is_settled(); })) << "the same process goes on by itself";
  end(pid);
  judge();
}

INSTANTIATE_TEST_SUITE_P(Faults, ServiceDisk,
                         testing::Values(Failing{"full", "full"}, Failing{"write_error", "error"},
                                         Failing{"sync_error", "sync"}, Failing{"read_only", "write"}),
                         [](const auto& failing) { return failing.param.name; });

// --- the nights

class ServiceNights : public ServiceFaults {
 protected:
  ServiceNights() : ServiceFaults("service-nights") {}
};

TEST_F(ServiceNights, WhatComesWhileTheClocksChangeHasItsEffectOnce) {
  int pid = run_.start(ServiceRun::clock_at(0));
  ASSERT_TRUE(comes_true([&] { return provider_.asked().size() == kPeople; }));
  end(pid);
  int person = 0;
  for (const char* now :
       {"2027-03-28T00:30Z", "2027-03-28T00:59:59Z", "2027-03-28T01:30Z", "2027-10-31T00:30Z",
        "2027-10-31T00:59:59Z", "2027-10-31T01:30Z", "2027-10-31T00:30Z"}) {
    SCOPED_TRACE(now);
    report(person, person % 2 == 0 ? "ok" : "no");
    reply(person, person % 3 == 0 ? "STOP" : "late words " + std::to_string(person));
    ++person;
    pid = run_.start(now);
    EXPECT_TRUE(comes_true([&] { return is_settled(); }));
    end(pid);
  }
  for (; person < kPeople; ++person) report(person, "ok");
  pid = run_.start("2027-11-01 09:45");
  EXPECT_TRUE(comes_true([&] { return is_settled(); }));
  end(pid);
  judge();
}

}  // namespace
}  // namespace firstday::faults
