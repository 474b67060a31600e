#include "providers/declared/incoming.h"

namespace firstday::provider_declared {

const std::vector<std::string>& status_words() {
  static const std::vector<std::string> words = {"accepted", "with_carrier", "not_delivered_yet",
                                                 "failed",   "delivered",    "read"};
  return words;
}

std::vector<std::string> parameters_of(const Incoming& incoming) {
  std::vector<std::string> out;
  for (const Proof& proof : incoming.proofs) {
    out.push_back(proof.secret);
    if (!proof.user.empty()) out.push_back(proof.user);
  }
  return out;
}

}  // namespace firstday::provider_declared
