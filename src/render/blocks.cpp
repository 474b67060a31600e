#include "render/blocks.h"

#include <md4c.h>

#include <algorithm>
#include <array>

namespace firstday::render {

namespace {

bool may_be_linked(std::string_view address) {
  constexpr std::array<std::string_view, 4> kSchemes = {"https://", "http://", "mailto:", "tel:"};
  return std::any_of(kSchemes.begin(), kSchemes.end(),
                     [&](std::string_view s) { return address.substr(0, s.size()) == s; });
}

/// What md4c tells, put together: a run of words in one style becomes one span when the style changes.
class Builder {
 public:
  Builder(std::string_view file, Start start, std::size_t longest)
      : file_(file), start_(start), longest_(longest) {}

  base::Parsed<Document> take() { return std::move(out_); }

  int enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_H:
        begin(Block::Kind::kHeading, static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
        break;
      case MD_BLOCK_P:
        if (list_depth_ == 0) begin(Block::Kind::kParagraph, 0);
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        if (list_depth_++ == 0)
          begin_list(type == MD_BLOCK_UL ? Block::Kind::kBullets : Block::Kind::kNumbers);
        break;
      case MD_BLOCK_LI:
        blocks().back().lines.emplace_back();
        break;
      case MD_BLOCK_HR:
        blocks().push_back({Block::Kind::kRule, 0, {}});
        break;
      case MD_BLOCK_CODE:
      case MD_BLOCK_HTML:
      case MD_BLOCK_TABLE:
        begin(Block::Kind::kParagraph, 0);
        warn("Code, tables and HTML are not shown as such; their words are kept.");
        break;
      default:
        break;
    }
    return 0;
  }

  int leave_block(MD_BLOCKTYPE type) {
    finish_span();
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) --list_depth_;
    return 0;
  }

  int enter_span(MD_SPANTYPE type, void* detail) {
    finish_span();
    if (type == MD_SPAN_STRONG) ++bold_;
    if (type == MD_SPAN_EM) ++italic_;
    if (type == MD_SPAN_A) {
      const MD_ATTRIBUTE& to = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
      const std::string address(to.text, to.size);
      if (may_be_linked(address)) link_ = address;
    }
    if (type == MD_SPAN_IMG) warn("A picture cannot be shown; its words are kept.");
    return 0;
  }

  int leave_span(MD_SPANTYPE type) {
    finish_span();
    if (type == MD_SPAN_STRONG) --bold_;
    if (type == MD_SPAN_EM) --italic_;
    if (type == MD_SPAN_A) link_.clear();
    return 0;
  }

  void give_up() {
    out_.problems.push_back({base::Severity::kError, std::string(file_), start_.line, 0, "",
                             "The marks of this text cannot be read.",
                             "Take out what is left of * and [ ] without their partner."});
  }

  /// Of some broken runs of marks md4c 0.4.8 gives a length beyond the text: reading ends there.
  int add_text(MD_TEXTTYPE type, std::string_view text) {
    if (text.size() > longest_) return 1;
    if (type == MD_TEXT_BR) {
      finish_span();
      break_ = true;
    } else if (type == MD_TEXT_SOFTBR) {
      words_ += ' ';
    } else {
      words_ += text;
    }
    return 0;
  }

 private:
  std::vector<Block>& blocks() { return out_.value.blocks; }

  void begin(Block::Kind kind, int level) {
    if (list_depth_ > 0) return;  // words inside an item belong to the item
    blocks().push_back({kind, level, {Line{}}});
  }

  void begin_list(Block::Kind kind) { blocks().push_back({kind, 0, {}}); }

  void finish_span() {
    if (words_.empty() || blocks().empty() || blocks().back().lines.empty()) return words_.clear();
    auto parsed = parse_template(words_, file_, start_);
    for (base::Problem& p : parsed.problems) out_.problems.push_back(std::move(p));
    blocks().back().lines.back().push_back({std::move(parsed.value), bold_ > 0, italic_ > 0, break_, link_});
    break_ = false;
    words_.clear();
  }

  void warn(std::string what) {
    out_.problems.push_back({base::Severity::kWarning, std::string(file_), start_.line, 0, "",
                             std::move(what), "Write it as headings, paragraphs and lists."});
  }

  std::string_view file_;
  Start start_;
  std::size_t longest_;  ///< bytes of the source
  base::Parsed<Document> out_;
  std::string words_;
  std::string link_;
  int bold_ = 0;
  int italic_ = 0;
  int list_depth_ = 0;
  bool break_ = false;
};

Builder& of(void* context) {
  return *static_cast<Builder*>(context);
}

}  // namespace

base::Parsed<Document> parse_document(std::string_view source, std::string_view file, Start start) {
  // md4c looks for the end of an open link behind a text that ends without a line end.
  const std::string whole = std::string(source) + '\n';
  Builder builder(file, start, whole.size());
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* context) {
    return of(context).enter_block(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* context) { return of(context).leave_block(type); };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* context) {
    return of(context).enter_span(type, detail);
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* context) { return of(context).leave_span(type); };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* context) {
    return of(context).add_text(type, {text, size});
  };
  if (md_parse(whole.data(), static_cast<MD_SIZE>(whole.size()), &parser, &builder) != 0) builder.give_up();
  return builder.take();
}

}  // namespace firstday::render
