#include "workflow/set_up.h"

#include "config/init.h"

namespace firstday::workflow {

base::Result<std::vector<std::string>> set_up(const std::string& config_dir, const std::string& urn,
                                              const std::string& name, const std::string& short_name,
                                              const std::string& phone, base::Date today) {
  config::NewSchool school;
  school.urn = urn;
  school.name = name;
  school.short_name = short_name;
  school.phone = phone;
  school.today = today;
  return config::write_new_school(config_dir, school);
}

}  // namespace firstday::workflow
