#include <algorithm>

#include "base/text.h"
#include "escalation/policy.h"
#include "workflow/case_lists.h"
#include "workflow/letter_values.h"
#include "workflow/message_values.h"
#include "workflow/names.h"
#include "workflow/paper_parts.h"

namespace firstday::workflow {

namespace {

struct Words {
  const char* yes;
  const char* no;
  const char* none;  ///< an empty list
  const char* not_known;
  const char* confidential;
};

Words words_in(std::string_view language) {
  if (language == "cy")
    return {"ydy", "nac ydy", "dim ar gofnod", "ddim ar gofnod", "cyfrinachol: gofynnwch i'r DSL"};
  return {"yes", "no", "none on record", "not on record", "confidential: ask the DSL"};
}

std::string dated(base::Date date, std::string_view language) {
  return render::long_date(date, language) + " " + base::iso_date(date).substr(0, 4);
}

std::string address_line(const roll::Address& address) {
  std::vector<std::string> lines;
  for (const base::Personal& line : address.lines) lines.push_back(line.reveal());
  if (!address.postcode.empty()) lines.push_back(address.postcode.reveal());
  return base::join(lines, ", ");
}

bool is_present(const roll::Mark& mark) {
  const roll::CodeClass is = roll::class_of(mark.code);
  return is == roll::CodeClass::kPresent || is == roll::CodeClass::kElsewhere;
}

std::optional<base::Date> last_day_in_school(const About& about, const roll::PupilRef& pupil) {
  std::optional<base::Date> last;
  for (const roll::Mark& mark : about.inputs.marks.of(pupil))
    if (is_present(mark) && (!last || mark.date > *last)) last = mark.date;
  return last;
}

/// Fills the values of one sheet, block by block.
class FormValues {
 public:
  FormValues(const House& house, const About& about, const PaperAsk& ask, const std::string& language)
      : house_(house),
        about_(about),
        pupil_(*about.pupil()),
        policy_(policy_of(house, about)),
        language_(language),
        words_(words_in(language)),
        now_(house.clock.now()),
        v_(card_values(about, ask, nullptr, now_)) {}

  base::Result<render::Values> run() {
    put_school();
    put_pupil();
    put_people();
    put_absence();
    ports::EventFilter filter;
    filter.school = about_.school().school.urn;
    filter.pupil = about_.found.ref;
    auto events = house_.journal.events(filter);
    if (!events) return events.error();
    put_case(CaseLists(about_, policy_, std::move(events).value()));
    return std::move(v_);
  }

 private:
  void text(std::string_view field, const std::string& value) {
    v_.set(field, value.empty() ? std::string(words_.not_known) : value);
  }

  void list(std::string_view field, Lines lines) {
    if (lines.empty()) lines.emplace_back(words_.none);
    v_.set(field, render::Value(std::move(lines)));
  }

  const char* yes_or_no(bool is) const { return is ? words_.yes : words_.no; }

  void put_school() {
    const roll::School& school = about_.school().school;
    text("school address", school.address);
    text("school email", school.email);
    text("today", dated(base::to_london(now_).date, language_));
    text("completed by", house_.actor);
  }

  void put_pupil() {
    v_.set("pupil first name", render::Value(pupil_.forename));
    v_.set("pupil full name", render::Value(pupil_name(about_.inputs.roll, pupil_.ref)));
    text("upn", pupil_.upn);
    text("year", pupil_.year);
    text("form", pupil_.form);
    text("date of birth", pupil_.born ? base::uk_date(*pupil_.born) : "");
    const bool hidden = pupil_.address_confidential && !home_may_be_used(about_);
    text("home address", hidden ? words_.confidential : address_line(pupil_.home));
    v_.set("looked after", yes_or_no(has_tag("looked_after")));
    v_.set("child protection", yes_or_no(has_tag("child_protection")));
    Lines tags;
    for (std::string tag : pupil_.tags) {
      std::replace(tag.begin(), tag.end(), '_', ' ');
      tags.emplace_back(tag);
    }
    list("tags", std::move(tags));
  }

  bool has_tag(const std::string& tag) const { return escalation::has_tag(policy_, pupil_.tags, tag); }

  void put_people() {
    Lines told;
    Lines not_told;
    for (const roll::Contact& c : about_.inputs.roll.contacts_of(pupil_.ref))
      (c.barred ? not_told : told)
          .push_back(c.barred ? contact_name(about_.inputs.roll, pupil_.ref, c.ref) : person(c));
    list("contacts", std::move(told));
    list("people not to be told", std::move(not_told));
    Lines professionals;
    for (const roll::Professional& p : about_.inputs.roll.professionals_of(pupil_.ref)) {
      std::string role = p.role;
      std::replace(role.begin(), role.end(), '_', ' ');
      professionals.push_back(joined({role, p.name.reveal(), p.phone.e164.reveal(), p.email.reveal()}));
    }
    list("professionals", std::move(professionals));
    put_siblings();
  }

  base::Personal person(const roll::Contact& c) const {
    const std::string address = c.address_confidential ? words_.confidential : address_line(c.address);
    return joined({contact_name(about_.inputs.roll, pupil_.ref, c.ref).reveal(), c.mobile.e164.reveal(),
                   c.landline.e164.reveal(), c.work.e164.reveal(), c.email.reveal(),
                   c.address == pupil_.home ? "" : address});
  }

  static base::Personal joined(std::vector<std::string> parts) {
    std::erase(parts, "");
    return base::Personal(base::join(parts, ", "));
  }

  /// Who shares a parent or carer; with the last day on which they were in school, because that is what is
  /// asked.
  void put_siblings() {
    Lines here;
    for (const roll::Pupil& other : about_.inputs.roll.pupils) {
      if (other.ref == pupil_.ref || !share_a_contact(other.ref)) continue;
      const auto last = last_day_in_school(about_, other.ref);
      here.push_back(joined({pupil_name(about_.inputs.roll, other.ref).reveal(),
                             other.born ? base::uk_date(*other.born) : "", other.form,
                             last ? base::uk_date(*last) : words_.not_known}));
    }
    list("siblings here", std::move(here));
    Lines elsewhere;
    for (const roll::SiblingElsewhere& s : about_.inputs.roll.siblings_of(pupil_.ref))
      elsewhere.push_back(joined({s.name.reveal(), s.school, s.phone.e164.reveal()}));
    list("siblings elsewhere", std::move(elsewhere));
  }

  bool share_a_contact(const roll::PupilRef& other) const {
    const auto own = about_.inputs.roll.contacts_of(pupil_.ref);
    const auto theirs = about_.inputs.roll.contacts_of(other);
    return std::any_of(own.begin(), own.end(), [&](const roll::Contact& c) {
      return !c.barred && !c.emergency_only &&
             std::any_of(theirs.begin(), theirs.end(),
                         [&](const roll::Contact& t) { return t.ref == c.ref && !t.emergency_only; });
    });
  }

  void put_absence() {
    const chronology::CaseFacts& c = *about_.open_case;
    text("policy", policy_.title);
    v_.set("first day absent", dated(c.first_date, language_));
    v_.set("days absent", std::to_string(school_days_of(about_, policy_, base::to_london(now_).date)));
    const auto last = last_day_in_school(about_, pupil_.ref);
    text("last day in school", last ? dated(*last, language_) : "");
    Lines criteria;
    for (const escalation::CriteriaSet& set : policy_.criteria)
      for (const escalation::Criterion& one : set.of) criteria.emplace_back("☐ " + one.text);
    list("criteria", std::move(criteria));
    int staff = 1;
    for (const escalation::Step& s : policy_.steps) staff = std::max(staff, s.visit.min_staff);
    v_.set("staff needed", std::to_string(staff));
  }

  void put_case(const CaseLists& told) {
    list("calls", told.calls());
    list("automatic messages", told.automatic_messages());
    list("letters", told.letters());
    list("visits", told.visits());
    list("enquiries", told.enquiries());
    list("agencies told", told.agencies_told());
    list("decisions", told.decisions());
    list("responses", told.responses());
    list("on record", told.on_record());
    list("chronology", told.chronology());
  }

  const House& house_;
  const About& about_;
  const roll::Pupil& pupil_;
  const escalation::Policy& policy_;
  const std::string& language_;
  Words words_;
  base::Instant now_;
  render::Values v_;
};

}  // namespace

base::Result<render::Values> form_values(const House& house, const About& about, const PaperAsk& ask,
                                         const std::string& language) {
  return FormValues(house, about, ask, language).run();
}

}  // namespace firstday::workflow
