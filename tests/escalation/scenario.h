// Golden scenarios: a roll and a register above a line of dashes, what plan() must answer below.
//
// Above the line, one fact a line; a line that begins with '#' is a comment. D is a date, T a time, P/D a
// case.
//   now D T                      release T                    facility text=no app_message=yes
//   pupil P FORM [tags=a,b] [home=no] [starts=D]
//   contact P C RELATION [pr=yes|no] [care=yes|no] [mobile=..] [landline=..] [address=no|other] [language=cy]
//           [barred] [emergency] [optout=text,...]
//   professional P ROLE
//   marks P D am,pm am,pm ...    (consecutive school days from D; '-' is no mark)
//   case P/D [session=pm] [version=2] [closed=HOW D T]
//   job P/D STEP C KIND D STATE T [for_good] [tried=NUMBER] [again=2]
//   response P/D D T C LEVEL [return=D]
//   call P/D D T C OUTCOME              decision P/D D T ABOUT ANSWER
#pragma once

#include <string>
#include <string_view>

#include "escalation/world.h"

namespace firstday::escalation::testing {

/// Throws std::runtime_error with the line for what it does not understand.
World read_scenario(std::string_view text);

/// The batch, one line for each thing in it, as it stands below the dashes.
std::string print(const job::Batch& batch);

}  // namespace firstday::escalation::testing
