// What a whole roll shows that no single line does.
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "intake/roll_draft.h"

namespace firstday::intake {

/// Reports pupils whom nobody can be told about: without a contact, with barred contacts only
/// (warnings); and those with fewer than three contacts, the number a school should hold (note;
/// domain.md 004-03). `pupils_file` names the file of the pupils' lines. The draft's roll is sorted.
void check_contacts(const RollDraft& draft, const std::string& pupils_file,
                    std::vector<base::Problem>& problems);

}  // namespace firstday::intake
