// log, chronology, verify: what is on record.
#include <algorithm>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/chronicle.h"
#include "workflow/delivery_log.h"
#include "workflow/purge.h"

namespace firstday::cli {

namespace {

base::Result<ports::JobFilter> filter_of(const workflow::House& house, const roll::Urn& school,
                                         const LogOptions& o) {
  ports::JobFilter f;
  f.day_from = o.from;
  f.day_to = o.to;
  if (o.from && o.to && *o.from > *o.to) return base::usage("--from is later than --to.");
  f.provider = o.provider;
  if (!o.channel.empty()) {
    f.kind = job::kind_of(o.channel);
    if (!f.kind)
      return base::usage("'" + o.channel + "' is no channel. Use text, email, voice, call, letter ...");
  }
  return workflow::filter_for(house, school, {o.pupil, o.contact, o.state}, f);
}

std::string names_of(const workflow::LogRow& row) {
  std::vector<std::string> names;
  for (const base::Personal& p : row.pupils) names.push_back(p.reveal());
  return base::join(names, ", ");
}

std::string note_of(const ports::JobRow& job) {
  return job.reason.empty() ? job.evidence : job.reason;
}

Table table_of(const std::vector<workflow::LogRow>& rows, bool with_text) {
  std::vector<std::string> heads = {"Date",  "Time",    "What",  "Pupil", "To", "Number or address",
                                    "State", "Through", "Parts", "Note"};
  const bool several = of_several_schools(rows);
  if (several) heads.insert(heads.begin(), "School");
  if (with_text) heads.emplace_back("Text");
  Table table(heads);
  for (const workflow::LogRow& r : rows) {
    std::vector<std::string> row = {base::iso_date(r.day),
                                    base::london_clock(r.at),
                                    std::string(job::word(r.job.job.kind)),
                                    names_of(r),
                                    r.recipient.reveal(),
                                    r.job.to.reveal(),
                                    std::string(job::in_words(r.job.state)),
                                    r.job.provider,
                                    r.job.parts > 0 ? std::to_string(r.job.parts) : "",
                                    note_of(r.job)};
    if (several) row.insert(row.begin(), r.school.text());
    if (with_text) row.push_back(r.job.body.reveal());
    table.add(std::move(row));
  }
  return table;
}

void print_json(const Call& call, const std::vector<workflow::LogRow>& rows) {
  for (const workflow::LogRow& r : rows) {
    const ports::JobRow& j = r.job;
    std::vector<std::string> pupils;
    for (const job::Subject& s : j.job.subjects) pupils.push_back(s.pupil.text());
    JsonObject o;
    o.add("school", r.school.text()).add("job", j.job.id.text()).add("date", base::iso_date(r.day));
    o.add("at", base::iso_utc(r.at)).add("kind", job::word(j.job.kind)).add("about", j.job.about);
    o.add("pupils", pupils).add("to", j.job.to.text()).add("name", r.recipient.reveal());
    o.add_if("address", j.to.reveal()).add("state", job::word(j.state)).add_if("provider", j.provider);
    o.add_if("provider_ref", j.provider_ref).add("attempts", j.attempts).add_if("note", note_of(j));
    if (j.parts > 0) o.add("parts", j.parts);
    if (call.in.log.text) o.add_if("text", j.body.reveal());
    call.out() << o.line() << '\n';
  }
}

std::string for_whom(const workflow::Chronicle& c) {
  if (!c.purpose) return {};
  switch (*c.purpose) {
    case chronology::Purpose::kAuthority:
      return "the local authority";
    case chronology::Purpose::kSocialCare:
      return "children's social care";
    case chronology::Purpose::kParent:
      break;
  }
  return c.reader.reveal();
}

/// First of all what is left out, so that nobody takes a part for the whole.
void print_reader_json(const Call& call, const workflow::Chronicle& c) {
  if (!c.purpose) return;
  call.out() << JsonObject()
                    .add("school", c.school.text())
                    .add("pupil", c.pupil.text())
                    .add("for", chronology::word(*c.purpose))
                    .add("reader", for_whom(c))
                    .add("left_out", c.left_out)
                    .add("rows", c.rows.size())
                    .add("rows_left_out", c.rows_left_out)
                    .line()
             << '\n';
}

void print_chronicle_json(const Call& call, const workflow::Chronicle& c) {
  print_reader_json(call, c);
  for (const chronology::TimelineRow& r : c.rows) {
    JsonObject o;
    o.add("school", c.school.text())
        .add("pupil", c.pupil.text())
        .add("seq", r.seq)
        .add("at", base::iso_utc(r.at));
    o.add("actor", r.actor).add("action", r.action).add_if("recipient", r.recipient.reveal());
    o.add_if("address", r.address.reveal()).add_if("result", r.result);
    call.out() << o.line() << '\n';
  }
}

void print_left_out(const Call& call, const workflow::Chronicle& c, const char* item) {
  if (!c.purpose) return;
  call.out() << "For " << on_one_line(for_whom(c)) << ". " << base::count_of(c.rows_left_out, "row")
             << (c.rows_left_out == 1 ? " of the record is" : " of the record are")
             << " not here. Left out:\n\n";
  for (const std::string& why : c.left_out) call.out() << item << why << '\n';
  call.out() << '\n';
}

void print_chronicle(const Call& call, const workflow::Chronicle& c) {
  const bool markdown = call.in.chronology.format == "markdown";
  call.out() << (markdown ? "# " : "") << "Chronology of " << on_one_line(c.name.reveal()) << " ("
             << c.pupil.text() << "), year " << c.year << ", form " << c.form << ", school "
             << c.school.text() << "\n\n";
  print_left_out(call, c, markdown ? "- " : "  * ");
  Table table({"No.", "When", "Who", "What", "To", "Number or address", "Result"});
  for (const chronology::TimelineRow& r : c.rows)
    table.add({std::to_string(r.seq), base::london_date_time(r.at), r.actor, r.action, r.recipient.reveal(),
               r.address.reveal(), r.result});
  if (markdown)
    table.print_markdown(call.out());
  else
    table.print(call.out());
  if (c.chain.broken_at == 0)
    call.out() << "\nThe school's record of " << c.chain.events << " events is unbroken. Its last seal is "
               << c.chain.head << ".\n";
  else
    call.out() << "\nTHE RECORD IS BROKEN at event " << c.chain.broken_at << ": " << c.chain.why << '\n';
}

base::Result<workflow::Chronicle> chronicle_of(const Call& call, const workflow::House& house) {
  const ChronologyOptions& o = call.in.chronology;
  const roll::Urn& school = call.in.globals.school;
  if (o.reader.empty()) return workflow::chronicle(house, school, call.in.subject);
  for (const chronology::Purpose purpose :
       {chronology::Purpose::kAuthority, chronology::Purpose::kSocialCare, chronology::Purpose::kParent})
    if (chronology::word(purpose) == o.reader)
      return workflow::chronicle_for(house, school, call.in.subject, {purpose, roll::ContactRef(o.contact)});
  return base::usage("'" + o.reader + "' is no reader of a chronology.");
}

}  // namespace

int log(const Call& call, workflow::House& house) {
  const auto filter = filter_of(house, call.in.globals.school, call.in.log);
  if (!filter) return fail(call, filter.error());
  const auto rows = workflow::delivery_log(house, call.in.globals.school, filter.value());
  if (!rows) return fail(call, rows.error());
  if (call.in.globals.json)
    print_json(call, rows.value());
  else if (call.in.log.csv)
    table_of(rows.value(), call.in.log.text).print_csv(call.out());
  else
    table_of(rows.value(), call.in.log.text).print(call.out());
  return kDone;
}

int chronology(const Call& call, workflow::House& house) {
  const auto found = chronicle_of(call, house);
  if (!found) return fail(call, found.error());
  if (call.in.globals.json)
    print_chronicle_json(call, found.value());
  else
    print_chronicle(call, found.value());
  return found.value().chain.broken_at == 0 ? kDone : kLook;
}

int purge(const Call& call, workflow::House& house) {
  const auto purged = workflow::purge(house, call.in.globals.school);
  if (!purged) return fail(call, purged.error());
  for (const workflow::Purged& p : purged.value())
    if (call.in.globals.json)
      call.out() << JsonObject().add("school", p.school.text()).add("events", p.events).line() << '\n';
    else
      call.out() << p.school.text() << ": details of "
                 << base::count_of(static_cast<size_t>(p.events), "event") << " destroyed\n";
  return kDone;
}

int verify(const Call& call, workflow::House& house) {
  const auto schools = workflow::chosen_schools(house, call.in.globals.school);
  if (!schools) return fail(call, schools.error());
  bool broken = false;
  for (const config::SchoolSettings* school : schools.value()) {
    const auto chain = house.journal.verify(school->school.urn);
    if (!chain) return fail(call, chain.error());
    const ports::ChainState& c = chain.value();
    broken = broken || c.broken_at != 0;
    if (call.in.globals.json)
      call.out() << JsonObject()
                        .add("school", school->school.urn.text())
                        .add("events", c.events)
                        .add("broken_at", c.broken_at)
                        .add_if("why", c.why)
                        .add("head", c.head)
                        .line()
                 << '\n';
    else if (c.broken_at == 0)
      call.out() << school->school.urn.text() << ": " << c.events << " events, unbroken\n";
    else
      call.out() << school->school.urn.text() << ": broken at event " << c.broken_at << ": " << c.why << '\n';
  }
  return broken ? kLook : kDone;
}

}  // namespace firstday::cli
