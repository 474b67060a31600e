#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/check.h"
#include "base/text.h"
#include "fuzz/target.h"
#include "providers/declared/judge.h"
#include "providers/declared/read_definition.h"

namespace firstday::fuzz {

namespace {

namespace fs = std::filesystem;
using job::OutcomeKind;
using provider_declared::Definition;

/// Those that ship, and the tests' invented services.
std::vector<Definition> every_definition() {
  std::vector<Definition> out;
  for (const char* folder : {"/providers", "/tests/providers/declared_services"})
    for (const auto& entry : fs::directory_iterator(std::string(FIRSTDAY_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".yaml") continue;
      auto read = provider_declared::read_definition(file_text(entry.path().string()), entry.path().string());
      FIRSTDAY_CHECK(!read.has_errors(), "our own definitions are right");
      out.push_back(std::move(read.value));
    }
  return out;
}

std::string next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string line(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

/// A status, headers as libcurl gives them, an empty line, the body.
ports::HttpResult read_result(std::string_view input) {
  ports::HttpResult result;
  result.status = 100 + std::abs(std::atoi(next_line(input).c_str()) % 1000 - 100) % 900;
  for (std::string line = next_line(input); !line.empty(); line = next_line(input)) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    result.headers.emplace_back(base::lower(line.substr(0, colon)),
                                line.substr(std::min(colon + 2, line.size())));
  }
  result.body = input;
  result.whole_answer = true;
  result.bytes_sent = 100;
  return result;
}

void check_outcome(const Definition& definition, const ports::HttpResult& result) {
  const job::Outcome o = judge(definition, result);
  const provider_declared::OutcomeRule* rule =
      result.status < 200 ? nullptr : matching_rule(definition, result);
  FIRSTDAY_CHECK(o.kind == (rule == nullptr ? OutcomeKind::kUnknown : rule->is),
                 "only a rule gives a meaning");
  FIRSTDAY_CHECK(o.provider_ref.size() <= 200, "a reference is short");
  FIRSTDAY_CHECK(o.provider_ref.empty() || o.kind == OutcomeKind::kAccepted, "and of what was accepted");
  for (const char c : o.provider_ref) FIRSTDAY_CHECK(c > ' ' && c <= '~', "and one word");
  if (o.retry_after)
    FIRSTDAY_CHECK(o.retry_after->count() >= 0 && o.retry_after->count() <= 86'400,
                   "a wait is at most a day");
  const std::string number = "HTTP " + std::to_string(result.status);
  if (rule != nullptr)
    FIRSTDAY_CHECK(o.evidence == number + ". " + rule->why, "nothing of the answer is repeated");
}

}  // namespace

void judge_answer(std::string_view input) {
  static const std::vector<Definition> definitions = every_definition();
  ports::HttpResult result = read_result(input);
  for (const Definition& definition : definitions) check_outcome(definition, result);
  result.transport_code = 18;
  result.whole_answer = false;
  for (const Definition& definition : definitions)
    FIRSTDAY_CHECK(judge(definition, result).kind == OutcomeKind::kUnknown, "a broken answer proves nothing");
}

}  // namespace firstday::fuzz
