// Which letters are printed, and why one is not: the last look before paper, and what is on record
// afterwards.
#include "workflow/letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "job/bundle.h"
#include "support/memory_letter_archive.h"
#include "workflow/test_house.h"

namespace firstday::workflow {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Pages are a matter of tests/letters; here every letter is one page.
class OnePageEach : public ports::Typesetter {
 public:
  base::Result<ports::Typeset> typeset(std::span<const ports::LetterPages> letters, base::Instant,
                                       bool) override {
    ports::Typeset out;
    seen.assign(letters.begin(), letters.end());
    for (const ports::LetterPages& letter : letters) {
      out.pdf += letter.reference + "\n";
      out.pages.push_back(1);
      out.first_pages.push_back(static_cast<int>(out.pages.size()));
    }
    return out;
  }
  base::Result<std::string> picture(const ports::LetterPages&, int) override { return std::string(); }

  std::vector<ports::LetterPages> seen;  ///< of the last call
};

/// A letter account that remembers, and answers as it is told.
class Post : public ports::Provider {
 public:
  Post() {
    capabilities_.name = "post";
    capabilities_.kinds = {job::Kind::kLetter};
    capabilities_.reaches_people = false;
  }
  const ports::Capabilities& capabilities() const override { return capabilities_; }
  base::Result<ports::FrozenRequest> prepare(const job::Message& m, const job::AttemptId&) override {
    return ports::FrozenRequest{m.body.reveal(), {}, m.to};
  }
  void start(const ports::FrozenRequest& request, const job::AttemptId& batch,
             ports::Completion done) override {
    job::Outcome o;
    o.kind = answer;
    if (answer == job::OutcomeKind::kAccepted) taken.push_back({batch.text(), *job::unpack(request.bytes)});
    done(o);
  }
  int poll(std::chrono::milliseconds) override { return 0; }
  void query(const job::AttemptId& reference, const ports::Completion& done) override {
    job::Outcome o;
    o.kind = known == reference.text() ? job::OutcomeKind::kAccepted : job::OutcomeKind::kNotSent;
    done(o);
  }

  struct Batch {
    std::string id;
    std::vector<job::File> files;
  };
  std::vector<Batch> taken;
  std::string known;
  job::OutcomeKind answer = job::OutcomeKind::kAccepted;

 private:
  ports::Capabilities capabilities_;
};

/// A pupil absent for the third day, with a mother, at 15:00.
class Letters : public testing::Test {
 protected:
  Letters() {
    test.house().typesetter = &typesetter;
    test.house().letters = &archive;
    auto own = std::make_unique<Post>();
    post = own.get();
    SchoolAccounts& accounts = test.house().accounts.begin()->second;
    accounts.by_kind[job::Kind::kLetter] = {{"post", own.get()}};
    accounts.providers.push_back(std::move(own));
    roll::Contact mother = support::contact("P1", "C1");
    test.add_pupil("P1", "C1", "+447700900301");
    test.put({mother});
    absent_three_days("P1");
    EXPECT_TRUE(advance_to_today());
  }

  void absent_three_days(const std::string& pupil) {
    std::vector<roll::Mark> marks;
    base::Date day = support::school_day();
    for (int i = 0; i < 3; ++i) {
      marks.push_back({roll::PupilRef(pupil), day, roll::Session::kAm, roll::Code("N")});
      day = *test.school().school.calendar.previous_school_day(day);
    }
    EXPECT_TRUE(test.schools.put_marks(test.school().school.urn, marks, support::at(9, 30), "test").ok());
  }

  bool advance_to_today() {
    test.clock.set(support::at(15, 0));
    const auto printed = letters_due(test.house(), {});
    return printed.ok();
  }

  LetterBatch printed() {
    const auto out = print_letters(test.house(), {});
    EXPECT_TRUE(out.ok()) << (out.ok() ? "" : out.error().what);
    return out.ok() ? out.value().front() : LetterBatch{};
  }

  void change_mother(const std::function<void(roll::Contact&)>& change) {
    roll::Contact mother = support::contact("P1", "C1");
    change(mother);
    test.put({mother});
  }

  TestHouse test;
  OnePageEach typesetter;
  support::MemoryLetterArchive archive{test.journal};
  Post* post = nullptr;
};

TEST_F(Letters, TheLetterOfConcernIsPrintedOnce) {
  const LetterBatch batch = printed();
  ASSERT_THAT(batch.letters, SizeIs(1));
  EXPECT_EQ(batch.letters[0].template_name, "concern");
  EXPECT_THAT(batch.letters[0].rows, testing::Contains("000-14"));
  ASSERT_THAT(post->taken, SizeIs(1));
  EXPECT_EQ(post->taken[0].id, batch.id);
  EXPECT_THAT(printed().letters, IsEmpty());
  EXPECT_THAT(post->taken, SizeIs(1));
}

// domain.md section 5: what a letter must state.
TEST_F(Letters, SaysHowTheCaseStandsAndWhereToAnswer) {
  ASSERT_THAT(printed().letters, SizeIs(1));
  ASSERT_THAT(typesetter.seen, SizeIs(1));
  const ports::LetterPages& letter = typesetter.seen[0];
  const auto text = [&](const char* field) {
    std::string out;
    const render::Value* value = letter.values.find(field);
    if (value != nullptr) render::append_value(out, *value, "en");
    return out;
  };
  EXPECT_EQ(text("days absent"), "3");
  EXPECT_EQ(text("first day absent"), "Friday 8 January");
  EXPECT_EQ(text("reply by"), "Thursday 14 January");
  EXPECT_EQ(text("letters sent"), "0");
  EXPECT_EQ(text("overseas tone"), "no");
  EXPECT_EQ(text("form"), "5H");
  EXPECT_THAT(letter.contact, testing::Contains("Our reference: " + letter.reference));
  EXPECT_THAT(letter.contact, testing::Contains("Tuesday 12 January 2027"));
  EXPECT_EQ(letter.address.size(), support::contact("P1", "C1").address.lines.size() + 2);
}

TEST_F(Letters, OneThatWasHandedOverBeforeIsOnlyPutOnRecord) {
  post->answer = job::OutcomeKind::kUnknown;
  EXPECT_FALSE(print_letters(test.house(), {}).ok());  // stopped after the account took it
  const auto due = letters_due(test.house(), {});
  ASSERT_THAT(due.value().front().letters, SizeIs(1));
  post->known = due.value().front().letters[0].reference;
  const LetterBatch batch = printed();
  EXPECT_THAT(batch.letters, IsEmpty());
  ASSERT_THAT(batch.from_before, SizeIs(1));
  EXPECT_EQ(batch.from_before[0].reference, post->known);
  EXPECT_THAT(post->taken, IsEmpty());
  EXPECT_THAT(printed().from_before, IsEmpty());
}

// Design invariant 8.
TEST_F(Letters, EachIsKeptAsItWasPrinted) {
  const LetterBatch batch = printed();
  ASSERT_THAT(batch.letters, SizeIs(1));
  const auto again = letter_again(test.house(), {}, batch.letters[0].reference);
  ASSERT_TRUE(again.ok());
  const auto& files = post->taken.at(0).files;
  EXPECT_TRUE(std::any_of(files.begin(), files.end(), [&](const job::File& f) {
    return f.name == "single/" + batch.letters[0].reference + ".pdf" && f.bytes == again.value().reveal();
  }));
  EXPECT_EQ(test.journal.count(chronology::Type::kLetterMade), 1);
}

TEST_F(Letters, NoneIsHandedOverThatCouldNotBeKept) {
  archive.disk_is_full = true;
  EXPECT_FALSE(print_letters(test.house(), {}).ok());
  EXPECT_THAT(post->taken, IsEmpty());
  archive.disk_is_full = false;
  EXPECT_THAT(printed().letters, SizeIs(1));
}

TEST_F(Letters, OneStoppedBeforeItsRecordWasKeptAllTheSame) {
  post->answer = job::OutcomeKind::kUnknown;
  EXPECT_FALSE(print_letters(test.house(), {}).ok());
  const auto due = letters_due(test.house(), {});
  EXPECT_TRUE(letter_again(test.house(), {}, due.value().front().letters.at(0).reference).ok());
}

TEST_F(Letters, AnUnknownReferenceIsSaid) {
  const auto none = letter_again(test.house(), {}, "0000000000");
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().kind, base::ErrorKind::kUsage);
  EXPECT_THAT(none.error().what, HasSubstr("0000000000"));
}

TEST_F(Letters, ABatchThatWasNotTakenLeavesEveryLetterDue) {
  post->answer = job::OutcomeKind::kNotSent;
  const auto refused = print_letters(test.house(), {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, base::ErrorKind::kUnavailable);
  post->answer = job::OutcomeKind::kAccepted;
  EXPECT_THAT(printed().letters, SizeIs(1));
}

// Invariant 3, and domain.md section 6: what changed since the plan counts.
TEST_F(Letters, NobodyIsWrittenToWhoMayNotBe) {
  const std::pair<const char*, std::function<void(roll::Contact&)>> changes[] = {
      {"barred", [](roll::Contact& c) { c.barred = true; }},
      {"confidential", [](roll::Contact& c) { c.address_confidential = true; }},
      {"no address", [](roll::Contact& c) { c.address = {}; }},
      {"opted out", [](roll::Contact& c) { c.opted_out = {roll::Channel::kLetter}; }},
      {"not responsible",
       [](roll::Contact& c) { c.parental_responsibility = c.day_to_day_care = roll::Answer::kNo; }}};
  for (const auto& [what, change] : changes) {
    SCOPED_TRACE(what);
    change_mother(change);
    EXPECT_THAT(printed().letters, IsEmpty());
    EXPECT_THAT(post->taken, IsEmpty());
  }
}

TEST_F(Letters, WhatCannotBePostedStaysATaskWithItsReason) {
  ASSERT_TRUE(letters_due(test.house(), {}).ok());
  post->answer = job::OutcomeKind::kNotSent;
  EXPECT_FALSE(print_letters(test.house(), {}).ok());  // planned, and still due
  post->answer = job::OutcomeKind::kAccepted;
  change_mother([](roll::Contact& c) { c.address.postcode = {}; });
  for (int i = 0; i < 2; ++i) {
    const LetterBatch batch = printed();
    EXPECT_THAT(batch.letters, IsEmpty());
    ASSERT_THAT(batch.not_printed, SizeIs(1));
    EXPECT_THAT(batch.not_printed[0].why_not, HasSubstr("postcode"));
    EXPECT_TRUE(batch.needs_attention());
  }
}

TEST_F(Letters, AnotherProcessThatSendsIsLeftAlone) {
  test.gate.closed = true;
  const auto refused = print_letters(test.house(), {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, base::ErrorKind::kConflict);
}

}  // namespace
}  // namespace firstday::workflow
