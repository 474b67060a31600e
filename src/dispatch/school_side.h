// One school as the dispatcher sees it: when, over which accounts, for how much money, and how its jobs are
// put into words.
#pragma once

#include <functional>
#include <map>

#include "base/result.h"
#include "dispatch/provider_choice.h"
#include "dispatch/send_window.h"
#include "job/message.h"

namespace firstday::dispatch {

/// A job made ready to leave.
struct Prepared {
  job::Message message;
};

/// Reads the roll, looks once more whether the recipient may be told, and fills the template. Errors:
///   kConflict     the recipient may not be told any more: the job is withdrawn
///   kUnavailable  the roll cannot be read now: the job goes back to the queue, the school's sending stops
///   others        the job can never be rendered: it fails
/// The error's sentence becomes the reason on the job's page.
using Renderer = std::function<base::Result<Prepared>(const job::Job&)>;

struct SchoolSide {
  roll::Urn school;
  SendWindow window;  ///< for kinds without one of their own
  std::map<job::Kind, SendWindow> windows = {};
  Accounts accounts;
  Renderer render;      ///< called on the dispatcher's thread only
  int pence_a_day = 0;  ///< what its messages may cost in a London day, by the accounts' prices; 0: no cap
  int per_address_hour = 20;  ///< messages to one address; a provider may set less. 0: only providers do

  const SendWindow& window_of(job::Kind kind) const {
    const auto own = windows.find(kind);
    return own == windows.end() ? window : own->second;
  }
};

}  // namespace firstday::dispatch
