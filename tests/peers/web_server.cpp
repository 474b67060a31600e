#include "peers/web_server.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace firstday::peers {

WebServer::WebServer(std::filesystem::path folder, const std::vector<std::string>& alpn)
    : folder_(std::move(folder)), port_(free_port()) {
  const std::string key = (folder_ / "key.pem").string();
  const std::string command =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost "
      "-addext "
      "subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout '" +
      key + "' -out '" + ca_file() + "' 2>/dev/null";
  if (std::system(command.c_str()) != 0) return;
  std::vector<std::string> words = {FIRSTDAY_SOURCE_DIR "/tests/peers/web_server.py", std::to_string(port_),
                                    (folder_ / "journal").string(), ca_file(), key};
  words.insert(words.end(), alpn.begin(), alpn.end());
  process_ = std::make_unique<Process>("/usr/bin/python3", words, std::vector<std::string>{},
                                       (folder_ / "log").string());
  runs_ = process_->waits_on(port_);
}

std::string WebServer::url(const std::string& path) const {
  return "https://127.0.0.1:" + std::to_string(port_) + path;
}

std::string WebServer::journal() const {
  std::ifstream in(folder_ / "journal", std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

int WebServer::count(const std::string& beginning) const {
  std::istringstream lines(journal());
  int found = 0;
  for (std::string line; std::getline(lines, line);)
    if (line.rfind(beginning, 0) == 0) ++found;
  return found;
}

}  // namespace firstday::peers
