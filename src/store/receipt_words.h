// Words of posts as rows.
#pragma once

#include <optional>
#include <vector>

#include "ports/receipt_inbox.h"
#include "store/connection.h"

namespace firstday::store {

/// A row as the settling of a word needs it.
struct WordRow {
  ports::Matched word;
  bool contradicts = false;
  bool is_open = false;

  bool is_receipt() const {
    return word.unreadable.empty() && std::holds_alternative<job::Receipt>(word.word);
  }
  bool is_reply() const { return word.unreadable.empty() && std::holds_alternative<job::Reply>(word.word); }
};

std::optional<WordRow> find_word(Connection& sql, const roll::Urn& school, const std::string& post,
                                 int number);
void insert_word(Connection& sql, const WordRow& row);
/// Attempt, people and flags as they are in `row`; the rest of a word never changes.
void update_word(Connection& sql, const WordRow& row);
std::vector<WordRow> open_rows(Connection& sql, const roll::Urn& school);

/// What was said of an attempt by other words than this one.
std::vector<job::ReceiptStatus> statuses_of(Connection& sql, const ports::Matched& word);
/// Another reply with the same id over the same account is here.
bool is_known_reply(Connection& sql, const ports::Matched& word);

}  // namespace firstday::store
