#include "workflow/policy_templates.h"

#include <algorithm>
#include <optional>

namespace firstday::workflow {

namespace {

using job::Kind;

/// What a step of this kind makes of its `template`; nothing: no use of one.
std::optional<Kind> kind_for(Kind action) {
  switch (action) {
    case Kind::kText:
    case Kind::kEmail:
    case Kind::kVoice:
    case Kind::kCall:
    case Kind::kVoicemail:
    case Kind::kLetter:
    case Kind::kCard:
    case Kind::kAppMessage:
    case Kind::kVisit:
    case Kind::kForm:
      return action;
    case Kind::kRefer:
      return Kind::kForm;
    default:
      return std::nullopt;
  }
}

void add(std::vector<NamedTemplate>& to, const std::string& name, Kind kind, const std::string& step) {
  const bool known = std::any_of(to.begin(), to.end(),
                                 [&](const NamedTemplate& n) { return n.name == name && n.kind == kind; });
  if (!name.empty() && !known) to.push_back({name, kind, step});
}

}  // namespace

std::vector<NamedTemplate> templates_named(const escalation::Policy& policy) {
  std::vector<NamedTemplate> out;
  for (const escalation::Step& step : policy.steps) {
    const auto kind = kind_for(step.action);
    if (!kind) continue;
    add(out, step.template_name, *kind, step.id);
    add(out, step.template_for_others, *kind, step.id);
    add(out, step.voicemail_template, Kind::kVoicemail, step.id);
    if (step.email_instead) add(out, step.template_name, Kind::kEmail, step.id);
  }
  return out;
}

std::vector<base::Problem> check_templates(const escalation::Policy& policy, const render::TemplateSet& set) {
  std::vector<base::Problem> out;
  const auto warn = [&](const std::string& step, std::string what, std::string mend) {
    out.push_back({base::Severity::kWarning, policy.id + ".yaml", 0, 0, "steps." + step, std::move(what),
                   std::move(mend)});
  };
  for (const NamedTemplate& n : templates_named(policy))
    if (set.find(n.name, n.kind, "en") == nullptr)
      warn(n.step,
           "There is no template '" + n.name + "' of the kind " + std::string(job::word(n.kind)) +
               ", so the step cannot be carried out in words.",
           "Write templates/" + n.name + "/" + std::string(job::word(n.kind)) + ".en.md, or name another.");
  for (const escalation::Step& step : policy.steps)
    if (!kind_for(step.action) && !step.template_name.empty())
      warn(step.id, "The step names a template, and has no use for one.", "Take it out.");
  return out;
}

}  // namespace firstday::workflow
