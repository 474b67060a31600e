// The commands for what people of the school do and record, with their options; part of the command line.
#pragma once

#include <functional>
#include <string>

#include "cli/invocation.h"

namespace CLI {
class App;
}

namespace firstday::cli {

/// Makes a command under `parent`, with its manual; `full_name` is "record call".
using MakeCommand = std::function<CLI::App&(CLI::App& parent, const std::string& name,
                                            const std::string& full_name, Command which)>;

/// What is read goes into `in`, which must outlive `app`.
void add_staff_commands(CLI::App& app, Invocation& in, const MakeCommand& command);

}  // namespace firstday::cli
