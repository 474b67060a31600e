// How the views of the record put words and people; private to chronology.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "chronology/event.h"
#include "roll/roll.h"

namespace firstday::chronology {

std::string plain(std::string_view word);  ///< "no_answer" as "no answer"
std::string capital(std::string text);

/// nullptr when the roll has no such contact of the event's pupil.
const roll::Contact* contact_of(const roll::Roll& roll, const Event& event);
/// "Alex Marsh (mother)"; of a contact who has left the roll the reference. Empty when it names nobody.
std::string contact_in_words(const roll::Roll& roll, const Event& event);

/// Kinds are said when a job is planned; later events of the job name only its id.
class JobKinds {
 public:
  explicit JobKinds(std::span<const Event> events);
  std::optional<job::Kind> of(const Event& event) const;  ///< nothing: it has no job, or one never planned
  /// The event that planned it; nullptr as above.
  const Event* planned(const Event& event) const;

 private:
  std::map<job::JobId, const Event*> planned_;  ///< into the events, which outlive it
};

}  // namespace firstday::chronology
