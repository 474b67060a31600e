#include "typeset/pango_parts.h"

#include "render/blocks.h"

#ifdef __SANITIZE_ADDRESS__
/// fontconfig keeps a few hundred bytes when the process ends; the leak checker is told that they are not
/// ours.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\n";
}
extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() {
  return "print_suppressions=0";
}
#endif

namespace firstday::typeset {

namespace {

/// One chain for every language: what Liberation Sans lacks comes from the Noto font of the script.
constexpr const char* kFonts =
    "Liberation Sans,Noto Sans,Noto Naskh Arabic,Noto Sans Arabic,Noto Sans Bengali,Noto Sans Gurmukhi,"
    "Noto Sans Gujarati,Noto Sans Devanagari,Noto Sans Tamil,Noto Sans Hebrew,Noto Sans Ethiopic,Noto Sans "
    "CJK SC,"
    "Droid Sans Fallback,Noto Sans Symbols2";

Owned<PangoFontDescription> description(const Look& look) {
  Owned<PangoFontDescription> d(pango_font_description_new());
  pango_font_description_set_family_static(d.get(), kFonts);
  pango_font_description_set_size(d.get(), static_cast<int>(look.size * PANGO_SCALE));
  if (look.bold) pango_font_description_set_weight(d.get(), PANGO_WEIGHT_BOLD);
  return d;
}

/// One for all contexts of a thread, because it holds the fonts that were opened. Not Pango's default map,
/// whose resolution somebody else may count on.
PangoFontMap* font_map() {
  thread_local const Owned<PangoFontMap> map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map.get()), 72);
  return map.get();
}

}  // namespace

Owned<PangoContext> make_context(const std::string& language) {
  Owned<PangoContext> context(pango_font_map_create_context(font_map()));
  pango_context_set_language(context.get(), pango_language_from_string(language.c_str()));
  const bool rtl = render::is_right_to_left(language);
  pango_context_set_base_dir(context.get(), rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  const Owned<cairo_font_options_t> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options.get());
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

Owned<PangoLayout> make_layout(PangoContext* context, const std::string& text, const Look& look,
                               double width) {
  Owned<PangoLayout> layout(pango_layout_new(context));
  pango_layout_set_font_description(layout.get(), description(look).get());
  pango_layout_set_auto_dir(layout.get(), FALSE);
  const bool rtl = pango_context_get_base_dir(context) == PANGO_DIRECTION_RTL;
  pango_layout_set_alignment(layout.get(), rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  if (width > 0) pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

double width_of(PangoLayout* layout) {
  int width = 0;
  pango_layout_get_size(layout, &width, nullptr);
  return static_cast<double>(width) / PANGO_SCALE;
}

double height_of(PangoLayout* layout) {
  int height = 0;
  pango_layout_get_size(layout, nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

bool lacks_a_font(PangoLayout* layout) {
  return pango_layout_get_unknown_glyphs_count(layout) > 0;
}

}  // namespace firstday::typeset
