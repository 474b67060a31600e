#include "faults/afternoon.h"

#include <algorithm>
#include <fstream>

#include "faults/morning.h"
#include "faults/post_judge.h"
#include "faults/store_look.h"
#include "faults/texts.h"
#include "seal/uuid7.h"
#include "support/builders.h"

namespace firstday::faults {

namespace {

store::Database::Settings settings_of(const std::filesystem::path& data) {
  store::Database::Settings settings{data, seal::Keys::from_master({})};
  settings.patience = std::chrono::milliseconds{20};
  return settings;
}

Letter receipt(int person, const std::string& attempt, const std::string& status, int n) {
  return {attempt + " " + status + " " + std::to_string(n), person, status, attempt, "", 0};
}

Letter reply(int person, const std::string& text, int n) {
  return {"reply " + std::to_string(person) + " " + std::to_string(n), person, "", "", text, 0};
}

}  // namespace

void Afternoon::prepare(const std::filesystem::path& data, int people) {
  Morning morning(data, people);
  morning.provider.able.gives_receipts = true;
  morning.provider.decide = [](const support::ScriptedProvider::Call&) {
    return support::answer(job::OutcomeKind::kAccepted);
  };
  FIRSTDAY_CHECK(morning.process().empty(), "a morning without faults is sent");
}

Afternoon::Afternoon(const std::filesystem::path& data) : clock(support::at(9, 50)), data_(data) {
  int n = 0;
  for (const auto& row : rows_of(data,
                                 "SELECT a.id, j.contact FROM attempt a JOIN job j ON j.school = "
                                 "a.school AND j.id = a.job ORDER BY a.id")) {
    const int person = std::stoi(row[1].substr(1));
    if (person % 4 == 0) letters.push_back(receipt(person, row[0], "failed", ++n));
    if (person % 4 == 1) letters.push_back(receipt(person, row[0], "with_carrier", ++n));
    if (person % 4 == 2) letters.push_back(reply(person, "she is ill", ++n));
    if (person % 4 == 3) letters.push_back(reply(person, "STOP", ++n));
    if (person % 4 == 3) stops.insert(person);
    if (person % 8 != 0) letters.push_back(receipt(person, row[0], "delivered", ++n));
  }
}

void Afternoon::read_answers() {
  std::ifstream answers(data_ / "answers");
  for (std::string body; std::getline(answers, body);)
    for (Letter& letter : letters) letter.answered += letter.body == body ? 1 : 0;
}

std::string Afternoon::process(const std::function<void()>& between) {
  auto opened = store::Database::open(settings_of(data_));
  if (!opened) return opened.error().what;
  std::string said = go_through(*opened.value());
  if (!between) return said;
  between();
  return go_through(*opened.value());
}

std::string Afternoon::go_through(store::Database& database) {
  const auto inbox = store::make_receipt_inbox(database);
  std::string said;
  const auto note = [&said](const std::string& words) {
    if (said.empty()) said = words;
  };
  int n = 0;
  for (Letter& letter : letters) {
    if (letter.answered > 0) continue;
    ports::RawPost post;
    post.method = "POST";
    post.body = letter.body;
    const auto kept =
        inbox->keep({seal::uuid7(clock.now()), support::hazel_road(), "main", clock.now(), std::move(post)});
    letter.answered += kept ? 1 : 0;
    if (kept && notes_answers_) std::ofstream(data_ / "answers", std::ios::app) << letter.body << "\n";
    refused += kept ? 0 : 1;
    if (!kept) note(kept.error().what);
    if (++n % 3 == 0) note(settle_all(*inbox));
  }
  note(settle_all(*inbox));
  const auto passed = store::make_job_queue(database)->pass_deadlines(support::hazel_road(), clock.now());
  if (!passed) note(passed.error().what);
  if (passed) unknown_by_deadline += passed.value().unknown;
  if (passed) told_by_deadline += passed.value().told;
  return said;
}

std::string Afternoon::settle_all(ports::ReceiptInbox& inbox) {
  const auto unread = inbox.unread(support::hazel_road(), 100);
  if (!unread) return unread.error().what;
  for (const ports::Posted& posted : unread.value())
    if (const base::Status s = inbox.settle(posted, {match(inbox, posted)}, clock.now()); !s)
      return s.error().what;
  return "";
}

ports::Matched Afternoon::match(const ports::ReceiptInbox& inbox, const ports::Posted& posted) const {
  const auto letter = std::find_if(letters.begin(), letters.end(),
                                   [&](const Letter& one) { return one.body == posted.post.body; });
  FIRSTDAY_CHECK(letter != letters.end(), "the inbox gives back what was posted");
  ports::Matched m;
  m.post = posted.id;
  m.school = posted.school;
  m.account = posted.account;
  m.received_at = posted.received_at;
  if (letter->text.empty()) {
    const job::Receipt word{letter->attempt, "", *job::receipt_status_of(letter->status), {}, ""};
    m.attempt = inbox.attempt_for(posted.school, posted.account, word).value().value_or(job::AttemptId());
    m.word = word;
    return m;
  }
  const std::string person = std::to_string(letter->person);
  m.word = job::Reply{base::Personal(number_of(letter->person)), base::Personal(letter->text), "", "", {}};
  m.stop = letter->text == "STOP";
  m.about = {{roll::PupilRef("P" + person), {}, roll::ContactRef("C" + person)}};
  return m;
}

std::string Afternoon::judge(bool all) const {
  std::string out;
  {
    const auto database = store::Database::open(settings_of(data_));
    if (!database) return database.error().what;
    const auto verified = store::make_journal(*database.value())->verify(support::hazel_road());
    if (!verified || verified.value().broken_at != 0) out += "The chain is broken. ";
  }
  if (all) {
    for (const std::string& wrong : judge_letters(data_, letters, stops).wrong) out += wrong + ". ";
    return out + judge_texts();
  }
  std::set<std::string> kept;
  for (const auto& row : rows_of(data_, "SELECT body FROM receipt_post")) kept.insert(row[0]);
  for (const Letter& letter : letters)
    if (letter.answered > 0 && kept.count(letter.body) == 0) out += "lost: " + letter.body + ". ";
  return out;
}

std::string Afternoon::judge_texts() const {
  std::string out;
  for (const auto& row : rows_of(data_,
                                 "SELECT j.contact, j.state FROM attempt a JOIN job j ON j.school = "
                                 "a.school AND j.id = a.job"))
    if (const std::string said = said_of(std::stoi(row[0].substr(1)), letters); row[1] != said)
      out += row[0] + " is " + row[1] + ", its receipts say " + said + ". ";
  return out;
}

}  // namespace firstday::faults
