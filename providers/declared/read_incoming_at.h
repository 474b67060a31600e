// Places of values in requests that come in, as a definition file writes them.
#pragma once

#include <string_view>

#include "providers/declared/incoming.h"
#include "providers/declared/section.h"

namespace firstday::provider_declared {

/// "/status" or "status" (of the body), "?status" (of the address), or one of {header: X-Status}, {query:
/// status} and {body: status}. Whether a body has such a value is asked by check_body_name().
IncomingAt read_incoming_at(const Node& node, std::string_view field, Findings& findings);
/// The same of the key, where it is given.
IncomingAt read_incoming_at(const Section& section, std::string_view key, Findings& findings);
/// Of a map that says more than the place: its keys header, query, body.
IncomingAt read_one_place(const Section& section, std::string_view field, Findings& findings);

/// A name that the format cannot have is an error.
void check_body_name(const IncomingAt& at, IncomingSource::Format format, const Node& node,
                     std::string_view field, Findings& findings);

/// "iso", "epoch" ... of the key `format`; `fallback` where it is not given.
TimeFormat::Kind read_time_format(const Section& section, TimeFormat::Kind fallback);

}  // namespace firstday::provider_declared
