#include "base/problem.h"

namespace firstday::base {

namespace {

const char* word(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "error";
}

std::string place(const Problem& p) {
  std::string out = p.file;
  if (p.line > 0) out += ":" + std::to_string(p.line);
  if (p.column > 0) out += ":" + std::to_string(p.column);
  if (!p.field.empty()) out += " (" + p.field + ")";
  return out;
}

}  // namespace

std::string describe(const Problem& problem) {
  std::string out = place(problem);
  if (!out.empty()) out += ": ";
  out += word(problem.severity);
  out += ": " + problem.what;
  if (!problem.mend.empty()) out += " " + problem.mend;
  return out;
}

}  // namespace firstday::base
