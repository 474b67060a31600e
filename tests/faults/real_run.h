// A school whose pupils are all absent, a gateway definition over HTTP, and the built program that texts
// their families: what the fault tests kill.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "e2e/program.h"
#include "faults/kill_rounds.h"

namespace firstday::faults {

/// What became of the texts, as the product says and as the server counted.
struct Verdict {
  int sent = 0;
  int unknown = 0;
  int withdrawn = 0;
  int doubled = 0;  ///< people for whom more than one request was processed
  /// Sent by the product's word and never processed, withdrawn and processed, none of these and not unknown,
  /// or not in the log at all.
  int lost = 0;
  std::vector<std::string> lost_rows;  ///< their lines of the log
};

/// One school, 900001, on 12 January 2027 at 09:45, and its data folder.
class RealRun {
 public:
  /// At most 1000 pupils P0, P1 ..., each with one contact C0, C1 ... and a mobile of the drama range.
  /// `timeout`: seconds that an answer of the gateway may take.
  RealRun(const std::string& name, int pupils, int timeout = 20);

  /// The data folder as it was after the import, and the gateway at this address.
  void begin_again(const std::string& url);
  /// Its morning's run, to be killed; the gateway's address is written into the settings each time.
  Sender sender();
  /// Reads the delivery log and compares it with what the gateway was asked. `withdrawable`: pupils whose
  /// texts somebody may have taken back, or kept from being planned; by their number.
  Verdict verdict(const std::vector<Asked>& asked, const std::set<int>& withdrawable = {});

  /// Runs the program to its end, at 09:45; expects exit code 0 or 1.
  e2e::Ran firstday(const std::vector<std::string>& words) const;
  /// Runs it at a time of --now with more in its environment; whatever its exit code.
  e2e::Ran at(const std::string& now, const std::vector<std::string>& words,
              const std::map<std::string, std::string>& environment = {}) const;
  /// Starts it, or another build of it, and gives its pid.
  int start(const std::vector<std::string>& words, const std::map<std::string, std::string>& environment = {},
            const std::string& now = "2027-01-12 09:45", const std::string& program = FIRSTDAY_PROGRAM) const;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::vector<std::string> arguments(std::vector<std::string> words,
                                     const std::string& now = "2027-01-12 09:45") const;
  void write_config(const std::string& url) const;

  std::filesystem::path folder_;
  int pupils_;
  int timeout_;
};

}  // namespace firstday::faults
