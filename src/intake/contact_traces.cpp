#include "intake/contact_traces.h"

#include <algorithm>

#include "base/text.h"
#include "intake/contact_draft.h"

namespace firstday::intake {

namespace {

class Traces {
 public:
  Traces(const roll::PupilRef& pupil, const KeyedHash& hash) : pupil_(pupil), hash_(hash) {}

  void add(std::string_view kind, const std::string& value) {
    if (!value.empty()) out_.push_back(hash_(pupil_.text() + '\n' + std::string(kind) + '\n' + value));
  }

  std::vector<std::string> take() {
    std::sort(out_.begin(), out_.end());
    out_.erase(std::unique(out_.begin(), out_.end()), out_.end());
    return std::move(out_);
  }

 private:
  const roll::PupilRef& pupil_;
  const KeyedHash& hash_;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> traces_of(const roll::Contact& c, const KeyedHash& hash) {
  Traces out(c.pupil, hash);
  for (const roll::PhoneNumber* number : {&c.mobile, &c.landline, &c.work})
    out.add("phone", number->e164.reveal());
  out.add("email", base::lower(c.email.reveal()));
  if (!c.surname.empty()) out.add("name", folded_name(c));
  return out.take();
}

bool share_a_trace(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& t) { return std::binary_search(b.begin(), b.end(), t); });
}

}  // namespace firstday::intake
