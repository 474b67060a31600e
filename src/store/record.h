// Adds to the record inside a transaction: numbers and chains the events of each school, and keeps
// the table of cases in step with them.
#pragma once

#include <map>
#include <string_view>

#include "chronology/event.h"
#include "seal/hash.h"
#include "store/connection.h"

namespace firstday::store {

/// Lives as long as one write transaction.
class Record {
 public:
  Record(Connection& sql, const seal::Digest& chain_key) : sql_(sql), chain_key_(chain_key) {}

  /// Gives the event its seq.
  void put(chronology::Event event);
  /// True when the chain ends at or after this event, sealed, and its end is the event that stands there.
  bool is_whole_up_to(const roll::Urn& school, long long seq);
  /// The last event of each school that this transaction wrote for, by its seq.
  std::map<roll::Urn, long long> ends() const;
  /// Writes where each chain now ends; called once, before the commit.
  void finish();

  struct Head {
    long long seq = 0;
    seal::Digest hash{};
  };
  /// The ends of the chains that this transaction has advanced.
  const std::map<roll::Urn, Head>& heads() const { return heads_; }

 private:
  Head& head_of(const roll::Urn& school);
  Head load(const roll::Urn& school);
  void insert(const chronology::Event& event, std::string_view details, const seal::Digest& commitment,
              const seal::Digest& hash);
  void keep_case(const chronology::Event& event);

  Connection& sql_;
  const seal::Digest& chain_key_;
  std::map<roll::Urn, Head> heads_;
};

/// Puts the school into the list of those that are known.
void know_school(Connection& sql, const roll::Urn& school);

}  // namespace firstday::store
