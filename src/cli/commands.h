// argv in, exit code out: each command asks workflow and prints what it says.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>

#include "cli/invocation.h"
#include "workflow/backup.h"
#include "workflow/configuration.h"
#include "workflow/house.h"
#include "workflow/letter_preview.h"
#include "workflow/simulation.h"

namespace firstday::cli {

/// Exit codes (design section 8), sysexits numbers.
enum Exit { kDone = 0, kLook = 1, kUsage = 64, kBadInput = 65, kUnavailable = 69, kConfig = 78 };

Exit exit_of(base::ErrorKind kind);

/// Where a command reads and writes. Progress goes to `err`, and only when that is a terminal.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  std::istream& in;
  bool in_is_terminal = false;
  bool err_is_terminal = false;
};

/// An opened house and all it stands on; the house's references live as long as this.
class OpenedHouse {
 public:
  virtual ~OpenedHouse() = default;
  virtual workflow::House& house() = 0;
};

/// Empty ports in memory, for one rehearsal.
class Rehearsal {
 public:
  virtual ~Rehearsal() = default;
  virtual workflow::RehearsalPorts ports() = 0;
};

/// What app gives to the commands.
class App {
 public:
  virtual ~App() = default;
  /// kConfiguration with every problem in the text when the configuration has errors, but for those of
  /// accounts: a house opens with an account out of order.
  virtual base::Result<std::unique_ptr<OpenedHouse>> open(const Globals& globals) = 0;
  virtual workflow::Configuration configuration(const Globals& globals) = 0;
  /// The same, and what of it does not fit the roll on record. Reads the data folder where there is one, and
  /// makes nothing.
  virtual workflow::Configuration configuration_and_roll(const Globals& globals) = 0;
  /// Needs neither a configuration nor a data folder, and touches none.
  virtual base::Result<std::unique_ptr<Rehearsal>> rehearse() = 0;
  virtual workflow::PolicyShelf policies(const Globals& globals) = 0;
  /// Makes the data folder with its keys.
  virtual base::Status make_data_folder(const Globals& globals) = 0;
  /// The database of the data folder, or its keys, into `file`. Needs no configuration.
  virtual base::Result<workflow::BackupInfo> back_up(const Globals& globals, const std::string& file) = 0;
  virtual base::Status back_up_keys(const Globals& globals, const std::string& file) = 0;
  /// The other way round; what is there is never lost (ports/backup.h, seal/key_backup.h).
  virtual base::Result<workflow::Restored> restore(const Globals& globals, const std::string& file,
                                                   bool replace) = 0;
  virtual base::Status restore_keys(const Globals& globals, const std::string& file) = 0;
  /// A letter template on paper, as workflow/letter_preview.h has it.
  virtual base::Result<std::string> letter_preview(const Globals& globals,
                                                   const workflow::Configuration& configuration,
                                                   const std::string& name, const std::string& language,
                                                   workflow::PaperForm form) = 0;
  /// Serves from a house that open() gave, until stopping(). `listen`: HOST:PORT instead of the settings'
  /// own; `listening` is told where it listens.
  virtual base::Status serve(const Globals& globals, OpenedHouse& opened, const std::string& listen,
                             const std::function<void(const std::string&)>& listening) = 0;
  virtual base::Instant now(const Globals& globals) = 0;  ///< --now, else the clock
  virtual bool stopping() const = 0;                      ///< SIGINT or SIGTERM came
  /// From now on SIGINT and SIGTERM end the process at once, as they do by themselves: while a person is
  /// asked, nothing is under way that would need an end in good order.
  virtual void end_on_signal() = 0;
};

/// Never throws; every failure is printed to `err` with what to do, and given back as its exit code.
int run_command(const Invocation& invocation, App& app, Terminal& terminal);

}  // namespace firstday::cli
