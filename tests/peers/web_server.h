// web_server.py for the time of a test, with a certificate of its own, and what it wrote into its journal.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "peers/process.h"

namespace firstday::peers {

class WebServer {
 public:
  /// `alpn`: what it offers in the TLS handshake, best first; {} for nothing. Its files go into `folder`.
  WebServer(std::filesystem::path folder, const std::vector<std::string>& alpn);

  bool runs() const { return runs_; }
  std::string url(const std::string& path) const;
  /// The certificate that it shows, and the only one to trust.
  std::string ca_file() const { return (folder_ / "cert.pem").string(); }
  /// How many journal lines begin with it: "protocol", "processed /ok".
  int count(const std::string& beginning) const;
  std::string journal() const;

 private:
  std::filesystem::path folder_;
  int port_;
  std::unique_ptr<Process> process_;
  bool runs_ = false;
};

}  // namespace firstday::peers
