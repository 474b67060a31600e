#include "workflow/sending_hours.h"

namespace firstday::workflow {

dispatch::SendWindow sending_hours(const config::SchoolSettings& school, job::Kind kind) {
  const auto own = school.windows.find(kind);
  const config::SendWindow& times = own == school.windows.end() ? school.window : own->second;
  dispatch::SendWindow window;
  window.opens = times.from;
  window.closes = times.to;
  window.calendar = school.school.calendar;
  return window;
}

}  // namespace firstday::workflow
