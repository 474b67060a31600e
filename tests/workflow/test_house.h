// A whole house on fakes: memory ports, a simulated clock, the real core, policy, templates and sandbox.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "support/builders.h"
#include "support/memory_journal.h"
#include "support/memory_queue.h"
#include "support/memory_receipt_inbox.h"
#include "support/memory_school_store.h"
#include "support/recording_log.h"
#include "support/simulated_clock.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// Nobody else dispatches, unless a test says so.
class OpenGate : public ports::DispatchGate {
 public:
  base::Result<std::unique_ptr<ports::DispatchRight>> take() override;
  base::Result<std::unique_ptr<ports::PlanTurn>> plan_turn() override;
  bool closed = false;
  std::function<void()> before_turn;  ///< what another process does first; once
};

class TestHouse {
 public:
  /// One school on support::school_day() at 09:35, without pupils. The sandbox writes into a folder of
  /// this test's own.
  TestHouse();

  House& house() { return *house_; }
  const config::SchoolSettings& school() const { return house_->settings.schools.front(); }

  /// A pupil with one parent who has a mobile; the form is 5H. References as given.
  void add_pupil(const std::string& pupil, const std::string& parent, const std::string& mobile);
  void put(const std::vector<roll::Contact>& contacts);
  void mark(const std::string& pupil, const std::string& code, roll::Session session = roll::Session::kAm);

  /// The texts in the sandbox's folder.
  std::vector<std::string> sent() const;
  /// Parameters of the sandbox account from now on, such as {"fail", "0001"}.
  void set_sandbox(std::map<std::string, std::string> parameters);

  support::SimulatedClock clock;
  support::RecordingLog log;
  support::MemoryJournal journal;
  support::MemoryQueue queue{journal};
  support::MemorySchoolStore schools{journal, queue};
  support::MemoryReceiptInbox inbox{journal, queue};
  OpenGate gate;
  std::filesystem::path folder;

 private:
  std::unique_ptr<House> house_;
};

}  // namespace firstday::workflow
