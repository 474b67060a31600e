// What templates may say about a job: the one place where a pupil's name gets into a message.
//
// A text holds first name, date and session, and whom to ring; nothing here offers a reason, an
// agency or an address (domain.md section 5(f), design section 7).
#pragma once

#include "config/settings.h"
#include "job/job.h"
#include "job/message.h"
#include "render/values.h"
#include "roll/roll.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// Nothing when a pupil of the job is no longer on roll.
base::Result<render::Values> values_for(const job::Job& job, const roll::Roll& roll,
                                        const roll::School& school);

/// The contact's row for this job's first pupil; nullptr when it is not on the roll any more.
const roll::Contact* contact_for(const job::Job& job, const roll::Roll& roll);

/// The message as it would leave now. kConflict when the recipient may not be told (any more), in
/// words; kConfiguration when the template is at fault.
base::Result<job::Message> message_for(const job::Job& job, const roll::Roll& roll,
                                       const roll::School& school, const render::TemplateSet& templates);

}  // namespace firstday::workflow
