// The school of real_run.h with a gateway that posts back, and the built service that takes what it posts.
#pragma once

#include <string>

#include "faults/post_office.h"
#include "faults/real_run.h"

namespace firstday::faults {

/// What the gateway of tests posts: {"kind":"report","ref":R,"state":S,"id":N}, S of ok (delivered), no
/// (failed) and sent (with_carrier), and {"kind":"inbound","from":F,"text":T,"id":N}.
class ServiceRun {
 public:
  /// `lane`: two at once have two numbers. `sabotage`: the rule that the program breaks (saboteur.cpp); none.
  ServiceRun(const std::string& name, int pupils, int lane, std::string sabotage = "");

  /// The data folder as it was after the import, and the gateway at this address.
  void begin_again(const std::string& url);
  /// Starts the service with its clock at this time of --now; its pid.
  int start(const std::string& now, std::map<std::string, std::string> environment = {}) const;
  /// So many minutes after 09:45 of the school day.
  static std::string clock_at(int minutes);
  /// Where its gateway posts to; the same for every process.
  const Address& address() const { return address_; }
  std::filesystem::path data() const { return run_.folder() / "data"; }
  std::filesystem::path folder() const { return run_.folder(); }
  int people() const { return people_; }
  /// A command beside it or after it; its output, whatever its exit code.
  e2e::Ran command(const std::string& now, const std::vector<std::string>& words) const;

  static std::string report(const std::string& reference, const std::string& state, int id);
  static std::string inbound(int person, const std::string& text, int id);

 private:
  RealRun run_;
  int people_;
  std::string sabotage_;
  Address address_;
};

}  // namespace firstday::faults
