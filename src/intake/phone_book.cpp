#include "intake/phone_book.h"

#include <iterator>
#include <span>

#include "base/check.h"

namespace firstday::intake {

void PhoneBook::ask(std::string_view raw) {
  if (!raw.empty() && place_.emplace(raw, asked_.size()).second) asked_.push_back(raw);
}

void PhoneBook::read_all() {
  std::vector<PhoneReading> fresh = read_phones(std::span(asked_).subspan(readings_.size()));
  readings_.insert(readings_.end(), std::make_move_iterator(fresh.begin()),
                   std::make_move_iterator(fresh.end()));
}

const PhoneReading& PhoneBook::of(std::string_view raw) const {
  const auto at = place_.find(raw);
  FIRSTDAY_CHECK(at != place_.end() && at->second < readings_.size(),
                 "a phone cell is asked and read before it is used");
  return readings_[at->second];
}

}  // namespace firstday::intake
