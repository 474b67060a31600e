// Reads what a service posts, as its definition says.
#pragma once

#include <memory>

#include "ports/receipt_reader.h"
#include "providers/declared/authenticity.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

/// `value_of` must be safe from any thread.
std::unique_ptr<ports::ReceiptReader> make_receipt_reader(std::shared_ptr<const Definition> definition,
                                                          ProofValue value_of);

}  // namespace firstday::provider_declared
