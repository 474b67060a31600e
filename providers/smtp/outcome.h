// What became of one SMTP transaction, from the evidence alone.
#pragma once

#include <string>

#include "job/outcome.h"

namespace firstday::provider_smtp {

/// What a transfer leaves behind. libcurl's own number says little: a refused recipient and a refused body, a
/// lost connection before and after the body all come under the same few (measured against Postfix's
/// smtp-sink, providers.md 4.4). What tells is the last reply and whether the body was on the wire as a
/// whole.
struct Evidence {
  int reply = 0;               ///< the server's last reply code; 0: none was read
  bool whole_body = false;     ///< every byte of the message was handed to the connection
  bool connected = false;      ///< a connection stood at some time
  bool login_refused = false;  ///< libcurl says that the user or the password was not taken
  bool tls_failed = false;     ///< no TLS where it is required, or a certificate that cannot be verified
  int transport_code = 0;      ///< libcurl's
  long long bytes_sent = 0;    ///< of the message
};

/// Pure and total:
///   250 after the whole body                    accepted
///   4xx, 5xx as the last reply                  rejected: the server says itself that it did not take it
///   login or TLS refused, or 530, 535, 538      misconfigured
///   the body was not whole                      not_sent: without its last dot no server takes a message
///   the body was whole, and no final reply      unknown: it may have been taken
job::Outcome outcome_of(const Evidence& evidence);

}  // namespace firstday::provider_smtp
