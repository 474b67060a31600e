// Ids that sort by the time they were made (RFC 9562, version 7).
#pragma once

#include <string>

#include "base/time.h"

namespace firstday::seal {

/// "0190163d-8694-739b-aea5-966c26f8ad91". Within one process every id is greater, as text, than the
/// one before, also when `now` stands still or goes back: the time in the id then runs ahead of `now`.
/// Safe from any thread.
std::string uuid7(base::Instant now);

}  // namespace firstday::seal
