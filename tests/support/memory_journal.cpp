#include "support/memory_journal.h"

#include <algorithm>

#include "store/chain.h"

namespace firstday::support {

using chronology::Event;
using chronology::Type;

namespace {

seal::Digest link(const Event& event, const std::string& packed, const seal::Digest& previous) {
  return store::hash_of(event, previous, store::commitment_to(event, packed, {}));
}

seal::Digest link(const Event& event, const seal::Digest& previous) {
  return link(event, store::pack_details(event.details), previous);
}

bool one_school(std::span<const Event> events) {
  return std::all_of(events.begin(), events.end(),
                     [&](const Event& e) { return e.school == events[0].school; });
}

bool in_time(const ports::EventFilter& filter, const Event& event) {
  if (filter.to && event.at >= *filter.to) return false;
  return filter.of_open_cases || !filter.from || event.at >= *filter.from;
}

bool of_type(const ports::EventFilter& filter, Type type) {
  return filter.types.empty() ||
         std::find(filter.types.begin(), filter.types.end(), type) != filter.types.end();
}

}  // namespace

base::Status MemoryJournal::append(std::span<const Event> events) {
  const std::lock_guard lock(guard_);
  if (failures_ > 0) {
    --failures_;
    return base::unavailable("The disk is full. Make room and try again.");
  }
  if (!one_school(events)) return base::usage("Events of two schools cannot be written in one go.");
  for (const Event& e : events) put_locked(e);
  return {};
}

void MemoryJournal::put(Event event) {
  const std::lock_guard lock(guard_);
  put_locked(std::move(event));
}

void MemoryJournal::put_locked(Event event) {
  Record& record = records_[event.school];
  event.seq = static_cast<long long>(record.events.size()) + 1;
  if (event.type == Type::kCaseOpened) record.cases[event.case_id] = {};
  if (event.type == Type::kCaseClosed) record.cases[event.case_id] = {false, event.at};
  record.hashes.push_back(
      link(event, record.hashes.empty() ? store::first_link(event.school) : record.hashes.back()));
  record.events.push_back(std::move(event));
}

bool MemoryJournal::wanted(const ports::EventFilter& filter, const Record& record, const Event& event) const {
  if (!in_time(filter, event) || !of_type(filter, event.type)) return false;
  if (!filter.pupil.empty() && event.pupil != filter.pupil) return false;
  if (!filter.of_open_cases) return true;
  const auto c = record.cases.find(event.case_id);
  return c != record.cases.end() && (c->second.open || (filter.from && c->second.closed_at >= *filter.from));
}

base::Result<std::vector<Event>> MemoryJournal::events(const ports::EventFilter& filter) const {
  const std::lock_guard lock(guard_);
  std::vector<Event> out;
  for (const auto& [school, record] : records_) {
    if (!filter.school.empty() && school != filter.school) continue;
    for (const Event& e : record.events)
      if (wanted(filter, record, e)) out.push_back(e);
  }
  return out;
}

/// A fake keeps what it destroys, to go on with its chain; nobody can read it.
base::Result<int> MemoryJournal::destroy(std::span<const ports::Destruction> destructions) {
  const std::lock_guard lock(guard_);
  int count = 0;
  for (const ports::Destruction& d : destructions) {
    Record& record = records_[d.school];
    if (d.seq < 1 || d.seq > static_cast<long long>(record.events.size())) continue;
    Event& event = record.events[static_cast<std::size_t>(d.seq) - 1];
    const store::Remainder left = store::without(event, d.names);
    if (left.gone.empty()) continue;
    const Event said = store::destroyed(event, d, left, {});
    record.whole.emplace(d.seq, store::pack_details(event.details));
    event.details = store::unpack_details(left.packed);
    put_locked(said);
    ++count;
  }
  return count;
}

base::Result<ports::ChainState> MemoryJournal::verify(const roll::Urn& school) const {
  const std::lock_guard lock(guard_);
  ports::ChainState state;
  const auto record = records_.find(school);
  if (record == records_.end()) return state;
  seal::Digest previous = store::first_link(school);
  for (const Event& e : record->second.events) {
    const auto whole = record->second.whole.find(e.seq);
    previous = whole == record->second.whole.end() ? link(e, previous) : link(e, whole->second, previous);
    if (state.broken_at == 0 && previous != record->second.hashes[static_cast<std::size_t>(state.events)])
      state.broken_at = e.seq;
    ++state.events;
  }
  state.head = seal::hex(previous);
  return state;
}

void MemoryJournal::fail_appends(int times) {
  const std::lock_guard lock(guard_);
  failures_ = times;
}

bool MemoryJournal::case_is_open(const roll::Urn& school, const job::CaseId& id) const {
  const std::lock_guard lock(guard_);
  const auto record = records_.find(school);
  if (record == records_.end()) return false;
  const auto c = record->second.cases.find(id);
  return c != record->second.cases.end() && c->second.open;
}

std::vector<roll::Urn> MemoryJournal::schools() const {
  const std::lock_guard lock(guard_);
  std::vector<roll::Urn> out;
  for (const auto& [school, record] : records_) out.push_back(school);
  return out;
}

std::vector<Event> MemoryJournal::all() const {
  return events({}).value();
}

int MemoryJournal::count(Type type) const {
  ports::EventFilter filter;
  filter.types = {type};
  return static_cast<int>(events(filter).value().size());
}

}  // namespace firstday::support
