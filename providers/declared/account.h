// A school's settings for a declared provider, checked against its definition.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

/// Where the service posts receipts and replies to: the house's address for the account, and what the proofs
/// put into it. Empty where there is none.
struct ReceiptAddress {
  std::string url;
  std::string token;     ///< secret parameter: the last part of the path; empty: none
  std::string user;      ///< the name itself; with `password` before the host; empty: none
  std::string password;  ///< secret parameter
};

struct Account {
  std::map<std::string, std::string> texts;    ///< by parameter, fallbacks included
  std::map<std::string, std::string> secrets;  ///< by parameter: the name of the secret, never the secret
  bool reaches_people = true;
  Limits limits;              ///< the definition's, but for what the account says
  bool reads_posts = false;   ///< all that the proofs of what comes in need is there
  ReceiptAddress receipt_to;  ///< only where reads_posts
};

/// The parameters are those of the definition, and those that every account may have (account_words). A
/// secret is given as "secret:NAME". The error (kConfiguration) names every parameter that is unknown,
/// missing or wrong and holds no value.
///
/// max_in_flight, per_second, per_minute, per_day, per_address_hour, price_per_part: what the school's
/// contract says, instead of the definition's limits. 0 takes a limit away; max_in_flight can only be made
/// smaller.
///
/// receipt_url: the public address at which the house takes what the service posts to this account; empty or
/// not given where the house has none.
///
/// sandbox: true says that nobody is reached; it is refused unless requests go to this machine itself
/// (127.0.0.1, ::1 or localhost).
base::Result<Account> read_account(const Definition& definition,
                                   const std::map<std::string, std::string>& parameters);

/// Names that no parameter of a definition may have: sandbox, receipt_url and the limits.
const std::vector<std::string>& account_words();

/// Pence with at most two decimals, as "3.95", from 0 to 1000: 395 hundredths of a penny. Nothing otherwise.
std::optional<int> hundredths_of_a_penny(std::string_view text);

/// "http" or "https", a host without user or odd characters, an optional port; then at most a path of
/// printable ASCII without "?" and "#".
bool is_base_url(std::string_view url);
/// The URL's host is this machine itself. False for what is no URL.
bool is_loopback(std::string_view url);
/// Length of "https://host:port"; 0 when the text does not begin with that and either ends there or goes
/// on with "/".
std::size_t length_of_origin(std::string_view url);

}  // namespace firstday::provider_declared
