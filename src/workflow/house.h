// Everything a piece of staff's work needs, opened once by app and handed down by reference.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/problem.h"
#include "config/settings.h"
#include "dispatch/provider_choice.h"
#include "escalation/plan.h"
#include "ports/clock.h"
#include "ports/dispatch_right.h"
#include "ports/job_queue.h"
#include "ports/journal.h"
#include "ports/letter_archive.h"
#include "ports/log.h"
#include "ports/provider.h"
#include "ports/quarantine.h"
#include "ports/receipt_inbox.h"
#include "ports/school_store.h"
#include "ports/store_health.h"
#include "ports/typesetter.h"
#include "render/template_set.h"

namespace firstday::workflow {

/// A school's provider accounts, in the order they are tried. Owns its providers.
struct SchoolAccounts {
  std::vector<std::unique_ptr<ports::Provider>> providers;
  std::map<job::Kind, std::vector<dispatch::Account>> by_kind;
};

/// Not thread-safe; one command works in one house. All references outlive it.
struct House {
  config::Settings settings;
  render::TemplateSet templates;
  std::map<std::string, escalation::PolicySet> policies;  ///< by policy id
  std::map<roll::Urn, SchoolAccounts> accounts;

  ports::Clock& clock;
  ports::Log& log;
  ports::SchoolStore& schools;
  ports::JobQueue& queue;
  ports::Journal& journal;
  ports::DispatchGate& gate;

  std::function<std::string(std::string_view)> claim_hash;  ///< keyed; see dispatch/claim.h
  std::string instance;                                     ///< this process, for leases
  std::string actor;                                        ///< who is at the keyboard (--by)
  std::function<std::string(std::string_view)> trace_hash;  ///< keyed; see intake/contact_traces.h
  ports::Typesetter* typesetter = nullptr;                  ///< null: letters cannot be printed here
  ports::LetterArchive* letters = nullptr;  ///< null where the typesetter is: what was printed
  ports::ReceiptInbox* inbox = nullptr;     ///< null where nothing can come in: a rehearsal
  ports::Quarantine* quarantine = nullptr;  ///< null in a rehearsal, which nothing can be missing from
  ports::StoreHealth* health = nullptr;     ///< null in a rehearsal, which needs no disk

  std::string read_only_because =
      {};  ///< why nothing can be written here; empty: it can. Then no account is open
  const config::SchoolSettings* school(const roll::Urn& urn) const { return settings.find(urn); }
};

/// The schools a command is about: the one named, or every one configured. An unknown one is an error
/// that lists what there is.
base::Result<std::vector<const config::SchoolSettings*>> chosen_schools(const House& house,
                                                                        const roll::Urn& only);

}  // namespace firstday::workflow
