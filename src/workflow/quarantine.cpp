#include "workflow/quarantine.h"

namespace firstday::workflow {

namespace {

base::Status nothing_can_be_missing() {
  return base::usage("This is a rehearsal, whose record nothing is missing from.");
}

}  // namespace

base::Result<std::optional<ports::Quarantined>> quarantine_of(const House& house) {
  if (house.quarantine == nullptr) return std::optional<ports::Quarantined>();
  return house.quarantine->current();
}

std::string in_words(const ports::Quarantined& quarantined) {
  return "QUARANTINE since " + base::london_date_time(quarantined.since) + ": nothing is sent. " +
         quarantined.why +
         " Ring the families on `firstday calls`, look into the providers' own lists for what left "
         "meanwhile, and make "
         "sure that no other copy is at work. Then: firstday release --quarantine --by NAME --reason \"...\"";
}

base::Status begin_quarantine(House& house, const std::string& reason) {
  if (house.quarantine == nullptr) return nothing_can_be_missing();
  return house.quarantine->begin(reason, house.actor, house.clock.now());
}

base::Status release_quarantine(House& house, const std::string& reason) {
  if (house.quarantine == nullptr) return nothing_can_be_missing();
  return house.quarantine->release(reason, house.actor, house.clock.now());
}

}  // namespace firstday::workflow
