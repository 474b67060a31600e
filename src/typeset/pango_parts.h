// Pango and Cairo objects that release themselves, and what the rest of the adapter asks of them. Private to
// typeset.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

namespace firstday::typeset {

struct Release {
  void operator()(PangoLayout* p) const { g_object_unref(p); }
  void operator()(PangoContext* p) const { g_object_unref(p); }
  void operator()(PangoFontMap* p) const { g_object_unref(p); }
  void operator()(PangoFontDescription* p) const { pango_font_description_free(p); }
  void operator()(PangoAttrList* p) const { pango_attr_list_unref(p); }
  void operator()(PangoLayoutIter* p) const { pango_layout_iter_free(p); }
  void operator()(cairo_t* p) const { cairo_destroy(p); }
  void operator()(cairo_surface_t* p) const { cairo_surface_destroy(p); }
  void operator()(cairo_font_options_t* p) const { cairo_font_options_destroy(p); }
};

template <typename T>
using Owned = std::unique_ptr<T, Release>;

constexpr double points(double mm) {
  return mm * 72.0 / 25.4;
}

/// How a piece of text looks. Sizes in points.
struct Look {
  double size = 11;
  bool bold = false;
  double grey = 0;  ///< 0 black
};

/// A context whose one point is one unit of the page, without hinting, so that a line breaks alike
/// everywhere.
Owned<PangoContext> make_context(const std::string& language);

/// `width` in points; 0: as long as the text. Fonts are those of our own chain, never the machine's default.
Owned<PangoLayout> make_layout(PangoContext* context, const std::string& text, const Look& look,
                               double width);

double width_of(PangoLayout* layout);   ///< of its ink's lines, points
double height_of(PangoLayout* layout);  ///< points

/// True where no font has one of its characters.
bool lacks_a_font(PangoLayout* layout);

}  // namespace firstday::typeset
