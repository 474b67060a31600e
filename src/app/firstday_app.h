// Wiring: opens configuration, store, clock, log and providers, and hands them to the commands.
#pragma once

#include "cli/commands.h"

namespace firstday::app {

class FirstdayApp : public cli::App {
 public:
  base::Result<std::unique_ptr<cli::OpenedHouse>> open(const cli::Globals& globals) override;
  workflow::Configuration configuration(const cli::Globals& globals) override;
  workflow::Configuration configuration_and_roll(const cli::Globals& globals) override;
  base::Result<std::unique_ptr<cli::Rehearsal>> rehearse() override;
  workflow::PolicyShelf policies(const cli::Globals& globals) override;
  base::Status make_data_folder(const cli::Globals& globals) override;
  base::Result<workflow::BackupInfo> back_up(const cli::Globals& globals, const std::string& file) override;
  base::Status back_up_keys(const cli::Globals& globals, const std::string& file) override;
  base::Result<workflow::Restored> restore(const cli::Globals& globals, const std::string& file,
                                           bool replace) override;
  base::Status restore_keys(const cli::Globals& globals, const std::string& file) override;
  base::Result<std::string> letter_preview(const cli::Globals& globals,
                                           const workflow::Configuration& configuration,
                                           const std::string& name, const std::string& language,
                                           workflow::PaperForm form) override;
  base::Instant now(const cli::Globals& globals) override;
  base::Status serve(const cli::Globals& globals, cli::OpenedHouse& opened, const std::string& listen,
                     const std::function<void(const std::string&)>& listening) override;
  bool stopping() const override;
  void end_on_signal() override;
};

}  // namespace firstday::app
