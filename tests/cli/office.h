// The commands on a house of fakes: what a person types, and what is printed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "workflow/test_house.h"

namespace firstday::cli {

struct Answer {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// Opens the test's house; whatever needs another folder, port or file is refused.
class OfficeApp : public App {
 public:
  explicit OfficeApp(workflow::TestHouse& t) : t_(t) {}
  base::Result<std::unique_ptr<OpenedHouse>> open(const Globals& globals) override;
  workflow::Configuration configuration(const Globals&) override { return {}; }
  workflow::Configuration configuration_and_roll(const Globals&) override { return {}; }
  base::Result<std::unique_ptr<Rehearsal>> rehearse() override { return refused(); }
  workflow::PolicyShelf policies(const Globals&) override { return {}; }
  base::Status make_data_folder(const Globals&) override { return refused(); }
  base::Result<workflow::BackupInfo> back_up(const Globals&, const std::string&) override {
    return refused();
  }
  base::Status back_up_keys(const Globals&, const std::string&) override { return refused(); }
  base::Result<workflow::Restored> restore(const Globals&, const std::string&, bool) override {
    return refused();
  }
  base::Status restore_keys(const Globals&, const std::string&) override { return refused(); }
  base::Result<std::string> letter_preview(const Globals&, const workflow::Configuration&, const std::string&,
                                           const std::string&, workflow::PaperForm) override {
    return refused();
  }
  base::Status serve(const Globals&, OpenedHouse&, const std::string&,
                     const std::function<void(const std::string&)>&) override {
    return refused();
  }
  base::Instant now(const Globals&) override { return t_.clock.now(); }
  bool stopping() const override { return false; }
  void end_on_signal() override {}

 private:
  static base::Error refused() { return base::usage("Not in this office."); }

  workflow::TestHouse& t_;
};

class Office {
 public:
  /// `firstday WORDS`, by "A. Office" unless the words say otherwise. What is printed while the words are
  /// read (usage) stands in `err` too.
  Answer type(std::vector<std::string> words);
  /// The rows of `firstday --json WORDS`, one a line.
  std::vector<std::string> rows(std::vector<std::string> words);

  workflow::TestHouse t;
};

}  // namespace firstday::cli
