#include "typeset/pango_typesetter.h"

#include <cairo-pdf.h>

#include "typeset/letter_layout.h"

namespace firstday::typeset {

namespace {

constexpr double kDotsPerInch = 110;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

/// To the second, as PDF dates are.
std::string date_of(base::Instant at) {
  return base::iso_utc(at).substr(0, 19) + "Z";
}

class PdfFile {
 public:
  PdfFile(const ports::LetterGeometry& g, base::Instant made_at)
      : surface_(cairo_pdf_surface_create_for_stream(append, &out_.pdf, points(g.page_width),
                                                     points(g.page_height))),
        pen_(cairo_create(surface_.get())) {
    const std::string date = date_of(made_at);
    set(CAIRO_PDF_METADATA_CREATE_DATE, date);
    set(CAIRO_PDF_METADATA_MOD_DATE, date);
    set(CAIRO_PDF_METADATA_CREATOR, "Firstday");
  }
  PdfFile(const PdfFile&) = delete;  // the surface writes into out_
  PdfFile& operator=(const PdfFile&) = delete;

  void set(cairo_pdf_metadata_t which, const std::string& value) {
    cairo_pdf_surface_set_metadata(surface_.get(), which, value.c_str());
  }

  void add(const LetterLayout& letter, const base::Personal& title, bool fronts) {
    if (fronts && pages_ % 2 == 1) next_page();
    out_.first_pages.push_back(pages_ + 1);
    out_.pages.push_back(letter.pages());
    for (int page = 1; page <= letter.pages(); ++page) {
      cairo_pdf_surface_set_size(surface_.get(), points(letter.geometry().page_width),
                                 points(letter.geometry().page_height));
      letter.draw(pen_.get(), page);
      next_page();
    }
    const std::string to = "page=" + std::to_string(out_.first_pages.back());
    cairo_pdf_surface_add_outline(surface_.get(), CAIRO_PDF_OUTLINE_ROOT, title.reveal().c_str(), to.c_str(),
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
  }

  base::Result<ports::Typeset> finish() {
    pen_.reset();
    cairo_surface_finish(surface_.get());
    if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS)
      return base::unavailable("The letters could not be typeset: memory is short.");
    return std::move(out_);
  }

 private:
  void next_page() {
    cairo_show_page(pen_.get());
    ++pages_;
  }

  ports::Typeset out_;
  int pages_ = 0;
  Owned<cairo_surface_t> surface_;
  Owned<cairo_t> pen_;
};

class PangoTypesetter final : public ports::Typesetter {
 public:
  explicit PangoTypesetter(const ports::LetterGeometry& geometry) : geometry_(geometry) {}

  base::Result<ports::Typeset> typeset(std::span<const ports::LetterPages> letters, base::Instant made_at,
                                       bool fronts) override {
    PdfFile file(geometry_, made_at);
    if (!letters.empty()) file.set(CAIRO_PDF_METADATA_AUTHOR, letters.front().sender);
    file.set(CAIRO_PDF_METADATA_TITLE, letters.size() == 1 ? letters.front().reference : "Letters");
    for (const ports::LetterPages& letter : letters) {
      const auto layout = LetterLayout::make(letter, geometry_of(letter));
      if (!layout) return layout.error();
      file.add(layout.value(), letter.title, fronts);
    }
    return file.finish();
  }

  base::Result<std::string> picture(const ports::LetterPages& letter, int page) override {
    const ports::LetterGeometry& g = geometry_of(letter);
    const auto layout = LetterLayout::make(letter, g);
    if (!layout) return layout.error();
    if (page < 1 || page > layout.value().pages()) return base::usage("The letter has no such page.");
    const double scale = kDotsPerInch / 72;
    const Owned<cairo_surface_t> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(points(g.page_width) * scale),
                                   static_cast<int>(points(g.page_height) * scale)));
    const Owned<cairo_t> pen(cairo_create(surface.get()));
    cairo_scale(pen.get(), scale, scale);
    cairo_set_source_rgb(pen.get(), 1, 1, 1);
    cairo_paint(pen.get());
    layout.value().draw(pen.get(), page);
    std::string png;
    if (cairo_surface_write_to_png_stream(surface.get(), append, &png) != CAIRO_STATUS_SUCCESS)
      return base::unavailable("The picture could not be made: memory is short.");
    return png;
  }

 private:
  const ports::LetterGeometry& geometry_of(const ports::LetterPages& letter) const {
    return letter.geometry == nullptr ? geometry_ : *letter.geometry;
  }

  ports::LetterGeometry geometry_;
};

}  // namespace

std::unique_ptr<ports::Typesetter> make_pango_typesetter(const ports::LetterGeometry& geometry) {
  return std::make_unique<PangoTypesetter>(geometry);
}

}  // namespace firstday::typeset
