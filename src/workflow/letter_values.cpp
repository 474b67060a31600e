#include "workflow/letter_values.h"

#include <algorithm>

#include "base/text.h"
#include "workflow/names.h"

namespace firstday::workflow {

namespace {

using chronology::CaseFacts;
using chronology::JobFact;

bool may_have_left(job::State state) {
  using enum job::State;
  return state == kAwaitingReceipt || state == kDelivered || state == kAcceptedFinal || state == kUnknown;
}

std::string number(std::ptrdiff_t n) {
  return std::to_string(n);
}

std::string texts_sent(const CaseFacts& c) {
  return number(std::count_if(c.jobs.begin(), c.jobs.end(), [](const JobFact& j) {
    return j.kind == job::Kind::kText && may_have_left(j.state);
  }));
}

std::string visits_made(const CaseFacts& c) {
  return number(std::count_if(c.visits.begin(), c.visits.end(), [](const chronology::VisitFact& v) {
    return v.outcome != "not_made" && v.outcome != "abandoned";
  }));
}

std::string letters_sent(const CaseFacts& c, const job::Recipient& to, std::string_view language) {
  std::vector<std::string> dates;
  for (const JobFact& j : c.jobs)
    if (j.kind == job::Kind::kLetter && j.state == job::State::kDone && j.to == to)
      dates.push_back(render::short_date(base::to_london(j.at).date, language));
  const std::string count = number(static_cast<std::ptrdiff_t>(dates.size()));
  return dates.empty() ? count : count + " (" + base::join(dates, ", ") + ")";
}

bool heard_a_tone(const CaseFacts& c) {
  return std::any_of(c.calls.begin(), c.calls.end(),
                     [](const chronology::CallFact& call) { return call.outcome == "international_tone"; });
}

/// The letter is there on the day after; that leaves a day.
base::Date reply_by(const roll::Calendar& calendar, base::Date posted) {
  const auto next = calendar.next_school_day(posted);
  const auto second = next ? calendar.next_school_day(*next) : std::nullopt;
  return second.value_or(posted + std::chrono::days{3});
}

void put_case(render::Values& v, const CaseFacts& facts) {
  v.set("first day absent", render::Value(facts.first_date));
  v.set("texts sent", texts_sent(facts));
  v.set("calls made", number(static_cast<std::ptrdiff_t>(facts.calls.size())));
  v.set("visits made", visits_made(facts));
  v.set("overseas tone", heard_a_tone(facts) ? "yes" : "no");
}

struct Labels {
  const char* first_class;
  const char* reference;
};

Labels labels_in(std::string_view language) {
  if (language == "cy") return {"Dosbarth cyntaf", "Ein cyfeirnod: "};
  return {"First class", "Our reference: "};
}

std::string year_of(base::Date date) {
  return base::iso_date(date).substr(0, 4);
}

}  // namespace

base::Result<render::Values> letter_values(const job::Job& job, const DayInputs& inputs,
                                           const roll::School& school, base::Date posted,
                                           std::string_view language) {
  auto values = values_for(job, inputs.roll, school);
  if (!values) return values.error();
  const job::Subject& subject = job.subjects.front();
  const CaseFacts* facts = inputs.facts.find(subject.case_id);
  if (facts == nullptr) return base::conflict("The case of this letter is not on record any more.");
  render::Values& v = values.value();
  v.set("pupil full name", render::Value(pupil_name(inputs.roll, subject.pupil)));
  v.set("form", inputs.roll.find(subject.pupil)->form);
  v.set("days absent", std::to_string(subject.day_number));
  v.set("reply by", render::Value(reply_by(school.calendar, posted)));
  v.set("letters sent", letters_sent(*facts, job.to, language));
  put_case(v, *facts);
  return values;
}

const ports::LetterGeometry* geometry_of(const render::Template& text) {
  if (text.kind == job::Kind::kLetter) return nullptr;
  if (text.kind != job::Kind::kCard) return &ports::kSheetGeometry;
  return render::names_somebody(text) ? nullptr : &ports::kCardGeometry;
}

std::vector<std::string> contact_lines(const roll::School& school, base::Date posted,
                                       const std::string& reference, std::string_view language,
                                       Carried carried) {
  std::vector<std::string> lines;
  for (const std::string& line : base::split(school.address, ','))
    if (!base::trim(line).empty()) lines.emplace_back(base::trim(line));
  lines.push_back(school.phone);
  if (!school.email.empty()) lines.push_back(school.email);
  const Labels labels = labels_in(language);
  lines.insert(lines.end(), {"", render::long_date(posted, language) + " " + year_of(posted)});
  if (carried == Carried::kFirstClass) lines.emplace_back(labels.first_class);
  lines.push_back(labels.reference + reference);
  return lines;
}

}  // namespace firstday::workflow
