// One school: its name, calendar, and what it can send with.
#pragma once

#include <string>
#include <vector>

#include "roll/calendar.h"
#include "roll/pupil.h"

namespace firstday::roll {

/// What the school has the means to do ("if facility to do so", procedure 000; domain.md 1.1 no. 22).
struct Facility {
  bool text = true;
  bool email = false;
  bool voice = false;
  bool app_message = false;
  std::string work_platform;  ///< where absent children find their work (001-02); may be empty
};

struct School {
  Urn urn;
  std::string name;        ///< "Hazel Road Primary School"
  std::string short_name;  ///< as texts say it: "Hazel Road"
  std::string phone;       ///< the absence line, as parents should dial it
  std::string email;
  std::string address;  ///< as letters show it, lines apart by commas; may be empty
  std::string language = "en";
  Calendar calendar;
  Facility facility;
};

}  // namespace firstday::roll
