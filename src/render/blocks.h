// A template's Markdown as blocks: what an e-mail and a letter are made of.
//
// Parsed once (CommonMark, md4c; no raw HTML, no images). Fields are found in text only and filled
// afterwards, so no value can bring in markup, a link or a heading. One tree drives the HTML, the plain
// form, and the pages of a letter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/result.h"
#include "render/template_text.h"
#include "render/values.h"

namespace firstday::render {

/// Words in one style.
struct Span {
  TemplateText text;
  bool bold = false;
  bool italic = false;
  bool line_break = false;  ///< a break of the line stands before it
  std::string link;         ///< http, https, mailto or tel; empty: none
};

using Line = std::vector<Span>;

struct Block {
  enum class Kind { kHeading, kParagraph, kBullets, kNumbers, kRule };
  Kind kind = Kind::kParagraph;
  int level = 0;            ///< of a heading, from 1
  std::vector<Line> lines;  ///< one, or one for each item of a list
};

struct Document {
  std::vector<Block> blocks;
};

/// Errors name line and column of brackets that are wrong; those stay as text. Warned of: what cannot be
/// shown (images, tables, raw HTML), which is kept as plain words.
base::Parsed<Document> parse_document(std::string_view source, std::string_view file, Start start = {});

/// An item of a list that is nothing but one field, whose value is a list, stands for one item for each of
/// its entries: gives those, and null for any other line. A paragraph is never taken apart.
const std::vector<base::Personal>* entries_of(const Block& block, const Line& line, const Values& values);

/// The line that such an entry becomes; it holds no field.
Line line_of(const base::Personal& entry);

/// A whole HTML page in the language's direction. Everything that comes from a value or the template is
/// escaped. Empty and false where a field has no value.
bool append_html(std::string& out, const Document& document, const Values& values, std::string_view language);

/// The same as plain text: paragraphs apart by an empty line, "- " before a bullet, a link's address behind
/// its words. Empty and false where a field has no value.
bool append_plain(std::string& out, const Document& document, const Values& values,
                  std::string_view language);

/// True for languages that are written from right to left.
bool is_right_to_left(std::string_view language);

}  // namespace firstday::render
