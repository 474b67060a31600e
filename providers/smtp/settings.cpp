#include "providers/smtp/settings.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace firstday::provider_smtp {

namespace {

constexpr std::array<std::string_view, 11> kKnown = {
    "server", "tls", "ca_file", "user", "password", "from", "name", "reply_to", "ehlo", "timeout", "sandbox"};
constexpr std::string_view kSecret = "secret:";

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
         c == ':' || c == '[' || c == ']';
}

std::string_view host_part(std::string_view server) {
  const std::size_t at = server.find("://");
  return at == std::string_view::npos ? std::string_view() : server.substr(at + 3);
}

bool is_server(std::string_view server) {
  if (!begins(server, "smtp://") && !begins(server, "smtps://")) return false;
  const std::string_view host = host_part(server);
  return !host.empty() && std::all_of(host.begin(), host.end(), is_host_character);
}

bool is_this_machine(std::string_view server) {
  const std::string_view host = host_part(server);
  return begins(host, "127.0.0.1") || begins(host, "localhost") || begins(host, "[::1]");
}

/// Reads one parameter after the other and keeps what is wrong with them.
class Reader {
 public:
  explicit Reader(const std::map<std::string, std::string>& parameters) : parameters_(parameters) {}

  base::Result<Settings> read() {
    refuse_unknown();
    Settings s;
    s.server = text("server");
    require(is_server(s.server), "server", "must be smtp://HOST:PORT or smtps://HOST:PORT");
    s.tls = tls();
    s.ca_file = text("ca_file");
    read_login(s);
    read_sender(s);
    s.ehlo = text("ehlo").empty() ? s.sender.address.substr(s.sender.address.find('@') + 1) : text("ehlo");
    s.timeout = std::chrono::seconds{seconds()};
    read_sandbox(s);
    if (!wrong_.empty())
      return base::misconfigured(base::join(wrong_, "; ") + ". providers/smtp/README.md lists them.");
    return s;
  }

 private:
  std::string text(const std::string& name) const {
    const auto at = parameters_.find(name);
    return at == parameters_.end() ? std::string() : at->second;
  }

  void require(bool right, const std::string& name, const std::string& what) {
    if (!right) wrong_.push_back("'" + name + "' " + what);
  }

  void refuse_unknown() {
    for (const auto& [name, value] : parameters_)
      require(std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end(), name, "is no parameter of smtp");
  }

  Tls tls() {
    const std::string word = text("tls");
    require(word.empty() || word == "required" || word == "offered" || word == "none", "tls",
            "must be required, offered or none");
    return word == "none" ? Tls::kNone : word == "offered" ? Tls::kOffered : Tls::kRequired;
  }

  void read_login(Settings& s) {
    s.user = text("user");
    const std::string password = text("password");
    require(password.empty() || begins(password, kSecret), "password",
            "must be secret:NAME, never the password itself");
    if (begins(password, kSecret)) s.secret = password.substr(kSecret.size());
    require(s.user.empty() == s.secret.empty(), "password", "and 'user' belong together");
    require(s.user.empty() || s.tls == Tls::kRequired || is_this_machine(s.server), "tls",
            "must be required where there is a password");
  }

  void read_sender(Settings& s) {
    s.sender = {text("from"), text("name"), text("reply_to")};
    require(is_mail_address(s.sender.address), "from", "must be the address the school writes from");
    require(s.sender.reply_to.empty() || is_mail_address(s.sender.reply_to), "reply_to",
            "is no e-mail address");
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    require(std::none_of(s.sender.name.begin(), s.sender.name.end(), control), "name", "must be one line");
  }

  int seconds() {
    const std::string word = text("timeout");
    if (word.empty()) return 60;
    const bool number = word.size() <= 3 && base::is_digits(word);
    const int n = number ? std::stoi(word) : 0;
    require(n >= 5 && n <= 600, "timeout", "must be seconds from 5 to 600");
    return n;
  }

  void read_sandbox(Settings& s) {
    const std::string word = text("sandbox");
    require(word.empty() || word == "true" || word == "false", "sandbox", "must be true or false");
    s.reaches_people = word != "true";
    require(s.reaches_people || is_this_machine(s.server), "sandbox", "is only for a server on this machine");
  }

  const std::map<std::string, std::string>& parameters_;
  std::vector<std::string> wrong_;
};

}  // namespace

base::Result<Settings> read_settings(const std::map<std::string, std::string>& parameters) {
  return Reader(parameters).read();
}

}  // namespace firstday::provider_smtp
