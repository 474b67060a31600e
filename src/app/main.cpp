#include <unistd.h>

#include <iostream>

#include "app/firstday_app.h"
#include "app/places.h"
#include "app/signals.h"
#include "cli/commands.h"

int main(int argc, char** argv) {
  using namespace firstday;
  auto read = cli::read_command_line(argc, argv);
  if (const int* code = std::get_if<int>(&read)) return *code;
  cli::Invocation invocation = std::get<cli::Invocation>(std::move(read));
  invocation.globals = app::with_defaults(std::move(invocation.globals));
  app::catch_stop_signals();
  app::FirstdayApp firstday;
  cli::Terminal terminal{std::cout, std::cerr, std::cin, isatty(STDIN_FILENO) == 1,
                         isatty(STDERR_FILENO) == 1};
  return cli::run_command(invocation, firstday, terminal);
}
