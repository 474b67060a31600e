// `firstday serve` as a process beside the test.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "e2e/program.h"

namespace firstday::e2e {

struct HttpAnswer {
  int status = 0;  ///< 0: nobody answered
  std::string head;
  std::string body;
};

/// One request to 127.0.0.1:PORT, said at once; the answer until the other side closes.
HttpAnswer http(int port, const std::string& request);
HttpAnswer get(int port, const std::string& path);
HttpAnswer post(int port, const std::string& path, const std::string& body,
                const std::string& content_type = "application/json");

class Service {
 public:
  /// Starts the program with these arguments and waits until it says where it listens. `environment` is added
  /// to our own, as NAME=VALUE, and wins over it.
  explicit Service(std::vector<std::string> arguments, std::vector<std::string> environment = {});
  /// Kills it when it still runs.
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  int port() const { return port_; }  ///< 0: it ended before it listened
  void signal(int number) const;
  /// Its exit code, 128 and the number where a signal ended it; -1 when it has not ended after so many
  /// seconds.
  int wait(int seconds = 60);
  bool runs();
  std::string err() const { return read_file(err_); }

  /// Asks until the answer to /ready has this status, for at most a minute.
  bool becomes(int status) const;

 private:
  int pid_ = -1;
  int port_ = 0;
  int ended_ = -1;
  std::filesystem::path out_;
  std::filesystem::path err_;
};

/// Looks ten times a second until it is so, for at most a minute.
bool comes_true(const std::function<bool()>& so);

}  // namespace firstday::e2e
