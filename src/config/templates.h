// Template folders: reads and checks them.
//
//   <folder>/<name>/<kind>.<language>.md   one template; templates/README.md describes the syntax
//   <folder>/<name>/sample.yaml            made-up values, by language, that every template of the name
//                                          is tried with
//
// The folder named first wins, file by file: a school's own come before those that ship. A sample wins
// as a whole, per name and language.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "render/template_set.h"
#include "render/values.h"

namespace firstday::config {

struct TemplateFolders {
  render::TemplateSet set;
  std::map<std::string, std::map<std::string, render::Values>> samples;  ///< by name, then language

  /// The sample in that language, or the English one; null when there is neither.
  const render::Values* sample(const std::string& name, const std::string& language) const;
};

/// SHA-256 of bytes, as hex. Given by the caller, because config may not include seal.
using Hasher = std::function<std::string(std::string_view)>;

/// A template with an error is left out, so that the next folder's counts: a broken file never leaves
/// a school without a text. Errors: a folder that cannot be read, a bad file name, a file that cannot be
/// read or parsed, a sample that lacks a field, and what render/template_check.h calls one. Warnings:
/// files that are neither templates nor samples, sample fields that no template of the name uses, and
/// that header's warnings. Files whose name begins with a dot are passed over.
///
/// sample.yaml is a map of language to fields. A value is text, a list of texts, a date written as
/// 2027-01-12, or am or pm for a session.
base::Parsed<TemplateFolders> load_templates(const std::vector<std::string>& folders,
                                             const Hasher& sha256_hex);

}  // namespace firstday::config
