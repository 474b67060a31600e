// A chronology as it may leave the school: what each reader is shown of it, and what is left out and why
// (domain.md sections 5(i) and 6). Closed by default: a type or a detail that is not in the table is left
// out, so that what is added to the record tomorrow leaves the school only when somebody has said so here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chronology/event.h"
#include "roll/roll.h"

namespace firstday::chronology {

enum class Purpose {
  kAuthority,   ///< the local authority, attached to a referral (002-09, 002-19): the whole procedure
  kSocialCare,  ///< children's social care: what was done and said, without the program's own workings
  kParent,      ///< one parent who asks: that parent's own part, and nothing of anybody else
};

std::string_view word(Purpose purpose);  ///< authority, social-care, parent

/// What stands at the top: what is left out, and why; a sentence each.
std::vector<std::string> left_out(Purpose purpose);

/// The table: whether a detail of that name may be shown, whatever it says. Details of which only some values
/// may be shown are among them.
bool may_show(Purpose purpose, Type type, std::string_view detail);

struct Reader {
  Purpose purpose = Purpose::kAuthority;
  roll::ContactRef parent = {};  ///< with kParent: who asks, a contact of the pupil
};

/// `events` of one pupil in order of seq; gives those that may be shown, with the details that may be shown.
///
/// For a parent: only events about nobody, or about that parent; the school's staff are "the school"; and
/// from what is left in people's own words the names, numbers, e-mail and postal addresses of everybody else
/// of the pupil's contacts, professionals and of the whole roll are taken out (scrub.h). A person reads it
/// all the same before it is handed out: no program knows whom "her new partner" means.
///
/// For the others a confidential address is left out, also where it stands in words.
std::vector<Event> redact(std::span<const Event> events, const roll::Roll& roll, const roll::PupilRef& pupil,
                          const Reader& reader);

}  // namespace firstday::chronology
