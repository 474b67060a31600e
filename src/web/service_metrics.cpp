#include "web/service_metrics.h"

#include <algorithm>

namespace firstday::web {

namespace {

using workflow::ServiceNumbers;

double seconds(base::Duration d) {
  return std::chrono::duration<double>(d).count();
}

Labels labels_of(const workflow::AccountKey& key) {
  return {{"school", key.school.text()}, {"account", key.account}};
}

Labels with(Labels labels, std::string name, std::string value) {
  labels.emplace_back(std::move(name), std::move(value));
  return labels;
}

Metric jobs_today(const ServiceNumbers& n) {
  Metric m{"firstday_jobs_today", "Jobs of this school day by kind and state."};
  for (const ports::JobCount& c : n.jobs)
    m.samples.push_back({{{"school", c.school.text()},
                          {"kind", std::string(job::word(c.kind))},
                          {"state", std::string(job::word(c.state))}},
                         static_cast<double>(c.jobs)});
  return m;
}

/// 0 where nothing is late.
Metric oldest_due(const ServiceNumbers& n, base::Instant now) {
  Metric m{"firstday_oldest_due_message_age_seconds",
           "For how long the message that is due longest has been waiting."};
  for (const auto& [school, s] : n.schools) {
    const base::Duration late = s.next_due ? now - *s.next_due : base::Duration{0};
    m.samples.push_back({{{"school", school.text()}}, seconds(std::max(late, base::Duration{0}))});
  }
  return m;
}

Metric held(const ServiceNumbers& n) {
  Metric m{"firstday_held_messages", "Messages of today that wait for a person to release them."};
  for (const auto& [school, s] : n.schools)
    m.samples.push_back({{{"school", school.text()}}, static_cast<double>(s.held)});
  return m;
}

Metric not_sent(const ServiceNumbers& n) {
  Metric m{"firstday_not_sent_messages",
           "Messages of today that were due after the last turn and have not left."};
  for (const auto& [school, s] : n.schools)
    m.samples.push_back({{{"school", school.text()}}, static_cast<double>(s.not_sent)});
  return m;
}

Metric rounds_failed(const ServiceNumbers& n) {
  Metric m{"firstday_school_turn_failed", "1 when the school's last turn came to no end; the log says why."};
  for (const auto& [school, s] : n.schools)
    m.samples.push_back({{{"school", school.text()}}, s.round_failed ? 1.0 : 0.0});
  return m;
}

Metric stopped(const ServiceNumbers& n) {
  Metric m{"firstday_account_stopped",
           "1 for an account over which nothing is sent: its breaker is open, its day is used up, or it is "
           "out of order."};
  for (const auto& [school, s] : n.schools)
    for (const auto& [account, why] : s.stopped_accounts)
      m.samples.push_back({{{"school", school.text()}, {"account", account}}, 1});
  return m;
}

/// `number` of each account, as the school's last turn left it.
Metric of_accounts(const ServiceNumbers& n, Metric metric, int dispatch::AccountHealth::*number) {
  for (const auto& [school, s] : n.schools)
    for (const dispatch::AccountHealth& account : s.accounts)
      metric.samples.push_back(
          {{{"school", school.text()}, {"account", account.account}}, static_cast<double>(account.*number)});
  return metric;
}

Metric places(const ServiceNumbers& n) {
  return of_accounts(
      n,
      {"firstday_account_places", "Sends that may be on the wire at once; falls while it is slow or fails."},
      &dispatch::AccountHealth::places);
}

Metric failures(const ServiceNumbers& n) {
  return of_accounts(n, {"firstday_account_failures", "Sends in a row that the account failed."},
                     &dispatch::AccountHealth::failures_in_a_row);
}

Metric attempts(const ServiceNumbers& n) {
  Metric m{"firstday_attempts_total", "Attempts whose outcome is on record.", MetricType::kCounter};
  for (const auto& [key, count] : n.attempts)
    m.samples.push_back({with(labels_of(key.first), "outcome", std::string(job::word(key.second))),
                         static_cast<double>(count)});
  return m;
}

Metric in_flight(const ServiceNumbers& n) {
  Metric m{"firstday_attempts_in_flight", "Attempts on the wire, or answered and not on record yet."};
  for (const auto& [key, count] : n.in_flight)
    m.samples.push_back({labels_of(key), static_cast<double>(count)});
  return m;
}

Metric posts(const ServiceNumbers& n) {
  Metric m{"firstday_posts_total", "Receipts and replies that were posted, by what became of them.",
           MetricType::kCounter};
  for (const auto& [key, count] : n.posts)
    m.samples.push_back({with(labels_of(key.first), "result", key.second), static_cast<double>(count)});
  return m;
}

Metric commits(const ServiceNumbers& n) {
  Metric m{"firstday_commit_duration_seconds", "How long the queue's durable commits took.",
           MetricType::kHistogram};
  m.histograms.push_back({{},
                          {workflow::kCommitBounds.begin(), workflow::kCommitBounds.end()},
                          {n.commits.counts.begin(), n.commits.counts.end()},
                          n.commits.sum});
  return m;
}

Metric single(std::string name, std::string help, double value, MetricType type = MetricType::kGauge,
              Labels labels = {}) {
  return {std::move(name), std::move(help), type, {{std::move(labels), value}}};
}

const char* word(workflow::NotReady reason) {
  switch (reason) {
    case workflow::NotReady::kStore:
      return "store";
    case workflow::NotReady::kRoom:
      return "room";
    case workflow::NotReady::kRight:
      return "right";
    case workflow::NotReady::kHold:
      return "hold";
    case workflow::NotReady::kEnding:
      break;
  }
  return "ending";
}

/// Every reason each time, so that an alarm sees it go.
Metric not_ready(const ServiceNumbers& n) {
  using enum workflow::NotReady;
  Metric m{"firstday_not_ready", "1 while this is a reason not to be ready; /ready says it in words."};
  for (const auto reason : {kStore, kRoom, kRight, kHold, kEnding})
    m.samples.push_back({{{"reason", word(reason)}}, n.not_ready.count(reason) != 0 ? 1.0 : 0.0});
  return m;
}

}  // namespace

std::vector<Metric> metrics_of(const ServiceNumbers& numbers, base::Instant now, const Process& process) {
  std::vector<Metric> out = {
      single("firstday_build_info", "Always 1; the label says what runs.", 1, MetricType::kGauge,
             {{"version", process.version}}),
      not_ready(numbers),
      jobs_today(numbers),
      oldest_due(numbers, now),
      held(numbers),
      not_sent(numbers),
      rounds_failed(numbers),
      attempts(numbers),
      in_flight(numbers),
      stopped(numbers),
      places(numbers),
      failures(numbers),
      posts(numbers),
      commits(numbers),
      single("firstday_commit_failures_total", "Commits that the store refused.",
             static_cast<double>(numbers.commits.failed), MetricType::kCounter),
      single("firstday_connections_refused_total", "Connections closed because too many waited.",
             static_cast<double>(process.refused_connections), MetricType::kCounter)};
  if (numbers.last_round)
    out.push_back(single("firstday_last_round_timestamp_seconds", "When the loop that sends last came round.",
                         seconds(numbers.last_round->time_since_epoch())));
  return out;
}

}  // namespace firstday::web
