// From what the service's endpoint read to the inbox: finds the account's reader and has the post kept.
#pragma once

#include <string>

#include "web/routes.h"
#include "workflow/receipts.h"

namespace firstday::app {

/// Of the address under which providers reach a school's accounts: "https://absence.example.org" and 900001
/// give "https://absence.example.org/receipts/900001". Empty where the house has no public address.
std::string posts_url(const std::string& public_url, const roll::Urn& school);

/// Safe from any thread once the house is open: it reads the house's accounts, which nobody changes then.
class PostDesk {
 public:
  /// The house must have an inbox. Both outlive the desk.
  explicit PostDesk(const workflow::House& house);

  /// kKept and kAgain only when it is on disk. The public address stands in for whatever host and port the
  /// request came to, since that is what a provider signs.
  web::PostAnswer take(const web::Post& post);

 private:
  const workflow::House& house_;
  workflow::PostCounts counts_;
};

}  // namespace firstday::app
