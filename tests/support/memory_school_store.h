// The roll and the register in memory.
#pragma once

#include <map>
#include <mutex>
#include <tuple>
#include <vector>

#include "ports/school_store.h"
#include "support/memory_journal.h"
#include "support/memory_queue.h"

namespace firstday::support {

/// Safe from any thread. `journal` and `queue` must outlive it.
class MemorySchoolStore final : public ports::SchoolStore {
 public:
  MemorySchoolStore(MemoryJournal& journal, MemoryQueue& queue) : journal_(journal), queue_(queue) {}

  base::Result<std::vector<roll::Urn>> schools() const override;
  base::Result<roll::Roll> roll(const roll::Urn& school) const override;
  base::Result<roll::Roll> roll_as_imported(const roll::Urn& school) const override;
  base::Result<std::vector<roll::OptOut>> opt_outs(const roll::Urn& school) const override;
  base::Result<bool> end_opt_out(const roll::OptOut& opt_out,
                                 const std::vector<chronology::Event>& events) override;
  base::Result<std::vector<ports::RemovedContact>> removed_contacts(const roll::Urn& school) const override;
  base::Result<int> apply(const ports::RollChange& change) override;
  base::Result<roll::Register> marks(const roll::Urn& school, base::Date from, base::Date to) const override;
  base::Result<int> put_marks(const roll::Urn& school, const std::vector<roll::Mark>& marks, base::Instant at,
                              const std::string& actor) override;

 private:
  using ContactKey = std::pair<roll::PupilRef, roll::ContactRef>;
  using MarkKey = std::tuple<base::Date, roll::PupilRef, roll::Session>;
  struct School {
    std::map<roll::PupilRef, roll::Pupil> pupils;
    std::map<ContactKey, roll::Contact> contacts;
    std::map<ContactKey, ports::RemovedContact> removed;
    std::vector<roll::Professional> professionals;
    std::vector<roll::SiblingElsewhere> siblings;
    std::map<MarkKey, roll::Code> marks;
  };

  static void remove_pupil(School& school, const roll::PupilRef& pupil);
  static void put(School& school, const ports::RollChange& change);

  mutable std::mutex guard_;
  MemoryJournal& journal_;
  MemoryQueue& queue_;
  std::map<roll::Urn, School> schools_;
};

}  // namespace firstday::support
