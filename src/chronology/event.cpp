#include "chronology/event.h"

#include <iterator>

namespace firstday::chronology {

namespace {

constexpr std::string_view kWords[] = {"roll_imported",
                                       "contact_removed",
                                       "contact_barred",
                                       "contact_returned",
                                       "marks_imported",
                                       "mark_changed",
                                       "case_opened",
                                       "case_closed",
                                       "job_planned",
                                       "withheld",
                                       "job_withdrawn",
                                       "job_held",
                                       "job_released",
                                       "job_expired",
                                       "attempt_started",
                                       "attempt_finished",
                                       "receipt",
                                       "reply",
                                       "call",
                                       "response",
                                       "decision",
                                       "task_done",
                                       "note",
                                       "run_started",
                                       "run_finished",
                                       "unknown_closed",
                                       "batch_held",
                                       "batch_released",
                                       "visit",
                                       "flag",
                                       "fact",
                                       "referral",
                                       "letter_made",
                                       "card_printed",
                                       "card_left",
                                       "details_destroyed",
                                       "unknown_overdue",
                                       "opted_out",
                                       "opted_in",
                                       "word_seen",
                                       "chronology_given"};

static_assert(std::size(kWords) == static_cast<size_t>(kLastType) + 1);

}  // namespace

std::string_view word(Type type) {
  return kWords[static_cast<size_t>(type)];
}

std::optional<Type> type_of(std::string_view text) {
  for (size_t i = 0; i < std::size(kWords); ++i)
    if (kWords[i] == text) return static_cast<Type>(i);
  return std::nullopt;
}

std::string_view Event::detail(std::string_view name) const {
  for (const Detail& d : details)
    if (d.name == name) return d.value.reveal();
  return {};
}

}  // namespace firstday::chronology
