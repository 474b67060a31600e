// The ways to reach a person outside the school.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace firstday::roll {

enum class Channel { kText, kEmail, kVoice, kCall, kLetter, kCard, kAppMessage, kVisit };

inline constexpr std::array kChannels = {Channel::kText,       Channel::kEmail,  Channel::kVoice,
                                         Channel::kCall,       Channel::kLetter, Channel::kCard,
                                         Channel::kAppMessage, Channel::kVisit};

std::string_view word(Channel channel);  ///< text, email, voice, call, letter, card, app_message, visit
std::optional<Channel> channel_of(std::string_view word);

}  // namespace firstday::roll
