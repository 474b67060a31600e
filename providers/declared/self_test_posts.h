// The sample posts of a definition: read, and forged.
#pragma once

#include <functional>
#include <string>

#include "providers/declared/account.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

/// Told each difference: where, what field, and in words.
using Report = std::function<void(FilePlace, std::string field, std::string what)>;

/// Each sample must be refused or read as it says, and a sample that is not refused must be with any other
/// secret. Reports too what no sample tries: a forged post, a status of the map. Gives how many were tried.
int try_posts(const Definition& definition, const Account& account, const Report& report, const Report& warn);

}  // namespace firstday::provider_declared
