// Mornings in any order: plans, ticks, holds, releases, withdrawals, marks mended and contacts barred.
// Whatever is done, every absent pupil is accounted for (design invariant 1), planning again adds nothing and
// nobody is texted twice (invariant 2), and nothing goes to who may not be contacted (invariant 3).
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

#include "support/property.h"
#include "workflow/advance.h"
#include "workflow/brake.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using job::State;
using support::Choices;

constexpr const char* kCodes[] = {"N", "N", "N", "O", "/", "I", "-"};
constexpr const char* kByHand = "the register was last week's";

std::string number(size_t person) {
  return "+4477009003" + std::to_string(10 + person);
}

/// One school's morning, and what must hold of it after each step.
class Morning {
 public:
  explicit Morning(Choices& choose) : choose_(choose) {
    pupils_ = choose.one_in(3) ? 18 : 1 + choose.of(5);  // many enough for the brake, or few
    for (size_t i = 0; i < pupils_; ++i) {
      t.add_pupil(ref(i), "C" + std::to_string(i), number(i));
      put_contact(i, i, choose.one_in(6));
      if (choose.one_in(4)) put_contact(i, i + 40, choose.one_in(3));
      // Somebody else's number too, as families have it: where that person is barred it may not be used.
      if (choose.one_in(4)) put_contact(i, choose.of(pupils_), false);
      mark(i, pupils_ == 18 ? "N" : kCodes[choose.of(std::size(kCodes))]);
    }
  }

  void step() {
    t.clock.advance(std::chrono::minutes{static_cast<int>(choose_.of(7))});
    switch (choose_.of(7)) {
      case 0:
        plan();
        break;
      case 1:
        tick_once();
        break;
      case 2:
        RC_ASSERT(hold_batch(t.house(), {}, "the trip is not in yet").ok());
        break;
      case 3:
        RC_ASSERT(release_batch(t.house(), {}).ok());
        break;
      case 4:
        mark(choose_.of(pupils_), kCodes[choose_.of(std::size(kCodes))]);
        break;
      case 5:
        bar(choose_.of(pupils_));
        break;
      default:
        RC_ASSERT(withdraw_batch(t.house(), {}, kByHand).ok());
    }
  }

  void plan() {
    const Advanced done = advanced();
    look_at(done.batch);
    const auto before = states();
    const Advanced again = advanced();
    RC_ASSERT(again.changed.added == 0);
    RC_ASSERT(again.changed.withdrawn == 0);
    RC_ASSERT(states() == before);
  }

  TestHouse t;
  size_t held_plans = 0;
  size_t sent_texts = 0;

 private:
  static std::string ref(size_t i) { return "P" + std::to_string(10 + i); }

  void put_contact(size_t pupil, size_t person, bool barred) {
    roll::Contact c = support::contact(ref(pupil), "C" + std::to_string(person));
    c.mobile = {base::Personal(number(person)), roll::PhoneKind::kMobile};
    c.barred = barred || barred_.count({pupil, person}) > 0;
    t.put({c});
    contacts_[{pupil, person}] = c;
    if (c.barred) barred_.insert({pupil, person});
  }

  void bar(size_t pupil) {
    for (auto& [who, contact] : contacts_) {
      if (who.first != pupil || barred_.count(who) > 0) continue;
      put_contact(who.first, who.second, true);
      return;
    }
  }

  void mark(size_t i, const char* code) {
    t.mark(ref(i), code);
    absent_[ref(i)] = std::string_view(code) == "N" || std::string_view(code) == "O";
  }

  Advanced advanced() {
    auto done = advance(t.house(), {});
    RC_ASSERT(done.ok());
    return std::move(done.value().at(0));
  }

  void tick_once() {
    const size_t before = t.sent().size();
    const auto ticked = tick(t.house(), {}, nullptr);
    RC_ASSERT(ticked.ok());
    const std::vector<std::string> after = t.sent();
    const job::Batch& batch = ticked.value().at(0).batch;
    if (!batch.brake.empty()) RC_ASSERT(after.size() == before);
    sent_texts += after.size() - before;
    for (const ports::JobRow& row : rows()) {
      if (row.attempts == 0 || !seen_.insert(row.job.id).second) continue;
      for (const std::string& pupil : subjects_of(row)) {
        RC_ASSERT(!is_barred(pupil, row.to.reveal()));
        // Never the same number twice about one pupil.
        RC_ASSERT(texted_.emplace(pupil, row.to.reveal()).second);
      }
    }
    look_at(advanced().batch);
  }

  bool is_barred(const std::string& pupil, const std::string& to) const {
    return std::any_of(barred_.begin(), barred_.end(),
                       [&](const auto& who) { return ref(who.first) == pupil && number(who.second) == to; });
  }

  static std::string number_of(const job::Recipient& to) {
    return number(std::stoul(to.contact.text().substr(1)));
  }

  static bool is_about(const ports::JobRow& row, const std::string& pupil) {
    return std::any_of(row.job.subjects.begin(), row.job.subjects.end(),
                       [&](const job::Subject& s) { return s.pupil.text() == pupil; });
  }

  /// Whom a text is still about.
  static std::set<std::string> subjects_of(const ports::JobRow& row) {
    std::set<std::string> out;
    for (const job::Subject& s : row.job.subjects) out.insert(s.pupil.text());
    for (const roll::PupilRef& gone : row.withdrawn_subjects) out.erase(gone.text());
    return out;
  }

  /// Somebody who may be told, by a number that no barred person of this pupil shares.
  bool has_somebody(const std::string& pupil) const {
    return std::any_of(contacts_.begin(), contacts_.end(), [&](const auto& entry) {
      return ref(entry.first.first) == pupil && !is_barred(pupil, number(entry.first.second));
    });
  }

  std::vector<ports::JobRow> rows() const {
    ports::JobFilter filter;
    filter.school = t.school().school.urn;
    auto found = t.queue.jobs(filter);
    RC_ASSERT(found.ok());
    std::erase_if(found.value(), [](const ports::JobRow& row) { return row.job.kind != job::Kind::kText; });
    return std::move(found).value();
  }

  std::map<std::string, State> states() const {
    std::map<std::string, State> out;
    ports::JobFilter filter;
    filter.school = t.school().school.urn;
    const auto all = t.queue.jobs(filter);
    for (const ports::JobRow& row : all.value()) out[row.job.id.text()] = row.state;
    return out;
  }

  /// Where a pupil's texts are: each word is a place; withheld stands for those that there are none of.
  std::set<std::string> places(const job::Batch& batch, const std::string& pupil) const {
    std::set<std::string> out;
    for (const ports::JobRow& row : rows()) {
      const bool by_hand = row.state == State::kCancelled && row.reason == kByHand;
      if (by_hand && is_about(row, pupil)) out.insert("taken back by a person");
      if (subjects_of(row).count(pupil) == 0) continue;
      if (row.state == State::kQueued) out.insert("queued");
      if (row.state == State::kHeld) out.insert("held");
      if (row.attempts > 0) out.insert("sent");
    }
    // A rule about one contact accounts for a pupil who has nobody else.
    for (const job::Withheld& w : batch.withheld)
      if (w.pupil.text() == pupil && !w.rule.empty() && (w.contact.empty() || !has_somebody(pupil)))
        out.insert("withheld");
    return out;
  }

  void look_at(const job::Batch& batch) {
    held_plans += batch.brake.empty() ? 0 : 1;
    for (const auto& [pupil, absent] : absent_) {
      RC_ASSERT(absent ==
                std::binary_search(batch.absent.begin(), batch.absent.end(), roll::PupilRef(pupil)));
      const std::set<std::string> at = places(batch, pupil);
      if (absent) RC_ASSERT(!at.empty());
      if (!absent) RC_ASSERT(at.count("queued") + at.count("held") == 0);
      RC_ASSERT(at.count(batch.brake.empty() ? "held" : "queued") == 0);
    }
    for (const ports::JobRow& row : rows())
      if (row.state == State::kQueued || row.state == State::kHeld)
        for (const std::string& pupil : subjects_of(row)) RC_ASSERT(!is_barred(pupil, number_of(row.job.to)));
  }

  Choices& choose_;
  size_t pupils_ = 0;
  std::map<std::pair<size_t, size_t>, roll::Contact> contacts_;  ///< by pupil and person
  std::set<std::pair<size_t, size_t>> barred_;
  std::map<std::string, bool> absent_;
  std::set<job::JobId> seen_;
  std::set<std::pair<std::string, std::string>> texted_;  ///< pupil and number
};

TEST(BatchProperty, AnyOrderOfPlansHoldsAndReleasesAccountsForEveryAbsentPupil) {
  size_t held = 0;
  size_t sent = 0;
  EXPECT_TRUE(rc::check("a morning", [&] {
    Choices choose(*rc::gen::container<std::vector<std::uint8_t>>(120, rc::gen::arbitrary<std::uint8_t>()));
    Morning morning(choose);
    morning.plan();
    for (int steps = 0; steps < 10; ++steps) morning.step();
    morning.plan();
    held += morning.held_plans;
    sent += morning.sent_texts;
  }));
  EXPECT_GT(held, 50u) << "too few mornings were held for this to mean anything";
  EXPECT_GT(sent, 50u) << "too few texts were sent for this to mean anything";
}

}  // namespace
}  // namespace firstday::workflow
