#include "bench/made_up_roll.h"

#include <cstdio>
#include <fstream>
#include <iterator>

#include "bench/measures.h"
#include "config/policy_file.h"

namespace firstday::bench {

namespace {

std::string padded(const char* prefix, int n) {
  char text[16];
  std::snprintf(text, sizeof text, "%s%06d", prefix, n);
  return text;
}

roll::Contact contact(const roll::PupilRef& pupil, int person, int priority) {
  roll::Contact c;
  c.pupil = pupil;
  c.ref = roll::ContactRef(padded("C", person));
  c.priority = priority;
  c.relationship = "mother";
  c.parental_responsibility = priority == 3 ? roll::Answer::kNo : roll::Answer::kYes;
  c.day_to_day_care = priority == 3 ? roll::Answer::kNo : roll::Answer::kYes;
  c.mobile = {base::Personal("+447700" + padded("", person)), roll::PhoneKind::kMobile};
  c.address.lines = {base::Personal("4 Example Row")};
  return c;
}

}  // namespace

escalation::PolicySet shipped_policy(const std::string& name) {
  std::ifstream in(FIRSTDAY_SOURCE_DIR "/config/policies/" + name + ".yaml");
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto parsed = config::read_policy(text, name + ".yaml");
  for (const base::Problem& p : parsed.problems) fail(base::describe(p));
  escalation::PolicySet set;
  set.policies.push_back(std::move(parsed.value));
  return set;
}

roll::Roll made_up_roll(int pupils) {
  roll::Roll out;
  out.school = roll::Urn("900001");
  for (int i = 0; i < pupils; ++i) {
    roll::Pupil p;
    p.ref = roll::PupilRef(padded("P", i));
    p.form = padded("F", i / 30);
    p.home.lines = {base::Personal("4 Example Row")};
    if (i % 50 == 0) p.tags = {"looked_after"};
    for (int k = 1; k <= 3; ++k) out.contacts.push_back(contact(p.ref, i / 2 * 4 + k, k));
    out.pupils.push_back(std::move(p));
  }
  out.sort();
  return out;
}

}  // namespace firstday::bench
