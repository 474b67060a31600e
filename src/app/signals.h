// SIGINT and SIGTERM ask the work to end in good order: no new send starts, what is on the wire is
// recorded.
#pragma once

namespace firstday::app {

/// Call once, before any thread starts. A second signal ends the process at once, as usual.
void catch_stop_signals();

/// Undoes catch_stop_signals(): from now on either signal ends the process. One that came before is still
/// told of by stop_was_asked().
void end_on_stop_signals();

/// True once a signal came.
bool stop_was_asked();

}  // namespace firstday::app
