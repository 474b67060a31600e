// A template's text, parsed once: GOV.UK Notify's placeholder syntax (notify.md section 3).
//
//   ((pupil first name))      the value of a field
//   ((late??You were late.))  the words behind ?? when the field's value means yes, else nothing
//
// There are no round brackets inside a field, so nothing nests. Single brackets are plain text.
// Values are filled in afterwards (fill.h) and never read again, so no value can bring in a field.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

namespace firstday::render {

struct Segment {
  enum class Kind {
    kLiteral,   ///< `text` as it stands
    kField,     ///< the value of `name`
    kOptional,  ///< `text`, if the value of `name` means yes
  };
  Kind kind = Kind::kLiteral;
  std::string text;
  std::string name;  ///< as written, trimmed; empty for a literal
  std::string key;   ///< field_key(name)
};

class TemplateText {
 public:
  TemplateText() = default;
  explicit TemplateText(std::vector<Segment> segments) : segments_(std::move(segments)) {}

  const std::vector<Segment>& segments() const { return segments_; }

  /// Each field's name once, as it is first written, in order of appearance.
  std::vector<std::string> placeholders() const;

  /// True when there is neither a field nor anything but white space.
  bool blank() const;

 private:
  std::vector<Segment> segments_;
};

/// Where the first character of a source stands in its file. Both count from 1.
struct Start {
  int line = 1;
  int column = 1;
};

/// Problems name line and column (in characters) of the brackets that are wrong; those stay in the
/// value as plain text.
base::Parsed<TemplateText> parse_template(std::string_view source, std::string_view file, Start start = {});

}  // namespace firstday::render
