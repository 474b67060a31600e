// A school's mail account.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "base/result.h"
#include "providers/smtp/mime.h"

namespace firstday::provider_smtp {

enum class Tls {
  kRequired,  ///< smtps, or STARTTLS before anything else; the default
  kOffered,   ///< STARTTLS where the server has it
  kNone,      ///< in the clear: only to this machine itself, or where somebody has said so
};

struct Settings {
  std::string server;  ///< "smtp://mail.example:587" or "smtps://mail.example:465", without a path
  Tls tls = Tls::kRequired;
  std::string ca_file;  ///< instead of the system's certificates
  std::string user;     ///< empty: no login
  std::string secret;   ///< name of the password, never the password
  Sender sender;
  std::string ehlo;  ///< the name we greet with; default: the domain of `from`
  std::chrono::seconds timeout{60};
  bool reaches_people = true;
};

/// kConfiguration names every parameter that is unknown, missing or wrong, and holds no value.
base::Result<Settings> read_settings(const std::map<std::string, std::string>& parameters);

}  // namespace firstday::provider_smtp
