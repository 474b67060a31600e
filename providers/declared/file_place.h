// A place in a definition file.
#pragma once

namespace firstday::provider_declared {

/// 1-based line and column.
struct FilePlace {
  int line = 0;
  int column = 0;
};

}  // namespace firstday::provider_declared
