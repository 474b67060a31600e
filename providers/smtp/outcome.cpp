#include "providers/smtp/outcome.h"

namespace firstday::provider_smtp {

namespace {

using job::OutcomeKind;

/// RFC 4954: authentication required, credentials invalid, encryption required for it.
bool is_about_us(int reply) {
  return reply == 530 || reply == 534 || reply == 535 || reply == 538;
}

job::Outcome outcome(OutcomeKind kind, const Evidence& e, std::string why) {
  job::Outcome out;
  out.kind = kind;
  out.evidence = std::move(why);
  out.transport_code = e.transport_code;
  out.bytes_sent = e.bytes_sent;
  return out;
}

std::string said(const Evidence& e) {
  return "The mail server's last reply was " + std::to_string(e.reply);
}

}  // namespace

job::Outcome outcome_of(const Evidence& e) {
  if (e.tls_failed)
    return outcome(OutcomeKind::kMisconfigured, e,
                   "No protected connection: TLS is not offered, or the certificate cannot be verified.");
  if (e.login_refused || is_about_us(e.reply))
    return outcome(OutcomeKind::kMisconfigured, e,
                   "The mail server does not take the user name or the password.");
  if (e.whole_body && e.reply == 250)
    return outcome(OutcomeKind::kAccepted, e, "The mail server took it (250).");
  if (e.reply >= 500 && e.reply < 600)
    return outcome(OutcomeKind::kRejectedPermanent, e, said(e) + ": refused for good.");
  if (e.reply >= 400 && e.reply < 500)
    return outcome(OutcomeKind::kRejectedTemporary, e, said(e) + ": not now.");
  if (e.whole_body)
    return outcome(OutcomeKind::kUnknown, e,
                   "The whole message was sent and the mail server gave no final reply.");
  return outcome(OutcomeKind::kNotSent, e,
                 e.connected ? "The connection ended before the message was complete."
                             : "The mail server could not be reached.");
}

}  // namespace firstday::provider_smtp
