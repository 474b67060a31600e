// A template with its sample data, as it would leave.
#pragma once

#include <string>
#include <vector>

#include "config/templates.h"
#include "workflow/house.h"

namespace firstday::workflow {

struct PreviewRow {
  std::string name;
  job::Kind kind = job::Kind::kText;
  std::string language;
  std::string file;
  bool reviewed = false;
  std::string subject;
  std::string body;
  int parts = 0;  ///< texts only
  bool unicode = false;
  int units = 0;
};

/// Every shipped and own template called `name` (all when empty), with the sample beside it.
/// kUsage when there is none of that name.
base::Result<std::vector<PreviewRow>> preview(const config::TemplateFolders& folders,
                                              const std::string& name);

}  // namespace firstday::workflow
