#include "contract/contract.h"

namespace firstday::contract {
namespace {

using chronology::Event;
using chronology::Type;
using support::at;
using support::note;

class JournalContract : public Contract {
 protected:
  void append(const std::vector<Event>& events) { EXPECT_TRUE(journal().append(events)); }
  std::string seqs(const ports::EventFilter& filter) {
    std::string out;
    for (const Event& e : events(filter)) out += std::to_string(e.seq) + " ";
    return out;
  }
  static Event of(Event event, const roll::Urn& school) {
    event.school = school;
    return event;
  }
  static Event of_case(Event event, Type type) {
    event.type = type;
    event.case_id = job::CaseId(event.pupil.text() + "/2027-01-12");
    return event;
  }
};
FIRSTDAY_ON_EVERY_STORE(JournalContract);

TEST_P(JournalContract, GivesEachSchoolItsOwnNumbersWithoutGaps) {
  append({note("P1", at(9), "a"), note("P2", at(10), "b")});
  append({of(note("P1", at(11), "c"), support::other_school())});
  append({note("P3", at(12), "d")});
  ports::EventFilter f;
  f.school = support::hazel_road();
  EXPECT_EQ(seqs(f), "1 2 3 ");
  f.school = support::other_school();
  EXPECT_EQ(seqs(f), "1 ");
  EXPECT_EQ(seqs({}), "1 2 3 1 ");
}

TEST_P(JournalContract, DestroysDetailsAndTheChainStillVerifies) {
  Event e = note("P1", at(9), "a");
  e.details = {{"about", base::Personal("visit_left")}, {"mobile", base::Personal("07700 900999")}};
  append({e, note("P1", at(10), "b")});
  ports::Destruction d;
  d.school = support::hazel_road();
  d.seq = 1;
  d.names = {"mobile", "car"};
  d.reason = "the visit is over";
  d.at = at(11);
  EXPECT_EQ(journal().destroy({&d, 1}).value(), 1);
  const auto all = events(ports::EventFilter{});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].detail("about"), "visit_left");
  EXPECT_EQ(all[0].detail("mobile"), "");
  EXPECT_EQ(all[2].type, Type::kDetailsDestroyed);
  EXPECT_EQ(all[2].detail("of"), "1");
  EXPECT_EQ(all[2].detail("names"), "mobile");
  EXPECT_EQ(all[2].detail("reason"), "the visit is over");
  EXPECT_EQ(journal().verify(support::hazel_road()).value().broken_at, 0);
  EXPECT_EQ(journal().destroy({&d, 1}).value(), 0) << "a second time nothing";
  append({note("P1", at(12), "c")});
  EXPECT_EQ(journal().verify(support::hazel_road()).value().broken_at, 0);
  EXPECT_EQ(journal().verify(support::hazel_road()).value().events, 4);
}

TEST_P(JournalContract, KeepsEventsExactlyAsTheyWere) {
  Event e = note("P1", at(9), "");
  e.contact = roll::ContactRef("C1");
  e.case_id = job::CaseId("P1/2027-01-12");
  e.job = job::JobId("job");
  e.attempt = job::AttemptId("attempt");
  e.actor = "a.smith";
  e.type = Type::kReply;
  e.details = {{"text", base::Personal("two lines\nand = a \\ backslash\\n")},
               {"empty", base::Personal()},
               {"welsh", base::Personal("tŷ \U0001F642")}};
  append({e});
  e.seq = 1;
  EXPECT_EQ(events().at(0), e);
}

TEST_P(JournalContract, RefusesEventsOfTwoSchoolsAtOnceAndWritesNone) {
  EXPECT_FALSE(journal().append(
      std::vector{note("P1", at(9), "a"), of(note("P1", at(9), "b"), support::other_school())}));
  EXPECT_EQ(event_count(), 0u);
}

TEST_P(JournalContract, TakesNothingForNothing) {
  append({});
  EXPECT_EQ(event_count(), 0u);
}

TEST_P(JournalContract, RestrictsToPupilTimeAndType) {
  append({note("P1", at(9), "a"), note("P2", at(10), "b"), note("P1", at(11), "c")});
  append({of_case(note("P1", at(12), "d"), Type::kCall)});
  ports::EventFilter pupil;
  pupil.pupil = roll::PupilRef("P1");
  EXPECT_EQ(seqs(pupil), "1 3 4 ");
  ports::EventFilter time;
  time.from = at(10);
  time.to = at(12);
  EXPECT_EQ(seqs(time), "2 3 ") << "from is included, to is not";
  ports::EventFilter type;
  type.types = {Type::kCall, Type::kReply};
  EXPECT_EQ(seqs(type), "4 ");
  type.types = {Type::kCall, Type::kNote};
  type.pupil = roll::PupilRef("P2");
  EXPECT_EQ(seqs(type), "2 ");
}

TEST_P(JournalContract, GivesWhatBelongsToOpenCases) {
  append({of_case(note("P1", at(9), ""), Type::kCaseOpened),
          of_case(note("P2", at(9), ""), Type::kCaseOpened),
          of_case(note("P3", at(9), ""), Type::kCaseOpened), note("P1", at(9), "of no case"),
          of_case(note("P2", at(10), ""), Type::kCall), of_case(note("P2", at(11), ""), Type::kCaseClosed),
          of_case(note("P3", at(12), ""), Type::kCaseClosed)});
  ports::EventFilter f;
  f.of_open_cases = true;
  EXPECT_EQ(seqs(f), "1 ");
  f.from = at(12);
  EXPECT_EQ(seqs(f), "1 3 7 ") << "and of cases closed since then, from their opening on";
  f.from = at(11);
  EXPECT_EQ(seqs(f), "1 2 3 5 6 7 ");
  f.pupil = roll::PupilRef("P2");
  EXPECT_EQ(seqs(f), "2 5 6 ");
}

TEST_P(JournalContract, ACaseThatOpensAgainIsOpen) {
  append({of_case(note("P1", at(9), ""), Type::kCaseOpened),
          of_case(note("P1", at(10), ""), Type::kCaseClosed),
          of_case(note("P1", at(11), ""), Type::kCaseOpened)});
  ports::EventFilter f;
  f.of_open_cases = true;
  EXPECT_EQ(seqs(f), "1 2 3 ");
}

TEST_P(JournalContract, CasesOfTheQueueAreCasesOfTheJournal) {
  enqueue({support::text_job({"P1"}, "C1")});
  ports::EventFilter f;
  f.of_open_cases = true;
  EXPECT_EQ(seqs(f), "1 2 ");
  append({of_case(note("P1", at(10), ""), Type::kCaseClosed)});
  EXPECT_EQ(seqs(f), "");
  EXPECT_EQ(enqueue({support::text_job({"P1"}, "C1")}).added, 0);
  EXPECT_EQ(events(Type::kCaseOpened).size(), 2u);
}

TEST_P(JournalContract, AWholeChainVerifies) {
  append({note("P1", at(9), "a"), note("P2", at(10), "b")});
  enqueue({support::text_job({"P1", "P2"}, "C1")});
  const ports::ChainState state = journal().verify(support::hazel_road()).value();
  EXPECT_EQ(state.events, static_cast<long long>(event_count()));
  EXPECT_EQ(state.broken_at, 0);
  EXPECT_EQ(state.why, "");
  EXPECT_EQ(state.head.size(), 64u);
}

TEST_P(JournalContract, TheHeadChangesWithEveryEvent) {
  append({note("P1", at(9), "a")});
  const std::string first = journal().verify(support::hazel_road()).value().head;
  append({note("P1", at(9), "a")});
  EXPECT_NE(journal().verify(support::hazel_road()).value().head, first);
}

TEST_P(JournalContract, AnEmptyRecordIsWhole) {
  const ports::ChainState state = journal().verify(support::hazel_road()).value();
  EXPECT_EQ(state.events, 0);
  EXPECT_EQ(state.broken_at, 0);
  EXPECT_EQ(state.head, "");
}

}  // namespace
}  // namespace firstday::contract
