// The first configuration of a school, written for people to edit.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace firstday::config {

struct NewSchool {
  std::string urn;  ///< six digits
  std::string name;
  std::string short_name;  ///< empty: the name
  std::string phone;       ///< the absence line
  std::string email;       ///< may be empty
  std::string language = "en";
  std::string policy = "essex-first-day-calling";
  base::Date today{};  ///< the example terms are of the school year that runs or begins then, and of the next
};

/// Writes firstday.yaml and schools/<urn>.yaml and returns the files written. A firstday.yaml that is
/// there stays; a school's file that is there is a kConflict, and nothing is written. What is written
/// loads without errors (load_settings) as long as the policy exists; its term dates are examples and
/// say so.
base::Result<std::vector<std::string>> write_new_school(const std::string& config_dir,
                                                        const NewSchool& school);

}  // namespace firstday::config
