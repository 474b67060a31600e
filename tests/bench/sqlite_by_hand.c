/* The rows of a morning's sends, written as tersely as C and SQLite allow, without HTTP: for each group one
 * transaction with what T1 writes and one with what T2 writes. The values come from a database in which the
 * product has sent them already and lie in memory before the clock starts, so the rows are the same, hashes
 * and all, and nothing is computed or looked up here. */
#include "sqlite_by_hand.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Rows that are written one after the other by one statement. */
struct rows {
  sqlite3_stmt* write;
  sqlite3_value** values;
  int columns;
  int count;
  int next;
};

static void check(sqlite3* db, int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  fprintf(stderr, "sqlite_by_hand: %s\n", sqlite3_errmsg(db));
  exit(70);
}

static sqlite3* open_database(const char* path) {
  sqlite3* db = NULL;
  check(db, sqlite3_open(path, &db));
  check(db, sqlite3_exec(db,
                         "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                         "PRAGMA cache_size = -32768",
                         NULL, NULL, NULL));
  return db;
}

static struct rows rows_of(sqlite3* sent, const char* select, sqlite3* fresh, const char* write) {
  struct rows r = {0};
  sqlite3_stmt* read = NULL;
  check(sent, sqlite3_prepare_v2(sent, select, -1, &read, NULL));
  check(fresh, sqlite3_prepare_v3(fresh, write, -1, SQLITE_PREPARE_PERSISTENT, &r.write, NULL));
  r.columns = sqlite3_column_count(read);
  while (sqlite3_step(read) == SQLITE_ROW) {
    r.values = realloc(r.values, sizeof *r.values * (size_t)(r.columns * (r.count + 1)));
    for (int i = 0; i < r.columns; ++i)
      r.values[r.count * r.columns + i] = sqlite3_value_dup(sqlite3_column_value(read, i));
    ++r.count;
  }
  sqlite3_finalize(read);
  return r;
}

static void write_next(sqlite3* db, struct rows* r, int how_many) {
  for (; how_many > 0 && r->next < r->count; --how_many, ++r->next) {
    for (int i = 0; i < r->columns; ++i)
      check(db, sqlite3_bind_value(r->write, i + 1, r->values[r->next * r->columns + i]));
    check(db, sqlite3_step(r->write));
    check(db, sqlite3_reset(r->write));
  }
}

static void forget(struct rows* r) {
  for (int i = 0; i < r->count * r->columns; ++i) sqlite3_value_free(r->values[i]);
  free(r->values);
  sqlite3_finalize(r->write);
}

static double seconds_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

enum { kTables = 11, kOfT1 = 6 };

static const char* const kTexts[kTables][2] = {
    /* T1 */
    {"SELECT number, school, job FROM attempt ORDER BY id",
     "UPDATE job SET state = 'in_flight', reason = '', attempts = $1 WHERE school = $2 AND id = $3"},
    {"SELECT school, id, job, number, fence, provider, account, started_at FROM attempt ORDER BY id",
     "INSERT INTO attempt (school, id, job, number, fence, provider, account, started_at, state, live) "
     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'started', 1)"},
    {"SELECT school, attempt, claim FROM attempt_claim ORDER BY attempt",
     "INSERT INTO attempt_claim (school, attempt, claim, live) VALUES ($1, $2, $3, 1)"},
    {"SELECT school, attempt, kind, language, template_name, template_hash, parts, is_unicode, body_hash, "
     "request_hash, slots, sent_to, subject, body, request FROM message ORDER BY attempt",
     "INSERT INTO message (school, attempt, kind, language, template_name, template_hash, parts, is_unicode, "
     "body_hash, request_hash, slots, sent_to, subject, body, request) "
     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"},
    {"SELECT school, seq, happened_at, type, case_id, pupil, contact, job, attempt, commitment, hash, actor, "
     "details "
     "FROM event WHERE type = 'attempt_started' ORDER BY attempt",
     "INSERT INTO event (school, seq, happened_at, type, case_id, pupil, contact, job, attempt, commitment, "
     "hash, "
     "actor, details) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"},
    {"SELECT seq, hash, school FROM event WHERE type = 'attempt_started' ORDER BY attempt",
     "UPDATE chain_head SET seq = $1, hash = $2 WHERE school = $3"},
    /* T2 */
    {"SELECT school, attempt, number, fence, kind, provider_ref, evidence, retry_after, http_status, "
     "transport_code, "
     "bytes_sent, learned_at FROM attempt_outcome ORDER BY attempt",
     "INSERT INTO attempt_outcome (school, attempt, number, fence, kind, provider_ref, evidence, "
     "retry_after, "
     "http_status, transport_code, bytes_sent, learned_at) "
     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"},
    {"SELECT state, live, school, id FROM attempt ORDER BY id",
     "UPDATE attempt SET state = $1, live = $2 WHERE school = $3 AND id = $4"},
    {"SELECT j.state, j.state_at, j.school, j.id FROM attempt a JOIN job j ON j.school = a.school AND j.id = "
     "a.job "
     "ORDER BY a.id",
     "UPDATE job SET state = $1, state_at = $2 WHERE school = $3 AND id = $4"},
    {"SELECT school, seq, happened_at, type, case_id, pupil, contact, job, attempt, commitment, hash, actor, "
     "details "
     "FROM event WHERE type = 'attempt_finished' ORDER BY attempt",
     "INSERT INTO event (school, seq, happened_at, type, case_id, pupil, contact, job, attempt, commitment, "
     "hash, "
     "actor, details) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"},
    {"SELECT seq, hash, school FROM event WHERE type = 'attempt_finished' ORDER BY attempt",
     "UPDATE chain_head SET seq = $1, hash = $2 WHERE school = $3"}};

/* The head of the chain moves once in a transaction: to the last event of the group. */
static void write_group(sqlite3* db, struct rows* tables, int from, int to, int group) {
  check(db, sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
  for (int t = from; t < to - 1; ++t) write_next(db, &tables[t], group);
  struct rows* head = &tables[to - 1];
  const int last = head->next + group < head->count ? head->next + group : head->count;
  head->next = last - 1;
  write_next(db, head, 1);
  check(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
}

double firstday_write_by_hand(const char* fresh, const char* sent, int group) {
  sqlite3* from = open_database(sent);
  sqlite3* db = open_database(fresh);
  struct rows tables[kTables];
  for (int t = 0; t < kTables; ++t) tables[t] = rows_of(from, kTexts[t][0], db, kTexts[t][1]);
  sqlite3_close(from);
  const double began = seconds_now();
  while (tables[0].next < tables[0].count) {
    write_group(db, tables, 0, kOfT1, group);
    write_group(db, tables, kOfT1, kTables, group);
  }
  const double took = seconds_now() - began;
  for (int t = 0; t < kTables; ++t) forget(&tables[t]);
  sqlite3_close(db);
  return took;
}
