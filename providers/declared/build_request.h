// One message, written as the definition says: the request that will leave, but for its secrets.
#pragma once

#include "base/result.h"
#include "job/message.h"
#include "providers/declared/account.h"
#include "providers/declared/definition.h"
#include "providers/declared/slotted.h"

namespace firstday::provider_declared {

/// Pure. The error says why this message can never be carried; it holds nothing of the message.
base::Result<SlottedRequest> build_request(const Definition& definition, const Account& account,
                                           const job::Message& message, const job::AttemptId& reference);

}  // namespace firstday::provider_declared
