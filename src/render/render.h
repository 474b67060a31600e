// A job becomes the exact text that will leave.
#pragma once

#include "base/personal.h"
#include "base/result.h"
#include "job/job.h"
#include "job/message.h"
#include "render/template_set.h"
#include "render/values.h"

namespace firstday::render {

/// Finds the job's template in its language (or English, see TemplateSet::find), fills it, and makes
/// it ready for its kind: a text is tidied and its parts counted; a script (call, voicemail, voice, and
/// whatever else staff read) is plain text; an e-mail has a subject of one line and a plain body.
/// Letters and cards are typeset, not rendered here.
///
/// `to` is the E.164 number or e-mail address, empty for a script. Errors name template, language and
/// fields, never a value: no such template or a wrong one is kConfiguration, a missing value or a text
/// that became too long kBadInput.
base::Result<job::Message> render(const job::Job& job, const TemplateSet& templates, const Values& values,
                                  const base::Personal& to);

}  // namespace firstday::render
