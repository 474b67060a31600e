// One letter, measured and broken into pages, ready to be drawn. Private to typeset.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ports/typesetter.h"
#include "typeset/body.h"

namespace firstday::typeset {

class LetterLayout {
 public:
  /// Errors as Typesetter::typeset() has them.
  static base::Result<LetterLayout> make(const ports::LetterPages& letter,
                                         const ports::LetterGeometry& geometry);

  const ports::LetterGeometry& geometry() const { return geometry_; }
  int pages() const { return static_cast<int>(starts_.size()); }
  /// `page` from 1; in points, in black.
  void draw(cairo_t* to, int page) const;

 private:
  /// A piece of text with its top left corner, in points.
  struct Placed {
    Owned<PangoLayout> layout;
    double x = 0;
    double y = 0;
  };

  LetterLayout(const ports::LetterPages& letter, const ports::LetterGeometry& geometry);

  void place_head(const ports::LetterPages& letter);
  base::Status place_address(const ports::LetterPages& letter);
  base::Status place_body(const ports::LetterPages& letter);
  base::Status check() const;
  void draw_body(cairo_t* to, int page) const;
  void draw_footer(cairo_t* to, int page) const;
  base::Error error(const std::string& what) const;

  ports::LetterGeometry geometry_;
  Owned<PangoContext> context_;
  std::vector<Placed> head_;
  Body body_;
  std::vector<std::size_t> starts_;
  std::string reference_;
};

}  // namespace firstday::typeset
