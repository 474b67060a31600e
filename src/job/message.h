// A job rendered: the exact text that will leave, and where to.
#pragma once

#include <string>

#include "base/personal.h"
#include "job/job.h"

namespace firstday::job {

struct Message {
  JobId job;
  roll::Urn school;
  Kind kind = Kind::kText;
  base::Personal to;       ///< E.164 or e-mail address
  base::Personal subject;  ///< e-mail only
  base::Personal body;     ///< plain text; a text as it will leave, after normalisation
  base::Personal html;     ///< the same words as a page; e-mail only
  std::string language;    ///< of the template that was used
  std::string template_name;
  std::string template_hash;  ///< SHA-256, hex, of the template's source
  int parts = 1;              ///< SMS parts by GSM 03.38; 1 for other kinds
  bool unicode = false;       ///< the text needs UCS-2
};

}  // namespace firstday::job
