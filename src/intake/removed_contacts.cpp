#include "intake/removed_contacts.h"

#include <algorithm>

namespace firstday::intake {

using roll::Contact;

namespace {

bool is_before(const RemovedEarlier& a, const RemovedEarlier& b) {
  if (a.key.pupil != b.key.pupil) return a.key.pupil < b.key.pupil;
  return a.on != b.on ? a.on > b.on : a.key < b.key;
}

template <typename Matches>
const RemovedEarlier* first_of(std::span<const RemovedEarlier> removed, Matches matches) {
  const auto at = std::find_if(removed.begin(), removed.end(), matches);
  return at == removed.end() ? nullptr : &*at;
}

}  // namespace

RemovedContacts::RemovedContacts(std::vector<RemovedEarlier> removed, const KeyedHash& hash)
    : removed_(std::move(removed)), hash_(hash) {
  std::sort(removed_.begin(), removed_.end(), is_before);
}

const RemovedEarlier* RemovedContacts::who_returns_as(const Contact& read,
                                                      std::span<const Contact> before) const {
  const auto removed = of(read.pupil);
  if (removed.empty()) return nullptr;
  const bool on_record =
      std::any_of(before.begin(), before.end(), [&](const Contact& b) { return b.ref == read.ref; });
  if (on_record && read.barred) return nullptr;
  const auto same_ref = [&](const RemovedEarlier& r) { return r.key.contact == read.ref; };
  if (!on_record)
    if (const RemovedEarlier* same = first_of(removed, same_ref)) return same;
  if (!hash_) return nullptr;
  const std::vector<std::string> traces = new_traces(read, before);
  return first_of(removed, [&](const RemovedEarlier& r) { return share_a_trace(r.traces, traces); });
}

std::span<const RemovedEarlier> RemovedContacts::of(const roll::PupilRef& pupil) const {
  const auto low =
      std::lower_bound(removed_.begin(), removed_.end(), pupil,
                       [](const RemovedEarlier& r, const roll::PupilRef& p) { return r.key.pupil < p; });
  const auto high =
      std::find_if(low, removed_.end(), [&](const RemovedEarlier& r) { return r.key.pupil != pupil; });
  return {low, high};
}

std::vector<std::string> RemovedContacts::new_traces(const Contact& read,
                                                     std::span<const Contact> before) const {
  std::vector<std::string> out = traces_of(read, hash_);
  for (const Contact& b : before) {
    const std::vector<std::string> known = traces_of(b, hash_);
    std::erase_if(out,
                  [&](const std::string& t) { return std::binary_search(known.begin(), known.end(), t); });
  }
  return out;
}

}  // namespace firstday::intake
