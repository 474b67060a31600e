// A request that came in, taken apart: items and their values. Any bytes are safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/receipt_reader.h"
#include "providers/declared/incoming.h"

namespace firstday::provider_declared {

/// Values of one item by form field, JSON pointer or XML path; only what is there and is a single value.
using IncomingItem = std::map<std::string, std::string>;

/// The items of a request that this source can read. Nothing when its body is not of the source's format.
/// `names` are the values that will be asked for.
std::optional<std::vector<IncomingItem>> items_of(const ports::RawPost& post, const IncomingSource& source,
                                                  const std::vector<std::string>& names);

/// Nothing where there is no such value.
std::optional<std::string> value_at(const ports::RawPost& post, const IncomingItem& item,
                                    const IncomingAt& at);
/// Of the whole request: a body's value is a JSON pointer where it begins with "/", otherwise a form field.
std::optional<std::string> value_at(const ports::RawPost& post, const IncomingAt& at);

/// The first header of that (lower-case) name; empty when there is none.
std::string_view header(const ports::RawPost& post, std::string_view name);
/// "application/json", lower case and without parameters; empty when there is none.
std::string content_type(const ports::RawPost& post);

}  // namespace firstday::provider_declared
