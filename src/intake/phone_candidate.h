// A phone cell cleaned and parsed, before the numbering plan is asked whose it is.
#pragma once

#include <phonenumbers/phonenumber.pb.h>

#include <string>
#include <string_view>

#include "intake/phone.h"

namespace firstday::intake {

struct PhoneCandidate {
  i18n::phonenumbers::PhoneNumber number;
  PhoneVerdict verdict = PhoneVerdict::kGood;  ///< kGood: of a possible length for its country
  bool guessed_abroad = false;                 ///< possible only with a plus sign that was not written
};

/// The first way of reading `raw` that gives a number of a possible length; else why the first failed.
PhoneCandidate find_candidate(std::string_view raw, const std::string& region);

}  // namespace firstday::intake
