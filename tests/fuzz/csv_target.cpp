#include <algorithm>

#include "base/check.h"
#include "fuzz/target.h"
#include "intake/csv.h"

namespace firstday::fuzz {

void read_csv(std::string_view input) {
  intake::CsvReader reader(input);
  intake::CsvRecord record;
  const auto lines = std::count_if(input.begin(), input.end(), [](char c) { return c == '\n' || c == '\r'; });
  int last_line = 0;
  std::size_t given = 0;
  while (reader.next(record)) {
    FIRSTDAY_CHECK(record.line > last_line, "each record begins on a line of its own");
    FIRSTDAY_CHECK(record.line <= lines + 1, "no record begins behind the last line");
    last_line = record.line;
    for (const std::string_view field : record.fields) given += std::string(field).size();
  }
  FIRSTDAY_CHECK(given <= input.size(), "no byte is given twice");
}

}  // namespace firstday::fuzz
