#include "dispatch/claim.h"

#include "base/text.h"

namespace firstday::dispatch {

namespace {

/// With its length in front, so that no two lists of fields ever run together into the same text.
void add_field(std::string& text, std::string_view field) {
  text += std::to_string(field.size());
  text += ':';
  text += field;
}

}  // namespace

std::vector<std::string> claims_for(const job::Job& job, const base::Personal& to,
                                    const KeyedHash& keyed_hash) {
  std::vector<std::string> claims;
  claims.reserve(job.subjects.size());
  for (const job::Subject& subject : job.subjects) {
    std::string text;
    add_field(text, job.school.text());
    add_field(text, base::iso_date(job.day));
    add_field(text, subject.pupil.text());
    add_field(text, base::lower(to.reveal()));
    add_field(text, job::word(job.kind));
    add_field(text, job.about);
    add_field(text, job.round);
    claims.push_back(keyed_hash(text));
  }
  return claims;
}

}  // namespace firstday::dispatch
