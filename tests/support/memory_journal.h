// The record in memory, chained like the real one.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "ports/journal.h"
#include "seal/hash.h"

namespace firstday::support {

/// Safe from any thread.
class MemoryJournal final : public ports::Journal {
 public:
  base::Status append(std::span<const chronology::Event> events) override;
  base::Result<std::vector<chronology::Event>> events(const ports::EventFilter& filter) const override;
  base::Result<int> destroy(std::span<const ports::Destruction> destructions) override;
  base::Result<ports::ChainState> verify(const roll::Urn& school) const override;

  /// The next `times` calls of append() fail as a full disk would. What the fakes of the other ports
  /// write goes on.
  void fail_appends(int times);

  /// For the other fakes, inside their own verbs: never fails.
  void put(chronology::Event event);
  bool case_is_open(const roll::Urn& school, const job::CaseId& id) const;
  std::vector<roll::Urn> schools() const;
  /// Every event of every school, by school and seq; for looking at in a test.
  std::vector<chronology::Event> all() const;
  int count(chronology::Type type) const;

 private:
  struct Case {
    bool open = true;
    base::Instant closed_at{};
  };
  struct Record {
    std::vector<chronology::Event> events;
    std::vector<seal::Digest> hashes;
    std::map<long long, std::string> whole;  ///< packed details of events that have lost some
    std::map<job::CaseId, Case> cases;
  };

  void put_locked(chronology::Event event);
  bool wanted(const ports::EventFilter& filter, const Record& record, const chronology::Event& event) const;

  mutable std::mutex guard_;
  std::map<roll::Urn, Record> records_;
  int failures_ = 0;
};

}  // namespace firstday::support
