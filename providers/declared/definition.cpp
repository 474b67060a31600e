#include "providers/declared/definition.h"

namespace firstday::provider_declared {

const Parameter* find_parameter(const Definition& definition, const std::string& name) {
  for (const Parameter& parameter : definition.parameters)
    if (parameter.name == name) return &parameter;
  return nullptr;
}

}  // namespace firstday::provider_declared
