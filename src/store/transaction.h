// What a write transaction works with: the rows, and the record that is committed with them.
#pragma once

#include "job/deadlines.h"
#include "store/connection.h"
#include "store/record.h"
#include "store/sql_error.h"

namespace firstday::store {

/// Throw Refusal to take everything back and answer with an error.
struct Transaction {
  Connection& sql;
  Record record;
  const job::DeadlineBook& deadlines;
};

}  // namespace firstday::store
