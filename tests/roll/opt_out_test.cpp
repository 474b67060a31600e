// A STOP belongs to the number: whoever has it on the roll gets nothing there.
#include "roll/opt_out.h"

#include <gtest/gtest.h>

namespace firstday::roll {
namespace {

Contact contact(const std::string& ref, const std::string& mobile, const std::string& email = "") {
  Contact c;
  c.pupil = PupilRef("P1");
  c.ref = ContactRef(ref);
  if (!mobile.empty()) c.mobile = {base::Personal(mobile), PhoneKind::kMobile};
  c.email = base::Personal(email);
  return c;
}

OptOut out(Channel channel, const std::string& address) {
  return {Urn("100001"), channel, base::Personal(address), {}};
}

TEST(OptOuts, EndOneChannelForEverybodyWithTheNumber) {
  Roll roll;
  roll.contacts = {contact("C1", "+447700900301", "a@example.org"), contact("C2", "+447700900301"),
                   contact("C3", "+447700900302")};
  put_into_force(std::vector{out(Channel::kText, "+447700900301")}, roll);
  EXPECT_EQ(roll.contacts[0].opted_out, std::vector{Channel::kText});
  EXPECT_EQ(roll.contacts[1].opted_out, std::vector{Channel::kText});
  EXPECT_TRUE(roll.contacts[2].opted_out.empty());
}

TEST(OptOuts, KnowAnAddressInAnyCaseAndKeepWhatTheRollSays) {
  Roll roll;
  roll.contacts = {contact("C1", "+447700900301", "Alex@Example.org")};
  roll.contacts[0].opted_out = {Channel::kText, Channel::kLetter};
  put_into_force(std::vector{out(Channel::kEmail, "alex@example.org"), out(Channel::kText, "+447700900301")},
                 roll);
  EXPECT_EQ(roll.contacts[0].opted_out, (std::vector{Channel::kText, Channel::kEmail, Channel::kLetter}))
      << "sorted, each once";
}

TEST(OptOuts, DoNotTouchWhoHasNoAddress) {
  Roll roll;
  roll.contacts = {contact("C1", "")};
  put_into_force(std::vector{out(Channel::kText, "")}, roll);
  EXPECT_TRUE(roll.contacts[0].opted_out.empty());
}

}  // namespace
}  // namespace firstday::roll
