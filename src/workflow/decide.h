// What staff decide, put on record with who, in which role, and why.
#pragma once

#include <string>
#include <vector>

#include "workflow/record.h"

namespace firstday::workflow {

/// An answer to a question that a policy asks, or the passing of a gate without its evidence.
struct DecisionRecord {
  std::string pupil;
  std::string about;  ///< a word of escalation::decision_words(), or a gate's action
  std::string role;   ///< in which the person decides: dsl, slt, attendance_officer ...
  std::string answer;
  base::Personal rationale;
  std::vector<std::string> confirmed = {};  ///< what the question asks beside its answer, and is so
  std::vector<std::string> denied = {};     ///< ... and is not so
  std::vector<std::string> consulted = {};  ///< who was heard first
};

/// The open questions about it are done. kUsage when there is no open case; the policy asks no such
/// question and no open task does (whether a reason is acceptable may always be said); the role is neither
/// one that is asked nor above it (the DSL and the head may answer every question); the answer is none of the
/// options; the rationale is missing where the procedure wants one. Who
/// accepts a reason of a child in social care the policy says (Tier::accepts_reason; by itself the DSL
/// alone). A gate is passed by its own role, with the answer "override" and a rationale.
base::Result<Recorded> decide(House& house, const roll::Urn& only, const DecisionRecord& decision);

}  // namespace firstday::workflow
