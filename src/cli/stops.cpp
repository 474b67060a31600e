// What keeps messages back, as every summary begins.
#include "base/text.h"
#include "cli/command_parts.h"

namespace firstday::cli {

namespace {

std::vector<std::string> accounts_in_words(const dispatch::Summary& sent) {
  std::vector<std::string> out;
  out.reserve(sent.stopped_accounts.size());
  for (const dispatch::StoppedAccount& stopped : sent.stopped_accounts)
    out.push_back(stopped.account + ": " + stopped.why);
  return out;
}

/// The trial is told of in a line of its own.
std::vector<std::string> said_only_here(const workflow::NotSent& not_sent) {
  std::vector<std::string> out = not_sent.why;
  std::erase(out, not_sent.trial);
  return out;
}

}  // namespace

void print_stops(const Call& call, const dispatch::Summary& sent, const workflow::NotSent& not_sent) {
  if (!not_sent.trial.empty()) call.out() << "  TRIAL MODE: " << not_sent.trial << '\n';
  if (!sent.stopped_because.empty()) call.out() << "  SENDING STOPPED: " << sent.stopped_because << '\n';
  for (const dispatch::StoppedAccount& stopped : sent.stopped_accounts)
    if (stopped.why != not_sent.trial)
      call.out() << "  ACCOUNT " << stopped.account << " STOPPED: " << stopped.why << '\n';
  if (not_sent.messages == 0) return;
  call.out() << "  NOT SENT: " << base::count_of(not_sent.messages, "message") << " due since "
             << base::london_clock(not_sent.since) << (not_sent.messages == 1 ? " has" : " have")
             << " not left. " << base::join(said_only_here(not_sent), " ") << "\n    "
             << (not_sent.overdue ? "Ring their families now: `firstday calls`.\n"
                                  : "What has not left within five minutes is on the call list "
                                    "(`firstday calls`).\n");
}

void add_stops(JsonObject& to, const dispatch::Summary& sent, const workflow::NotSent& not_sent) {
  to.add_if("trial", not_sent.trial)
      .add_if("stopped_because", sent.stopped_because)
      .add("stopped_accounts", accounts_in_words(sent))
      .add("not_sent", not_sent.messages)
      .add("not_sent_because", not_sent.why);
  if (not_sent.messages > 0) to.add("not_sent_since", base::iso_utc(not_sent.since));
}

}  // namespace firstday::cli
