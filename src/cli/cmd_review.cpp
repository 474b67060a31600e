// review: what nobody knows the end of; record seen and record opt-in.
#include "workflow/review_list.h"

#include "base/text.h"
#include "cli/command_parts.h"

namespace firstday::cli {

namespace {

using workflow::ReviewItem;

void print_json(const Call& call, const std::vector<ReviewItem>& items) {
  for (const ReviewItem& i : items)
    call.out() << JsonObject()
                      .add("school", i.school.text())
                      .add("since", base::iso_utc(i.since))
                      .add("what", i.what)
                      .add("id", i.id)
                      .add("who", i.who.reveal())
                      .add("says", i.says.reveal())
                      .add("overdue", i.overdue)
                      .add("settle", i.settle)
                      .line()
               << '\n';
}

void print_items(const Call& call, const std::vector<ReviewItem>& items) {
  if (items.empty()) {
    call.out() << "Nothing waits to be settled.\n";
    return;
  }
  const bool several = of_several_schools(items);
  std::vector<std::string> heads = {"Since", "What", "Who", "Says"};
  if (several) heads.insert(heads.begin(), "School");
  Table table(heads);
  for (const ReviewItem& i : items) {
    std::vector<std::string> row = {base::london_date_time(i.since),
                                    i.overdue ? i.what + ", overdue" : i.what, i.who.reveal(),
                                    i.says.reveal()};
    if (several) row.insert(row.begin(), i.school.text());
    table.add(std::move(row));
  }
  table.print(call.out());
  call.out() << "\nTo settle each, in the same order:\n";
  for (const ReviewItem& i : items) call.out() << "  " << i.settle << '\n';
}

}  // namespace

void print_came_in(const Call& call, const workflow::CameIn& came) {
  if (came.passed.told > 0)
    call.out() << "  STILL UNKNOWN: " << base::count_of(static_cast<size_t>(came.passed.told), "message")
               << "; others are told instead. See `firstday review`.\n";
  if (came.for_a_look > 0)
    call.out() << "  " << base::count_of(static_cast<size_t>(came.for_a_look), "word")
               << " from providers or families to look at. See `firstday review`.\n";
  if (came.waiting > 0)
    call.out() << "  " << base::count_of(static_cast<size_t>(came.waiting), "post")
               << " of an account that reads nothing now. See `firstday review`.\n";
}

int review(const Call& call, workflow::House& house) {
  const auto items = workflow::review_list(house, call.in.globals.school);
  if (!items) return fail(call, items.error());
  if (call.in.globals.json)
    print_json(call, items.value());
  else
    print_items(call, items.value());
  return items.value().empty() ? kDone : kLook;
}

int record_seen(const Call& call, workflow::House& house) {
  const base::Status seen =
      workflow::record_seen(house, call.in.globals.school, call.in.subject, call.in.record.reason);
  if (!seen) return fail(call, seen.error());
  if (call.in.globals.json)
    call.out() << JsonObject().add("seen", call.in.subject).add("by", call.in.globals.by).line() << '\n';
  else
    call.out() << "Recorded: " << call.in.subject << " was seen by " << call.in.globals.by << ".\n";
  return kDone;
}

int record_opt_in(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(call, workflow::record_opt_in(house, call.in.globals.school,
                                              {call.in.subject, o.contact, o.channel, o.reason}));
}

}  // namespace firstday::cli
