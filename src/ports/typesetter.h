// Words to pages: a letter's blocks become PDF.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/personal.h"
#include "base/result.h"
#include "base/time.h"
#include "ports/letter_geometry.h"
#include "render/blocks.h"
#include "render/values.h"

namespace firstday::ports {

/// One letter to one recipient, one card for a door, or one sheet for staff. What it points to must outlive
/// the call it is given to.
struct LetterPages {
  std::string reference;             ///< printed, and the name of the letter in the outline; no personal data
  std::string language;              ///< of the template: decides direction, dates and lists
  std::string sender;                ///< the school's name
  std::vector<std::string> contact;  ///< the lines beside the window: address, telephone, date, class
  std::vector<base::Personal> address;  ///< as in the window: name first, postcode last
  base::Personal title;                 ///< of its entry in the outline, for whoever prints
  const render::Document* words = nullptr;
  render::Values values;
  const LetterGeometry* geometry = nullptr;  ///< null: the typesetter's own, which is a letter's
};

struct Typeset {
  std::string pdf;
  std::vector<int> pages;        ///< of each letter, in their order, without blank pages
  std::vector<int> first_pages;  ///< the page of the PDF each begins on, from 1
};

/// Not thread-safe.
class Typesetter {
 public:
  virtual ~Typesetter() = default;

  /// One PDF with the letters in their order, an entry of the outline for each. The same letters and
  /// `made_at` give the same bytes. `fronts`: every letter begins on an odd page, so that a printer that uses
  /// both sides never puts two letters on one sheet (invariant 10). Errors name the letter's reference:
  /// kBadInput for a field without a value, an address that does not fit the window, a character that no font
  /// has, a letter of more pages than its geometry allows.
  virtual base::Result<Typeset> typeset(std::span<const LetterPages> letters, base::Instant made_at,
                                        bool fronts) = 0;
  /// One page of a letter as PNG, 110 dots an inch; `page` from 1. Errors as above, kUsage when there is no
  /// such page.
  virtual base::Result<std::string> picture(const LetterPages& letter, int page) = 0;
};

}  // namespace firstday::ports
