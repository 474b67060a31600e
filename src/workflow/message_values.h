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

/// "Mrs Marsh", or "Alex Marsh" where no title is on record.
base::Personal spoken_name(const roll::Contact& contact);

/// The contact's row for this job's first pupil; nullptr when it is not on the roll any more.
const roll::Contact* contact_for(const job::Job& job, const roll::Roll& roll);

/// The last look before anything leaves: the roll may have changed since the plan (invariant 3). kConflict,
/// in words, when the recipient may not be told by this channel.
base::Status may_still_be_told(const job::Job& job, const roll::Roll& roll, roll::Channel channel);

/// The message as it would leave now. kConflict when the recipient may not be told (any more), in
/// words; kConfiguration when the template is at fault.
base::Result<job::Message> message_for(const job::Job& job, const roll::Roll& roll,
                                       const roll::School& school, const render::TemplateSet& templates);

}  // namespace firstday::workflow
