// Where what stands on a letter, so that the address shows in the window of its envelope and nothing else
// does.
//
// Millimetres from the top left corner of an A4 page in portrait. A profile is a fact about envelopes and
// about who fills them; another envelope is another profile.
#pragma once

namespace firstday::ports {

struct Area {
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;

  double width() const { return x1 - x0; }
  double height() const { return y1 - y0; }
};

struct LetterGeometry {
  double page_width = 210;
  double page_height = 297;
  Area sender;         ///< the school's name, page 1
  Area contact;        ///< the school's address, date and reference, page 1
  Area address;        ///< the window, page 1: the address and nothing else
  Area first_body;     ///< the letter's words on page 1
  Area later_body;     ///< on every other page
  Area footer;         ///< page number and reference, every page
  double address_pt;   ///< type size of the address where its lines are short enough; points
  double smallest_pt;  ///< below this an address line counts as too long
  int most_address_lines;
  int most_pages = 10;  ///< Notify's limit: five sheets in an envelope
};

/// GOV.UK Notify's specification for letters in a C5 window envelope. What it wants blank (the bands round
/// the window, and left of it) belongs to none of these areas. A line is kept well below the 137.5 mm to 180
/// mm that would be allowed, because short lines are read more easily.
inline constexpr LetterGeometry kNotifyGeometry{.sender = {25, 10, 124, 29},
                                                .contact = {127, 30, 195, 94},
                                                .address = {24.6, 39.5, 120, 66.3},
                                                .first_body = {25, 97, 178, 281},
                                                .later_body = {25, 20, 178, 281},
                                                .footer = {25, 284, 195, 290},
                                                .address_pt = 10,
                                                .smallest_pt = 7.5,
                                                .most_address_lines = 7};

/// A card of A5 for the letter box or the door: nobody is addressed, so there is no window.
inline constexpr LetterGeometry kCardGeometry{.page_width = 148,
                                              .page_height = 210,
                                              .sender = {14, 13, 134, 29},
                                              .contact = {14, 30, 134, 62},
                                              .address = {14, 62, 134, 62},
                                              .first_body = {14, 66, 134, 196},
                                              .later_body = {14, 14, 134, 196},
                                              .footer = {14, 200, 134, 206},
                                              .address_pt = 10,
                                              .smallest_pt = 7.5,
                                              .most_address_lines = 0,
                                              .most_pages = 1};

/// A sheet of A4 that staff take along, fill in or file: no window, and as many pages as it needs.
inline constexpr LetterGeometry kSheetGeometry{.sender = {18, 12, 116, 30},
                                               .contact = {120, 12, 192, 52},
                                               .address = {18, 52, 116, 52},
                                               .first_body = {18, 46, 192, 281},
                                               .later_body = {18, 15, 192, 281},
                                               .footer = {18, 284, 192, 290},
                                               .address_pt = 10,
                                               .smallest_pt = 7.5,
                                               .most_address_lines = 0,
                                               .most_pages = 200};

}  // namespace firstday::ports
