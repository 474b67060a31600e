#include "escalation/staff_out.h"

namespace firstday::escalation {

namespace {

std::optional<base::Instant> at_time(const chronology::RecordedFact& f, base::Date today) {
  const auto time = base::parse_time_of_day(f.value);
  return time ? std::optional(base::from_london(today, *time)) : std::nullopt;
}

void take(StaffOut& out, const chronology::RecordedFact& f, base::Date today) {
  if (f.about == "visit_left") out = {true, at_time(f, today), std::nullopt, out.code_word};
  if (f.about == "visit_check_in_due") out.check_in_by = at_time(f, today);
  if (f.about == "visit_check_in") out.check_in_by.reset();
  if (f.about == "visit_extended") out.return_by = at_time(f, today);
  if (f.about == "visit_returned") out = {false, std::nullopt, std::nullopt, out.code_word};
  if (f.about == "code_word") out.code_word = f.at;
}

}  // namespace

StaffOut staff_out(const chronology::CaseFacts& facts, base::Date today) {
  StaffOut out;
  for (const chronology::RecordedFact& f : facts.recorded)
    if (base::to_london(f.at).date == today) take(out, f, today);
  return out;
}

}  // namespace firstday::escalation
