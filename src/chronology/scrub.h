// Takes names, numbers and addresses out of free text. Marks stand where something was.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "roll/contact.h"

namespace firstday::chronology {

/// Letters are compared without case, for the Latin letters of Western and Central Europe. A name is found in
/// either order ("Marsh, Alex"), whatever stands between its parts but letters and digits; a number in any
/// writing (+44, 0044, 0; with blanks, dots, dashes).
class Scrubber {
 public:
  /// Words that stay where they stand alone: of the child's own name, of the reader's.
  void keep(std::string_view name);
  void keep_number(std::string_view number);
  void keep_email(std::string_view email);

  /// Somebody who is close to the case: each part of the name by itself, too.
  void hide_person(std::string_view forename, std::string_view surname);
  /// Somebody else on the roll: the whole name only.
  void hide_name(std::string_view forename, std::string_view surname);
  void hide_number(std::string_view number);
  void hide_email(std::string_view email);
  void hide_address(const roll::Address& address);
  void keep_address(const roll::Address& address);  ///< before those that are hidden
  /// From now on every number of seven digits or more and every e-mail address that is not kept is hidden,
  /// known or not; dates stay.
  void hide_strangers() { strangers_ = true; }

  std::string clean(std::string_view text) const;

 private:
  using Phrase = std::vector<std::string>;
  void add_phrase(Phrase phrase);

  std::set<std::string> kept_;
  std::set<Phrase> kept_phrases_;
  std::set<std::string> kept_numbers_;  ///< national digits
  std::set<std::string> kept_emails_;
  std::set<Phrase> phrases_;
  std::set<std::string> words_;
  std::set<std::string> postcodes_;  ///< without blank
  std::set<std::string> numbers_;
  std::set<std::string> emails_;
  std::set<std::string> firsts_;  ///< what phrases begin with
  bool strangers_ = false;
};

}  // namespace firstday::chronology
