#include "app/signals.h"

#include <csignal>

namespace firstday::app {

namespace {

volatile std::sig_atomic_t asked = 0;

void on_signal(int) {
  asked = 1;
}

void catch_once(int signal) {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  // Without SA_RESTART, so that a wait ends; with SA_RESETHAND, so that the second signal ends us.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(signal, &action, nullptr);
}

}  // namespace

void catch_stop_signals() {
  catch_once(SIGINT);
  catch_once(SIGTERM);
}

void end_on_stop_signals() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

bool stop_was_asked() {
  return asked != 0;
}

}  // namespace firstday::app
