#include "cli/options.h"

#include <CLI/CLI.hpp>

namespace firstday::cli {

void read_option(CLI::App& c, const std::string& name, const std::function<bool(const std::string&)>& read,
                 const std::string& help, const std::string& shape) {
  const auto take = [read, name, shape](const std::string& text) {
    if (!read(text)) throw CLI::ValidationError(name, "'" + text + "' is not " + shape);
  };
  c.add_option_function<std::string>(name, take, help)->type_name(shape);
}

void text_option(CLI::App& c, const std::string& name, std::string& into, const std::string& help,
                 const std::string& shape, bool given) {
  c.add_option(name, into, help)->type_name(shape)->required(given);
}

void list_option(CLI::App& c, const std::string& name, std::vector<std::string>& into,
                 const std::string& help, const std::string& shape) {
  c.add_option(name, into, help)->type_name(shape)->delimiter(',');
}

void add_pupil(CLI::App& c, Invocation& in) {
  text_option(c, "pupil", in.subject, "Reference, UPN or full name", "PUPIL", true);
}

}  // namespace firstday::cli
