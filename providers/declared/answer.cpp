#include "providers/declared/answer.h"

#include <algorithm>
#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>

#include "base/text.h"
#include "providers/declared/json_text.h"

namespace firstday::provider_declared {

namespace {

constexpr std::size_t kLongestId = 200;
constexpr std::chrono::seconds kLongestWait{86'400};

/// Every value of the body that a rule or the id asks for.
std::vector<std::string> asked_for(const Definition& definition) {
  std::vector<std::string> names;
  const auto add = [&](const ValueAt& at) {
    if (at.where == ValueAt::Where::kBody) names.push_back(at.name);
  };
  add(definition.response.provider_id);
  for (const OutcomeRule& rule : definition.outcomes)
    for (const ValueTest& test : rule.when.values) add(test.at);
  return names;
}

void read_json(Answer& answer, const std::string& body, const std::vector<std::string>& names) {
  auto values = json_values(body, names);
  answer.readable = values.has_value();
  if (values) answer.body = *std::move(values);
}

void read_text(Answer& answer, const std::string& body, const Response& how) {
  answer.readable = true;
  answer.body["text"] = base::trim(body);
  if (!how.match) return;
  const auto groups = how.match->groups_in(base::trim(body));
  answer.readable = groups.has_value();
  for (std::size_t i = 0; groups && i < groups->size(); ++i)
    if (!(*groups)[i].empty()) answer.body[how.groups[i]] = (*groups)[i];
}

bool may_be_id(const std::string& text) {
  return text.size() <= kLongestId &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// IMF-fixdate only: "Tue, 12 Jan 2027 09:35:00 GMT".
std::optional<std::chrono::sys_seconds> read_http_date(const std::string& text) {
  std::tm tm{};
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  in >> std::get_time(&tm, "%a, %d %b %Y %H:%M:%S GMT");
  if (in.fail()) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{tm.tm_year + 1900},
                                        std::chrono::month{static_cast<unsigned>(tm.tm_mon) + 1},
                                        std::chrono::day{static_cast<unsigned>(tm.tm_mday)}};
  if (!day.ok()) return std::nullopt;
  return std::chrono::sys_days{day} + std::chrono::hours{tm.tm_hour} + std::chrono::minutes{tm.tm_min} +
         std::chrono::seconds{tm.tm_sec};
}

std::chrono::seconds within_reason(std::chrono::seconds wait) {
  return std::clamp(wait, std::chrono::seconds{0}, kLongestWait);
}

}  // namespace

Answer read_answer(const Definition& definition, const ports::HttpResult& result) {
  Answer answer;
  for (const auto& [name, value] : result.headers) answer.headers.emplace(name, value);
  switch (definition.response.parser) {
    case Response::Parser::kEmpty:
      answer.readable = true;
      break;
    case Response::Parser::kText:
      read_text(answer, result.body, definition.response);
      break;
    case Response::Parser::kJson:
      read_json(answer, result.body, asked_for(definition));
      break;
  }
  const std::string id = value_at(answer, definition.response.provider_id).value_or("");
  if (may_be_id(id)) answer.provider_id = id;
  return answer;
}

std::optional<std::string> value_at(const Answer& answer, const ValueAt& at) {
  if (at.where == ValueAt::Where::kNowhere) return std::nullopt;
  const auto& values = at.where == ValueAt::Where::kHeader ? answer.headers : answer.body;
  const auto found = values.find(at.name);
  if (found == values.end()) return std::nullopt;
  return found->second;
}

std::optional<std::chrono::seconds> retry_after_of(const ports::HttpResult& result) {
  const std::string said(ports::header(result, "retry-after"));
  if (base::is_digits(said))
    return said.size() > 6 ? kLongestWait : within_reason(std::chrono::seconds{std::stol(said)});
  const auto until = read_http_date(said);
  const auto now = read_http_date(std::string(ports::header(result, "date")));
  if (!until || !now) return std::nullopt;
  return within_reason(*until - *now);
}

}  // namespace firstday::provider_declared
