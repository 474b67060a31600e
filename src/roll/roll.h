// Everyone on one school's register, with their contacts; and its marks. Plain sorted vectors: a
// plan walks pupils, contacts and marks side by side once.
#pragma once

#include <span>
#include <vector>

#include "roll/calendar.h"
#include "roll/contact.h"
#include "roll/mark.h"
#include "roll/pupil.h"

namespace firstday::roll {

/// Not thread-safe to change; safe to read from many threads.
struct Roll {
  Urn school;
  std::vector<Pupil> pupils;                ///< by ref
  std::vector<Contact> contacts;            ///< by pupil, then ringing order (see sort)
  std::vector<Professional> professionals;  ///< by pupil, then role
  std::vector<SiblingElsewhere> siblings;   ///< by pupil

  /// Puts everything in the order the accessors rely on. Ringing order: priority 1, 2, ...; those
  /// without a priority (0) last; ties by ref, so that every run rings in the same order.
  void sort();

  const Pupil* find(const PupilRef& ref) const;  ///< nullptr when not on roll
  std::span<const Contact> contacts_of(const PupilRef& pupil) const;
  std::span<const Professional> professionals_of(const PupilRef& pupil) const;
  std::span<const SiblingElsewhere> siblings_of(const PupilRef& pupil) const;
};

/// Marks of one school over as many days as the caller asks for.
struct Register {
  Urn school;
  std::vector<Mark> marks;  ///< by pupil, date, session; at most one of each

  /// Sorts; of several marks for one pupil, date and session the last in the vector stays.
  void sort();

  std::span<const Mark> of(const PupilRef& pupil) const;
  /// The code of a session; an empty Code when no mark was taken.
  Code code(const PupilRef& pupil, base::Date date, Session session) const;
};

/// Takes out the marks of days on which the pupil's year or form stayed at home.
void drop_marks_of_closed_groups(const Roll& roll, const Calendar& calendar, Register& marks);

/// Takes out the marks of days before the pupil's start, whatever they say: nobody is absent from a school
/// that expects them later. Not those of a pupil who was in school (/ \\ L) before that day: then the date is
/// what is wrong, and a wrong date must not make an absent child look expected.
void drop_marks_before_start(const Roll& roll, Register& marks);

/// True where the pupil's first day lies after `day`. `marks`: the pupil's, as drop_marks_before_start leaves
/// them; one from before the start shows that the child has come already.
bool is_yet_to_start(const Pupil& pupil, std::span<const Mark> marks, base::Date day);

/// The forms that have pupils but not one mark in this session: their register was not taken or not
/// imported, so nobody there can be called absent or present. Sorted.
std::vector<std::string> forms_without_marks(const Roll& roll, const Register& marks, base::Date date,
                                             Session session);

}  // namespace firstday::roll
