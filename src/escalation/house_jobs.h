// How a rule of the house becomes a job; private to the house rules.
#pragma once

#include <string>

#include "escalation/house_rules.h"

namespace firstday::escalation {

inline constexpr int kOrdinaryRule = 100;  ///< the priority of what may wait; other rules come first

/// A job that stands on no policy: its key begins with the rule's own name. Due when school ends; gone at
/// midnight, as the next day's plan asks again where it must.
job::Job rule_job(const Morning& morning, job::Kind kind, std::string step, const char* role, base::Date day);

/// Gives job and subject their keys and adds them.
void add(job::Batch& batch, job::Job job, job::Subject subject);

/// A reason that a family gave and nobody has judged: an answer is not an accepted reason (domain.md 1.1
/// no. 2), and a register that says O while the reason lies in an inbox is wrong. Not where the policy asks
/// the question itself. A task of the office, or of whoever alone may accept a reason for this child.
void ask_about_reasons(const Morning& morning, job::Batch& batch);

/// School is out, and about this absent pupil nothing has left and nobody has answered: the DSL takes over,
/// so that a day cannot end with a list of calls that nobody may make any more.
void tell_of_unreached(const Morning& morning, job::Batch& batch);

/// On the last day before two or more without school: each case that is open then is a question to the DSL,
/// who signs it alone. A Friday is such a day. Nobody is there on the days between.
void sweep_open_cases(const Morning& morning, job::Batch& batch);

/// N stands for "not yet", and the law gives it five school days: from the fourth on the office is asked to
/// have it replaced, on the fifth at once. The program changes no code.
void ask_about_old_n(const Morning& morning, job::Batch& batch);

/// A new pupil was to have started and no mark since says where the child is (starters.h: Z, or nothing): the
/// office finds out, and has register or roll put right. Once for each pupil and day, from the closing of the
/// morning's register.
void ask_about_starters(const Morning& morning, job::Batch& batch);

/// A question of an earlier day that nobody has answered: it stays open, and the DSL (of the DSL's own
/// questions the leadership team) is reminded. Once for each question and day; nothing is ever decided by
/// itself.
void remind_of_questions(const Morning& morning, job::Batch& batch);

/// A number that staff found to be somebody else's, or dead: whoever keeps the record finds the right one.
/// Once for each contact, for the day.
void ask_for_numbers(const Morning& morning, job::Batch& batch);

/// What a family wrote back by itself, to an open case, in the last seven days: the office reads it, each
/// reply once; it is no answer and no reason before a person says so. Who asked for no more messages today is
/// a task to reach the family another way. Not of a person whom a court order bars: that is the DSL's
/// (GapKind::kBarredSpoke).
void ask_about_replies(const Morning& morning, job::Batch& batch);

/// A record of today that was ticked before more was done: a new record task for the same system, as often as
/// that happens. Its round counts them.
void ask_for_the_rest(const Morning& morning, job::Batch& batch);

}  // namespace firstday::escalation
