// Whether the templates that a policy names are there.
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "escalation/policy.h"
#include "render/template_set.h"

namespace firstday::workflow {

/// A template that some step needs to do its work.
struct NamedTemplate {
  std::string name;
  job::Kind kind = job::Kind::kText;
  std::string step;
};

/// Every template that the policy's steps name, by the kind that the step makes of it; in the policy's order,
/// each once.
std::vector<NamedTemplate> templates_named(const escalation::Policy& policy);

/// A warning for each of them that is not there in English, and for a template named by a step that uses
/// none. No error: a missing form must not keep the morning's texts from leaving.
std::vector<base::Problem> check_templates(const escalation::Policy& policy, const render::TemplateSet& set);

}  // namespace firstday::workflow
