// record-block: a pupil's day for SIMS, CPOMS or Integris.
#include "base/text.h"
#include "cli/command_parts.h"
#include "cli/private_file.h"
#include "workflow/record_block.h"

namespace firstday::cli {

namespace {

std::string json_of(const workflow::RecordBlock& b) {
  std::string out;
  for (const workflow::RecordLine& line : b.lines) {
    const chronology::Act& a = line.act;
    JsonObject o;
    o.add("school", b.school.text()).add("pupil", b.pupil.text()).add("date", base::iso_date(b.day));
    o.add("at", base::iso_utc(a.at)).add("time", base::london_clock(a.at)).add_if("upn", b.upn);
    o.add("name", b.name.reveal()).add_if("system", b.system).add("category", a.category);
    o.add("sub_category", a.sub_category).add("text", a.text.reveal()).add("actor", a.actor);
    o.add("linked_pupils", line.linked).add_if("alerted", a.alerted).add_if("action", a.action);
    if (b.ticked) o.add("since_tick", line.since_tick);
    out += o.line() + "\n";
  }
  return out;
}

/// What the office does next; on standard error, so that it is never pasted with the block.
void say_what_next(const Call& call, const workflow::RecordBlock& b) {
  if (b.task_is_open)
    call.err() << "When it is in the system: firstday record task " << b.pupil.text() << " --kind record"
               << (b.system.empty() ? "" : " --role " + b.system) << " --by NAME\n";
  else if (b.since_tick() > 0)
    call.err() << "The record was ticked before all of this was done, and no record task is open.\n";
}

}  // namespace

int record_block(const Call& call, workflow::House& house) {
  const RecordBlockOptions& o = call.in.record_block;
  const base::Date day = o.day ? *o.day : base::to_london(house.clock.now()).date;
  const auto made = workflow::record_block(house, call.in.globals.school, call.in.subject, day, o.system);
  if (!made) return fail(call, made.error());
  const workflow::RecordBlock& block = made.value();
  const std::string text = call.in.globals.json ? json_of(block)
                           : o.format == "csv"  ? workflow::csv_of(block)
                                                : workflow::paste_of(block);
  if (o.file.empty())
    call.out() << text;
  else if (const base::Status s = write_private_file(o.file, text); !s)
    return fail(call, s.error());
  say_what_next(call, block);
  return kDone;
}

}  // namespace firstday::cli
