// What the one who looks after the installation keeps, and puts back after an accident (ports/backup.h).
#pragma once

#include "ports/backup.h"

namespace firstday::workflow {

using BackupInfo = ports::BackupInfo;
using Restored = ports::Restored;

}  // namespace firstday::workflow
