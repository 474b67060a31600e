#include "typeset/letter_layout.h"

#include <algorithm>

namespace firstday::typeset {

namespace {

constexpr double kAddressLeading = 1.18;
constexpr double kInset = 0.4;  ///< mm between the window's edge and the letters

double shared_size(PangoContext* context, const std::vector<base::Personal>& lines,
                   const ports::LetterGeometry& g) {
  const double width = points(g.address.width() - 2 * kInset);
  double size = g.address_pt;
  for (const base::Personal& line : lines) {
    const double own = width_of(make_layout(context, line.reveal(), {g.address_pt, false, 0}, 0).get());
    if (own > width) size = std::min(size, g.address_pt * width / own);
  }
  return size;
}

void show(cairo_t* to, PangoLayoutLine* line, double x, double baseline) {
  cairo_move_to(to, x, baseline);
  pango_cairo_show_layout_line(to, line);
}

void draw_rule(cairo_t* to, const ports::Area& area, double y) {
  cairo_set_line_width(to, 0.5);
  cairo_move_to(to, points(area.x0), y);
  cairo_line_to(to, points(area.x1), y);
  cairo_stroke(to);
}

/// `y`: the line's top, in points.
void draw_line(cairo_t* to, const BodyLine& line, const ports::Area& area, double y) {
  const double left = points(area.x0);
  if (line.line == nullptr) return draw_rule(to, area, y);
  show(to, line.line, left + line.x, y + line.baseline);
  if (line.marker != nullptr) show(to, line.marker, left + line.marker_x, y + line.baseline);
}

}  // namespace

LetterLayout::LetterLayout(const ports::LetterPages& letter, const ports::LetterGeometry& geometry)
    : geometry_(geometry), context_(make_context(letter.language)), reference_(letter.reference) {}

base::Result<LetterLayout> LetterLayout::make(const ports::LetterPages& letter,
                                              const ports::LetterGeometry& geometry) {
  LetterLayout out(letter, geometry);
  out.place_head(letter);
  if (const base::Status s = out.place_address(letter); !s) return s.error();
  if (const base::Status s = out.place_body(letter); !s) return s.error();
  if (const base::Status s = out.check(); !s) return s.error();
  return out;
}

void LetterLayout::place_head(const ports::LetterPages& letter) {
  const Owned<PangoContext> plain = make_context("en");  // beside the window everything reads from the left
  const ports::Area& s = geometry_.sender;
  head_.push_back({make_layout(plain.get(), letter.sender, {16, true, 0}, points(s.width())), points(s.x0),
                   points(s.y0)});
  const ports::Area& c = geometry_.contact;
  double y = points(c.y0);
  for (const std::string& line : letter.contact) {
    head_.push_back({make_layout(plain.get(), line, {9.5, false, 0}, points(c.width())), points(c.x0), y});
    y += line.empty() ? 6 : height_of(head_.back().layout.get()) + 2;
  }
}

base::Status LetterLayout::place_address(const ports::LetterPages& letter) {
  const ports::Area& a = geometry_.address;
  const auto count = static_cast<int>(letter.address.size());
  if (count > geometry_.most_address_lines) return error("Its address has too many lines for the window.");
  const Owned<PangoContext> plain = make_context("en");
  const double size = shared_size(plain.get(), letter.address, geometry_);
  if (size < geometry_.smallest_pt) return error("A line of its address is too long for the window.");
  const double leading =
      std::min(size * kAddressLeading * 1.1, points(a.height() - 2 * kInset) / std::max(count, 1));
  double y = points(a.y0 + kInset);
  for (const base::Personal& line : letter.address) {
    head_.push_back({make_layout(plain.get(), line.reveal(), {size, false, 0}, 0), points(a.x0 + kInset), y});
    y += leading;
  }
  return {};
}

base::Status LetterLayout::place_body(const ports::LetterPages& letter) {
  FIRSTDAY_CHECK(letter.words != nullptr, "a letter has words");
  const auto paragraphs = paragraphs_of(*letter.words, letter.values, letter.language);
  if (!paragraphs) return error(paragraphs.error().what);
  body_ = shape_body(context_.get(), paragraphs.value(), points(geometry_.first_body.width()));
  starts_ =
      break_pages(body_.boxes, points(geometry_.first_body.height()), points(geometry_.later_body.height()));
  return {};
}

base::Status LetterLayout::check() const {
  if (pages() > geometry_.most_pages)
    return error("It has more than " + std::to_string(geometry_.most_pages) + " pages.");
  const auto lacks = [](const Owned<PangoLayout>& l) { return lacks_a_font(l.get()); };
  const bool missing =
      std::any_of(body_.layouts.begin(), body_.layouts.end(), lacks) ||
      std::any_of(head_.begin(), head_.end(), [&](const Placed& p) { return lacks(p.layout); });
  if (missing)
    return error("No font has one of its characters. Install the font of that script (fonts-noto-core).");
  return {};
}

base::Error LetterLayout::error(const std::string& what) const {
  return base::bad_input("Letter " + reference_ + ": " + what);
}

void LetterLayout::draw(cairo_t* to, int page) const {
  cairo_set_source_rgb(to, 0, 0, 0);
  if (page == 1)
    for (const Placed& p : head_) {
      cairo_move_to(to, p.x, p.y);
      pango_cairo_show_layout(to, p.layout.get());
    }
  draw_body(to, page);
  draw_footer(to, page);
  cairo_new_path(to);  // the current point outlives the page
}

void LetterLayout::draw_body(cairo_t* to, int page) const {
  const ports::Area& area = page == 1 ? geometry_.first_body : geometry_.later_body;
  const auto first = starts_[static_cast<std::size_t>(page) - 1];
  const std::size_t end = page < pages() ? starts_[static_cast<std::size_t>(page)] : body_.lines.size();
  double y = points(area.y0);
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) y += body_.boxes[i].space_before;
    draw_line(to, body_.lines[i], area, y);
    y += body_.boxes[i].height;
  }
}

void LetterLayout::draw_footer(cairo_t* to, int page) const {
  const Owned<PangoContext> plain = make_context("en");
  const std::string text = reference_ + "   " + std::to_string(page) + " / " + std::to_string(pages());
  const Owned<PangoLayout> layout = make_layout(plain.get(), text, {8, false, 0}, 0);
  const ports::Area& f = geometry_.footer;
  cairo_move_to(to, points(f.x1) - width_of(layout.get()), points(f.y0));
  pango_cairo_show_layout(to, layout.get());
}

}  // namespace firstday::typeset
