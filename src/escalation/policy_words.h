// The words of a policy file for each closed set of policy.h: one table each, both ways.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "escalation/policy.h"
#include "roll/mark.h"

namespace firstday::escalation {

template <typename E>
struct Word {
  E value;
  std::string_view text;
};

/// Every word of one set, in the order of the documentation.
template <typename E>
std::span<const Word<E>> words();

template <>
std::span<const Word<Occurrence>> words();
template <>
std::span<const Word<Mode>> words();
template <>
std::span<const Word<Selector>> words();
template <>
std::span<const Word<Fanout>> words();
template <>
std::span<const Word<StopOn>> words();
template <>
std::span<const Word<Trigger>> words();
template <>
std::span<const Word<ClockOrigin>> words();
template <>
std::span<const Word<OnResume>> words();
template <>
std::span<const Word<TailKind>> words();
template <>
std::span<const Word<Needs>> words();
template <>
std::span<const Word<Scope>> words();
template <>
std::span<const Word<Rationale>> words();
template <>
std::span<const Word<FactWord>> words();
template <>
std::span<const Word<job::Kind>> words();
template <>
std::span<const Word<job::OnlyIf>> words();
template <>
std::span<const Word<roll::CodeClass>> words();  ///< the classes a clock list may name

template <typename E>
std::string_view word_of(E value) {
  for (const Word<E>& w : words<E>())
    if (w.value == value) return w.text;
  return "?";
}

template <typename E>
std::optional<E> from_word(std::string_view text) {
  for (const Word<E>& w : words<E>())
    if (w.text == text) return w.value;
  return std::nullopt;
}

/// What a decision may be about (the scenario format's words): events and conditions use the same.
std::span<const std::string_view> decision_words();

}  // namespace firstday::escalation
