// Options as this program has them. CLI11, which reads them, stands in sources only: it costs seconds
// wherever it is included.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/invocation.h"

namespace CLI {
class App;
}

namespace firstday::cli {

/// `read` says whether the text is one; `shape` is what is wanted, in the help and in the refusal.
void read_option(CLI::App& c, const std::string& name, const std::function<bool(const std::string&)>& read,
                 const std::string& help, const std::string& shape);

template <typename T>
void parsed_option(CLI::App& c, const std::string& name, std::optional<T>& into,
                   std::optional<T> (*parse)(std::string_view), const std::string& help,
                   const std::string& shape) {
  const auto read = [&into, parse](const std::string& text) {
    into = parse(text);
    return into.has_value();
  };
  read_option(c, name, read, help, shape);
}

/// `given`: it must be.
void text_option(CLI::App& c, const std::string& name, std::string& into, const std::string& help,
                 const std::string& shape, bool given = false);
/// Several, by commas or by naming the option again.
void list_option(CLI::App& c, const std::string& name, std::vector<std::string>& into,
                 const std::string& help, const std::string& shape);
/// The argument PUPIL.
void add_pupil(CLI::App& c, Invocation& in);

}  // namespace firstday::cli
