// A case told as lists of lines, for the forms that staff hand in (domain.md section 5, h and i). Private to
// workflow. Every line stands alone: when, what, with whom, by which number or address, what came of it, by
// whom.
#pragma once

#include <vector>

#include "base/personal.h"
#include "escalation/policy.h"
#include "workflow/record_parts.h"

namespace firstday::workflow {

using Lines = std::vector<base::Personal>;

/// Of one open case. Reads what it is given; asks nothing.
class CaseLists {
 public:
  /// `events` are the pupil's, in order; all three must outlive this.
  CaseLists(const About& about, const escalation::Policy& policy, std::vector<chronology::Event> events);

  Lines calls() const;               ///< by people; an automatic message is no call (section 5, h)
  Lines automatic_messages() const;  ///< texts, e-mails, voice and app messages that left
  Lines letters() const;             ///< posted, or left at the door
  Lines visits() const;
  Lines enquiries() const;      ///< siblings' schools, staff, health, agencies: asked, with the answer
  Lines agencies_told() const;  ///< notified or referred to
  Lines decisions() const;      ///< with role and rationale
  Lines responses() const;      ///< what the family said
  Lines on_record() const;      ///< facts: a destination, home education, the authority's notice
  Lines chronology() const;     ///< everything that was done toward people, in order

 private:
  Lines jobs_done(std::initializer_list<job::Kind> kinds) const;
  Lines events_of(std::initializer_list<chronology::Type> types) const;
  std::string number_of(const roll::ContactRef& contact) const;

  const About& about_;
  const escalation::Policy& policy_;
  std::vector<chronology::Event> events_;
  std::vector<std::string> told_;  ///< each event in words
};

}  // namespace firstday::workflow
