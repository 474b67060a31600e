#include "typeset/body.h"

#include <algorithm>

namespace firstday::typeset {

namespace {

constexpr double kTextSize = 11;
constexpr double kLeading = 1.2;  ///< of the line's own height
constexpr double kIndent = 16;
constexpr double kRuleHeight = 8;

struct Style {
  Look look;
  double space_before = 8;
  bool keep_with_next = false;
};

Style style_of(const Paragraph& p) {
  if (p.kind == Paragraph::Kind::kHeading)
    return {{p.level == 1 ? 14.0 : 12.0, true, 0}, p.level == 1 ? 10.0 : 12.0, true};
  if (p.kind == Paragraph::Kind::kItem) return {{kTextSize, false, 0}, p.first_item ? 6.0 : 2.5, false};
  return {{kTextSize, false, 0}, 8, false};
}

void set_runs(PangoLayout* layout, const std::vector<Run>& runs) {
  const Owned<PangoAttrList> list(pango_attr_list_new());
  const auto add = [&](PangoAttribute* attribute, const Run& run) {
    attribute->start_index = run.begin;
    attribute->end_index = run.end;
    pango_attr_list_insert(list.get(), attribute);
  };
  for (const Run& run : runs) {
    if (run.bold) add(pango_attr_weight_new(PANGO_WEIGHT_BOLD), run);
    if (run.italic) add(pango_attr_style_new(PANGO_STYLE_ITALIC), run);
  }
  pango_layout_set_attributes(layout, list.get());
}

class Shaper {
 public:
  Shaper(PangoContext* context, double width) : context_(context), width_(width) {}

  Body run(const std::vector<Paragraph>& paragraphs) {
    for (const Paragraph& p : paragraphs) {
      if (p.kind == Paragraph::Kind::kRule)
        add_rule();
      else
        add(p);
    }
    // The close of a letter does not stand alone on a page.
    if (last_ > 0) out_.boxes[last_ - 1].keep_with_next = true;
    return std::move(out_);
  }

 private:
  bool is_rtl() const { return pango_context_get_base_dir(context_) == PANGO_DIRECTION_RTL; }

  void add_rule() {
    out_.lines.emplace_back();
    out_.boxes.push_back({kRuleHeight, kRuleHeight, true});
  }

  void add(const Paragraph& p) {
    const Style style = style_of(p);
    const double indent = p.kind == Paragraph::Kind::kItem ? kIndent : 0;
    PangoLayout* layout = keep(make_layout(context_, p.text, style.look, width_ - indent));
    set_runs(layout, p.runs);
    const std::size_t first = last_ = out_.lines.size();
    add_lines(layout, style, is_rtl() ? 0 : indent);
    if (indent > 0) add_marker(p, style, out_.lines[first]);
    keep_together(first, style);
  }

  PangoLayout* keep(Owned<PangoLayout> layout) {
    out_.layouts.push_back(std::move(layout));
    return out_.layouts.back().get();
  }

  void add_lines(PangoLayout* layout, const Style& style, double indent) {
    const Owned<PangoLayoutIter> at(pango_layout_get_iter(layout));
    double space = style.space_before;
    do {
      PangoRectangle box;
      pango_layout_iter_get_line_extents(at.get(), nullptr, &box);
      const double own = static_cast<double>(box.height) / PANGO_SCALE;
      const double baseline =
          static_cast<double>(pango_layout_iter_get_baseline(at.get()) - box.y) / PANGO_SCALE;
      const double height = own * kLeading;
      out_.lines.push_back({pango_layout_iter_get_line_readonly(at.get()),
                            indent + static_cast<double>(box.x) / PANGO_SCALE, baseline + (height - own) / 2,
                            nullptr, 0});
      out_.boxes.push_back({height, space, false});
      space = 0;
    } while (pango_layout_iter_next_line(at.get()) != FALSE);
  }

  void add_marker(const Paragraph& p, const Style& style, BodyLine& line) {
    PangoLayout* marker = keep(make_layout(context_, p.marker, style.look, 0));
    line.marker = pango_layout_get_line_readonly(marker, 0);
    line.marker_x = is_rtl() ? width_ - width_of(marker) : 2;
  }

  /// A heading stays with what it heads; no line of a paragraph is left alone on a page.
  void keep_together(std::size_t first, const Style& style) {
    const std::size_t end = out_.boxes.size();
    for (std::size_t i = first; i < end; ++i) {
      const bool last = i + 1 == end;
      const bool second_last = i + 2 == end;
      out_.boxes[i].keep_with_next = style.keep_with_next || (!last && (i == first || second_last));
    }
  }

  PangoContext* context_;
  double width_;
  std::size_t last_ = 0;  ///< the first line of the last paragraph
  Body out_;
};

}  // namespace

Body shape_body(PangoContext* context, const std::vector<Paragraph>& paragraphs, double width) {
  return Shaper(context, width).run(paragraphs);
}

}  // namespace firstday::typeset
