// simulate: a scenario, or a made-up case, played without sending anything.
#include <fstream>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/made_up_case.h"
#include "workflow/simulation.h"

namespace firstday::cli {

namespace {

using workflow::Answer;

struct Add {
  JsonObject& out;
  const std::string& name;

  void operator()(std::nullptr_t) const { out.add_null(name); }
  void operator()(bool value) const { out.add(name, value); }
  void operator()(long long value) const { out.add(name, value); }
  void operator()(const std::string& value) const { out.add(name, value); }
  void operator()(const std::vector<std::string>& value) const { out.add(name, value); }
};

void print_json(const Call& call, const std::vector<Answer>& answers) {
  for (const Answer& a : answers) {
    JsonObject o;
    for (const auto& [name, value] : a.fields) std::visit(Add{o, name}, value);
    call.out() << o.line() << '\n';
  }
}

/// What a person wants to know beside the columns.
std::string remark(const Answer& a) {
  if (const std::string rule = a.text("rule"); !rule.empty())
    return a.text("action") + (a.text("action").empty() ? "" : ": ") + a.text("why") + " (" + rule + ")";
  std::vector<std::string> parts;
  const std::pair<const char*, const char*> kSaid[] = {{"why", ""},
                                                       {"missing", "missing: "},
                                                       {"by", "by "},
                                                       {"after", "after "},
                                                       {"since", "since "},
                                                       {"round", "round "},
                                                       {"min_staff", "staff: "},
                                                       {"class", "post: "}};
  for (const auto& [name, before] : kSaid) {
    // A key says little to a person; an event's id says what came first.
    const std::string text = a.text(name);
    if (!text.empty() && text.find('@') == std::string::npos) parts.push_back(before + text);
  }
  if (a.text("rationale") == "mandatory") parts.emplace_back("rationale mandatory");
  return base::join(parts, "; ");
}

std::vector<std::string> cells_of(const Answer& a) {
  const std::string day = a.text("day");
  return {a.text("date"),  day == "null" ? "" : day, a.text("at"),   a.text("kind"), a.text("to"),
          a.text("about"), a.text("state"),          a.text("rows"), remark(a)};
}

const std::vector<std::string> kHeads = {"Date",  "Day",   "At",   "What",  "To",
                                         "About", "State", "Rows", "Remark"};

void print_table(const Call& call, const std::vector<Answer>& answers) {
  Table table(kHeads);
  for (const Answer& a : answers) table.add(cells_of(a));
  table.print(call.out());
  call.out() << "\nThis was a rehearsal: nothing was sent or kept.\n";
}

std::string for_markdown(std::string cell) {
  for (size_t at = cell.find('|'); at != std::string::npos; at = cell.find('|', at + 2))
    cell.replace(at, 1, "\\|");
  return cell;
}

void print_markdown(const Call& call, const std::vector<Answer>& answers) {
  const auto row = [&](const std::vector<std::string>& cells) {
    call.out() << '|';
    for (const std::string& c : cells) call.out() << ' ' << for_markdown(c) << " |";
    call.out() << '\n';
  };
  row(kHeads);
  row(std::vector<std::string>(kHeads.size(), "---"));
  for (const Answer& a : answers) row(cells_of(a));
}

/// "2027-01-12 day 3" is told by its day; days before the first wanted one are played, not shown.
void keep_days(std::vector<Answer>& answers, int from) {
  int now = 0;
  base::Date date{};
  std::vector<Answer> kept;
  for (Answer& a : answers) {
    if (a.date != date) ++now;
    date = a.date;
    if (now >= from) kept.push_back(std::move(a));
  }
  answers = std::move(kept);
}

base::Result<std::map<std::string, std::string>> outcomes_of(const SimulateOptions& o) {
  std::map<std::string, std::string> out;
  for (const std::string& text : o.outcomes) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos)
      return base::usage("'" + text + "' is no outcome. Write it as in --outcome call=no_answer.");
    out[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return out;
}

/// The first and the last of "3", "1-20".
std::optional<std::pair<int, int>> days_of(const std::string& text) {
  const auto parts = base::split(text, '-');
  if (parts.empty() || parts.size() > 2) return std::nullopt;
  for (const std::string& p : parts)
    if (!base::is_digits(p) || p.size() > 3) return std::nullopt;
  const int from = std::stoi(parts.front());
  const int to = std::stoi(parts.back());
  return from >= 1 && to >= from && to <= 200 ? std::optional(std::pair(from, to)) : std::nullopt;
}

int print(const Call& call, const std::vector<Answer>& answers) {
  const std::string& format = call.in.simulate.format;
  if (call.in.globals.json || format == "json")
    print_json(call, answers);
  else if (format == "markdown")
    print_markdown(call, answers);
  else
    print_table(call, answers);
  return kDone;
}

base::Result<std::vector<Answer>> play(const Call& call, const workflow::PolicyShelf& shelf,
                                       const config::Scenario& scenario) {
  auto rehearsal = call.app.rehearse();
  if (!rehearsal) return rehearsal.error();
  return workflow::simulate(scenario, shelf.policies, rehearsal.value()->ports(), call.in.simulate.until);
}

int simulate_file(const Call& call, const workflow::PolicyShelf& shelf) {
  const auto read = workflow::read_scenario(call.in.simulate.scenario);
  if (!read) return fail(call, read.error());
  if (print_problems(call, read.value().problems)) return kBadInput;
  const auto answers = play(call, shelf, read.value().value);
  if (answers) return print(call, answers.value());
  base::Error error = answers.error();
  if (error.kind == base::ErrorKind::kBadInput) error.what = call.in.simulate.scenario + ": " + error.what;
  return fail(call, error);
}

int simulate_policy(const Call& call, const workflow::PolicyShelf& shelf) {
  const SimulateOptions& o = call.in.simulate;
  const auto days = days_of(o.days);
  if (!days)
    return fail(call, base::usage("'" + o.days + "' are no days. Write --days 1-20, from 1 to 200."));
  const auto outcomes = outcomes_of(o);
  if (!outcomes) return fail(call, outcomes.error());
  const auto scenario =
      workflow::made_up_case({o.policy, o.tier, days->second, outcomes.value()}, shelf.policies);
  if (!scenario) return fail(call, scenario.error());
  auto answers = play(call, shelf, scenario.value());
  if (!answers) return fail(call, answers.error());
  keep_days(answers.value(), days->first);
  return print(call, answers.value());
}

}  // namespace

int simulate(const Call& call) {
  const SimulateOptions& o = call.in.simulate;
  if (o.scenario.empty() == o.policy.empty())
    return fail(call, base::usage("Give either --scenario FILE or --policy NAME."));
  const workflow::PolicyShelf shelf = call.app.policies(call.in.globals);
  if (shelf.policies.empty() || !shelf.problems.empty()) print_problems(call, shelf.problems);
  return o.scenario.empty() ? simulate_policy(call, shelf) : simulate_file(call, shelf);
}

}  // namespace firstday::cli
