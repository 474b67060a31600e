#include "workflow/review_list.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "roll/may_be_told.h"
#include "workflow/delivery_log.h"
#include "workflow/names.h"
#include "workflow/receipts.h"
#include "workflow/record_parts.h"

namespace firstday::workflow {

namespace {

constexpr std::string_view kBy = " --by NAME";

std::string names_of(const LogRow& row) {
  std::vector<std::string> names;
  names.reserve(row.pupils.size());
  for (const base::Personal& p : row.pupils) names.push_back(p.reveal());
  return base::join(names, ", ") + " to " + row.recipient.reveal();
}

ReviewItem item_of(const LogRow& row) {
  const bool held = row.job.state == job::State::kHeld;
  ReviewItem item;
  item.school = row.school;
  item.since = row.job.state_at;
  item.what = job::word(row.job.state);
  item.id = row.job.job.id.text();
  item.who = base::Personal(names_of(row));
  item.says = base::Personal(row.job.reason.empty() ? row.job.evidence : row.job.reason);
  item.overdue = row.job.told_at.has_value();
  item.settle = held ? "firstday release"
                     : "firstday record unknown " + row.job.job.subjects.front().pupil.text() + " --job " +
                           item.id + " --outcome arrived|not_arrived";
  item.settle += kBy;
  return item;
}

std::string says(const ports::Matched& word) {
  if (!word.unreadable.empty()) return word.unreadable;
  if (const auto* reply = std::get_if<job::Reply>(&word.word)) return reply->text.reveal();
  const auto& receipt = std::get<job::Receipt>(word.word);
  std::string out(job::word(receipt.status));
  if (!receipt.detail.empty()) out += ": " + receipt.detail;
  return out;
}

std::string who(const ports::Matched& word) {
  if (!word.unreadable.empty()) return "account " + word.account;
  if (const auto* reply = std::get_if<job::Reply>(&word.word)) return "from " + reply->from.reveal();
  const auto& receipt = std::get<job::Receipt>(word.word);
  return "message " + (receipt.reference.empty() ? receipt.provider_ref : receipt.reference);
}

ReviewItem item_of(const ports::OpenWord& open) {
  ReviewItem item;
  item.school = open.word.school;
  item.since = open.word.received_at;
  item.what = ports::word(open.why);
  item.id = open.word.post + "/" + std::to_string(open.word.number);
  item.who = base::Personal(who(open.word));
  item.says = base::Personal(says(open.word));
  item.settle = "firstday record seen " + item.id + " --reason TEXT";
  item.settle += kBy;
  return item;
}

/// Posts of an account that reads nothing as it is set up now.
ReviewItem item_of(const ports::Posted& posted) {
  ReviewItem item;
  item.school = posted.school;
  item.since = posted.received_at;
  item.what = "waiting";
  item.id = posted.id;
  item.who = base::Personal("account " + posted.account);
  item.says = base::Personal("no account of this name reads what its provider posts");
  item.settle = "mend the account in the settings: it is read then by itself";
  return item;
}

base::Status add_messages(const House& house, const roll::Urn& school, std::vector<ReviewItem>& out) {
  ports::JobFilter filter;
  filter.school = school;
  filter.states = {job::State::kUnknown, job::State::kHeld};
  const auto rows = delivery_log(house, school, filter);
  if (!rows) return rows.error();
  for (const LogRow& row : rows.value()) out.push_back(item_of(row));
  return {};
}

base::Status add_words(const House& house, const roll::Urn& school, std::vector<ReviewItem>& out) {
  if (house.inbox == nullptr) return {};
  const auto open = house.inbox->open_words(school);
  if (!open) return open.error();
  for (const ports::OpenWord& word : open.value()) out.push_back(item_of(word));
  constexpr int kShown = 100;
  const auto unread = house.inbox->unread(school, kShown);
  if (!unread) return unread.error();
  for (const ports::Posted& posted : unread.value())
    if (reader_for(house, school, posted.account) == nullptr) out.push_back(item_of(posted));
  return {};
}

/// "POST/NUMBER".
bool take_apart(const std::string& id, ports::Seen& seen) {
  const std::size_t slash = id.rfind('/');
  if (slash == std::string::npos) return false;
  seen.post = id.substr(0, slash);
  const char* end = id.data() + id.size();
  const auto read = std::from_chars(id.data() + slash + 1, end, seen.number);
  return read.ec == std::errc() && read.ptr == end;
}

base::Error no_such_word(const std::string& id) {
  return base::usage("'" + id +
                     "' is nothing that waits to be looked at. `firstday review` shows what does.");
}

}  // namespace

base::Result<std::vector<ReviewItem>> review_list(const House& house, const roll::Urn& only) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  std::vector<ReviewItem> out;
  for (const config::SchoolSettings* school : schools.value()) {
    if (base::Status s = add_messages(house, school->school.urn, out); !s) return s.error();
    if (base::Status s = add_words(house, school->school.urn, out); !s) return s.error();
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const ReviewItem& a, const ReviewItem& b) { return a.since < b.since; });
  return out;
}

base::Status record_seen(House& house, const roll::Urn& only, const std::string& id,
                         const std::string& reason) {
  ports::Seen seen;
  if (!take_apart(id, seen) || house.inbox == nullptr) return no_such_word(id);
  if (reason.empty()) return base::usage("Say what was found out (--reason).");
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  seen.actor = house.actor;
  seen.reason = reason;
  seen.at = house.clock.now();
  for (const config::SchoolSettings* school : schools.value()) {
    seen.school = school->school.urn;
    const auto closed = house.inbox->close(seen);
    if (!closed) return closed.error();
    if (closed.value()) return {};
  }
  return no_such_word(id);
}

base::Result<Recorded> record_opt_in(House& house, const roll::Urn& only, const OptInRecord& record) {
  const auto channel = roll::channel_of(record.channel);
  if (!channel || (*channel != roll::Channel::kText && *channel != roll::Channel::kEmail))
    return base::usage("Say whether texts or e-mails are wanted again (--channel text or email).");
  if (record.contact.empty()) return base::usage("Say which contact wants messages again (--contact REF).");
  if (record.reason.empty()) return base::usage("Say how that is known (--reason).");
  const auto about = about_of(house, only, record.pupil, record.contact);
  if (!about) return about.error();
  roll::OptOut out;
  out.school = about.value().school().school.urn;
  out.channel = *channel;
  for (const roll::Contact& c : about.value().inputs.roll.contacts_of(about.value().found.ref))
    if (c.ref.text() == record.contact)
      out.address = base::Personal(base::lower(roll::address_for(c, *channel).reveal()));
  chronology::Event event = about.value().event(house, chronology::Type::kOptedIn, record.contact);
  put(event, "channel", record.channel);
  put(event, "from", out.address);
  put(event, "reason", record.reason);
  const auto ended = house.schools.end_opt_out(out, {event});
  if (!ended) return ended.error();
  if (!ended.value())
    return base::usage("Contact " + record.contact + " has sent no STOP by " + record.channel +
                       ". An opt-out of the school's own records is changed there.");
  return plan_again(house, about.value());
}

}  // namespace firstday::workflow
