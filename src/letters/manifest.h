// The manifest of a batch, for the office and for a mail house.
#pragma once

#include <string>

#include "letters/batch.h"

namespace firstday::letters {

/// number, reference, name, address_1 to address_6 (the postcode is the last that is filled), postcode,
/// class, pages, first_page, sha256. Safe to open with a spreadsheet.
std::string manifest_csv(const Batch& batch);

/// The same, and the batch itself with the SHA-256 of letters.pdf, as one JSON object.
std::string manifest_json(const Batch& batch, const BatchHead& head, const std::string& pdf_sha256);

}  // namespace firstday::letters
