#include "roll/channel.h"

namespace firstday::roll {

std::string_view word(Channel channel) {
  switch (channel) {
    case Channel::kText:
      return "text";
    case Channel::kEmail:
      return "email";
    case Channel::kVoice:
      return "voice";
    case Channel::kCall:
      return "call";
    case Channel::kLetter:
      return "letter";
    case Channel::kCard:
      return "card";
    case Channel::kAppMessage:
      return "app_message";
    case Channel::kVisit:
      return "visit";
  }
  return "?";
}

std::optional<Channel> channel_of(std::string_view text) {
  for (Channel c : kChannels)
    if (word(c) == text) return c;
  return std::nullopt;
}

}  // namespace firstday::roll
