// What a row of the queue says of its pupils.
#pragma once

#include "ports/job_queue.h"

namespace firstday::workflow {

/// Takes out of the row's job the pupils about whom it was withdrawn before it left: they are neither told of
/// nor rung about. A job that was withdrawn as a whole keeps them all.
void leave_out_withdrawn(ports::JobRow& row);

}  // namespace firstday::workflow
