// The parts of a definition file, each read by its own source file. For read_definition.cpp only.
#pragma once

#include "providers/declared/definition.h"
#include "providers/declared/section.h"
#include "providers/declared/yaml_tree.h"

namespace firstday::provider_declared {

/// Into definition.auth and definition.request; needs its parameters.
void read_request_parts(const Section& file, Definition& definition, Findings& findings);
/// Into definition.response and definition.outcomes.
void read_answer_parts(const Section& file, Definition& definition, Findings& findings);
/// Into definition.incoming; needs its parameters.
void read_incoming_parts(const Section& file, Definition& definition, Findings& findings);
/// Into definition.incoming.proofs.
void read_proofs(const Node& auth, Definition& definition, Findings& findings);
/// Into definition.self_test.
void read_self_test(const Section& file, Definition& definition, Findings& findings);

/// Into definition.self_test.posts.
void read_self_test_posts(const Section& self_test, Definition& definition, Findings& findings);

}  // namespace firstday::provider_declared
