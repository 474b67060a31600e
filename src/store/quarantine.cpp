#include "store/quarantine.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "seal/uuid7.h"
#include "store/high_water.h"

namespace firstday::store {

namespace {

constexpr const char* kProgram = "firstday";

/// What the database says of itself, at one instant.
struct Inside {
  std::string installation;
  std::map<roll::Urn, Mark> heads;
  std::map<roll::Urn, std::string> at_mark;  ///< the hash where the file beside has its mark
  std::optional<ports::Quarantined> hold;
  bool has_sent = false;
  std::optional<base::Instant> newest;
};

std::optional<ports::Quarantined> open_hold(Connection& sql) {
  Rows rows =
      sql.prepared("SELECT began_at, why FROM quarantine WHERE released_at IS NULL ORDER BY number LIMIT 1")
          .query();
  if (!rows.next()) return std::nullopt;
  ports::Quarantined out;
  out.since = rows.instant();
  out.why = rows.text();
  return out;
}

std::string installation_in(Connection& sql) {
  Rows rows = sql.prepared("SELECT id FROM installation").query();
  return rows.next() ? rows.text() : std::string();
}

std::map<roll::Urn, Mark> heads_in(Connection& sql, base::Instant now) {
  std::map<roll::Urn, Mark> out;
  Rows rows = sql.prepared("SELECT school, seq, hash FROM chain_head").query();
  while (rows.next()) {
    Mark& mark = out[rows.id<roll::Urn>()];
    mark.seq = rows.number();
    mark.hash = seal::hex(rows.digest());
    mark.at = now;
  }
  return out;
}

std::map<roll::Urn, std::string> hashes_at(Connection& sql, const HighWater& beside) {
  std::map<roll::Urn, std::string> out;
  for (const auto& [school, mark] : beside.marks) {
    Rows rows = sql.prepared("SELECT hash FROM event WHERE school = $1 AND seq = $2").query(school, mark.seq);
    if (rows.next()) out[school] = seal::hex(rows.digest());
  }
  return out;
}

Inside look_inside(Connection& sql, const std::optional<HighWater>& beside, base::Instant now) {
  Inside out;
  out.installation = installation_in(sql);
  out.heads = heads_in(sql, now);
  if (beside) out.at_mark = hashes_at(sql, *beside);
  out.hold = open_hold(sql);
  out.has_sent = sql.prepared("SELECT 1 FROM attempt LIMIT 1").query().next();
  return out;
}

std::optional<base::Instant> newest_event(Connection& sql) {
  Rows rows = sql.prepared("SELECT MAX(happened_at) FROM event").query();
  rows.next();
  return rows.maybe_instant();
}

/// From when to when messages may have left that the record does not know.
std::string gap_in_words(const std::optional<base::Instant>& newest, const std::optional<HighWater>& beside) {
  std::string out = "Messages may have left after " +
                    (newest ? base::london_date_time(*newest) + " (the newest event here)"
                            : std::string("its beginning (there is no event here)")) +
                    " that this record does not know";
  std::optional<base::Instant> last;
  if (beside)
    for (const auto& [school, mark] : beside->marks) last = std::max(last.value_or(mark.at), mark.at);
  if (last && (!newest || *last > *newest)) out += "; until " + base::london_date_time(*last) + " at least";
  return out + ".";
}

std::string is_behind(const Inside& inside, const HighWater& beside) {
  for (const auto& [school, mark] : beside.marks) {
    const auto at = inside.heads.find(school);
    const long long seq = at == inside.heads.end() ? 0 : at->second.seq;
    if (seq < mark.seq)
      return "The database is older than what was on record here before: of school " + school.text() +
             " there were " + std::to_string(mark.seq) + " events, now there are " + std::to_string(seq) +
             ".";
    const auto hash = inside.at_mark.find(school);
    if (hash == inside.at_mark.end() || hash->second != mark.hash)
      return "The database is another than the one that was here before: event " + std::to_string(mark.seq) +
             " of school " + school.text() + " is not the same.";
  }
  return {};
}

/// What does not fit, in a sentence; empty where all does.
std::string misfit(const Inside& inside, const std::optional<HighWater>& beside, const Place& here) {
  if (!beside) {
    if (inside.installation.empty() || !inside.has_sent) return {};
    return "The file high-water, which says how far this record had come, is gone from beside the database: "
           "it was "
           "put here from elsewhere.";
  }
  if (std::string behind = is_behind(inside, *beside); !behind.empty()) return behind;
  if (!inside.installation.empty() && inside.installation != beside->installation)
    return "The database belongs to another installation than the file high-water beside it.";
  if (!is_same_place(beside->place, here))
    return "The data folder was copied or moved from another place, where Firstday may be sending too.";
  return {};
}

void put_on_every_chain(Transaction& tx, const std::optional<HighWater>& beside,
                        const chronology::Event& event) {
  std::set<roll::Urn> schools;
  {
    Rows rows = tx.sql.prepared("SELECT school FROM school").query();
    while (rows.next()) schools.insert(rows.id<roll::Urn>());
  }
  if (beside)
    for (const auto& [school, mark] : beside->marks) schools.insert(school);
  for (const roll::Urn& school : schools) {
    chronology::Event e = event;
    e.school = school;
    tx.record.put(std::move(e));
  }
}

chronology::Event event_of(chronology::Type type, const std::string& reason, const std::string& actor,
                           base::Instant now) {
  chronology::Event e;
  e.at = now;
  e.type = type;
  e.actor = actor;
  e.details = {{"by", base::Personal("quarantine")}, {"reason", base::Personal(reason)}};
  return e;
}

void put_hold(Transaction& tx, const std::optional<HighWater>& beside, const std::string& why,
              const std::string& cause, const chronology::Event& event) {
  if (open_hold(tx.sql)) return;
  tx.sql
      .prepared(
          "INSERT INTO quarantine (number, began_at, cause, why, released_at) SELECT COALESCE(MAX(number), "
          "0) + 1, "
          "$1, $2, $3, NULL FROM quarantine")
      .run(event.at, cause, why);
  put_on_every_chain(tx, beside, event);
}

class SqlQuarantine final : public ports::Quarantine {
 public:
  explicit SqlQuarantine(Database& database) : database_(database) {}

  base::Result<std::optional<ports::Quarantined>> current() const override {
    return database_.read([](Connection& sql) { return open_hold(sql); });
  }

  /// The file is read first: what was committed meanwhile makes the database newer, never the file.
  base::Result<std::optional<ports::Quarantined>> look(base::Instant now) override {
    const std::optional<HighWater> beside = read_high_water(database_.folder());
    const Place here = place_of(database_.folder() / "firstday.db");
    const auto inside = database_.read([&](Connection& sql) { return look_inside(sql, beside, now); });
    if (!inside) return inside.error();
    const std::string found = misfit(inside.value(), beside, here);
    if (found.empty() && beside && !inside.value().installation.empty() && beside->place == here)
      return inside.value().hold;
    if (!found.empty())
      if (base::Status s = hold_for(found, beside, now); !s) return s.error();
    if (base::Status s = begin_anew(beside, here, now); !s) return s.error();
    return current();
  }

  base::Status begin(const std::string& why, const std::string& actor, base::Instant now) override {
    if (base::trim(why).empty()) return base::usage("Say why nothing is to leave (--reason).");
    const auto done = database_.write([&](Transaction& tx) {
      put_hold(tx, {}, why, actor == kProgram ? "program" : "person",
               event_of(chronology::Type::kBatchHeld, why, actor, now));
      return 0;
    });
    return done ? base::Status() : done.error();
  }

  base::Status release(const std::string& reason, const std::string& actor, base::Instant now) override {
    if (base::trim(reason).empty())
      return base::usage("Say what you have found out, and why messages may leave again (--reason).");
    const auto done = database_.write([&](Transaction& tx) {
      if (!open_hold(tx.sql)) throw Refusal{base::usage("There is no quarantine here; nothing was changed.")};
      tx.sql.prepared("UPDATE quarantine SET released_at = $1 WHERE released_at IS NULL").run(now);
      put_on_every_chain(tx, {}, event_of(chronology::Type::kBatchReleased, reason, actor, now));
      return 0;
    });
    return done ? base::Status() : done.error();
  }

 private:
  base::Status hold_for(const std::string& found, const std::optional<HighWater>& beside, base::Instant now) {
    const auto done = database_.write([&](Transaction& tx) {
      const std::string why = found + " " + gap_in_words(newest_event(tx.sql), beside);
      put_hold(tx, beside, why, "found", event_of(chronology::Type::kBatchHeld, why, kProgram, now));
      return 0;
    });
    return done ? base::Status() : done.error();
  }

  /// The file of this database in this place. Before the row that says it was begun: a process that dies
  /// between the two is seen by the next, which finds a file that fits.
  base::Status begin_anew(const std::optional<HighWater>& beside, const Place& here, base::Instant now) {
    const auto done = database_.write([&](Transaction& tx) {
      HighWater state;
      state.installation = installation_in(tx.sql);
      const bool is_new = state.installation.empty();
      if (is_new) state.installation = beside ? beside->installation : seal::uuid7(now);
      state.place = here;
      state.marks = heads_in(tx.sql, now);
      if (base::Status s = write_high_water(database_.folder(), state); !s) throw Refusal{s.error()};
      // Also where nothing is new, so that this commit brings to the disk what the file already tells of.
      if (!is_new) tx.sql.prepared("UPDATE installation SET id = id").run();
      if (is_new)
        tx.sql.prepared("INSERT INTO installation (id, begun_at) VALUES ($1, $2)")
            .run(state.installation, now);
      return 0;
    });
    return done ? base::Status() : done.error();
  }

  Database& database_;
};

}  // namespace

std::unique_ptr<ports::Quarantine> make_quarantine(Database& database) {
  return std::make_unique<SqlQuarantine>(database);
}

bool is_quarantined(Connection& sql) {
  return sql.prepared("SELECT 1 FROM quarantine WHERE released_at IS NULL LIMIT 1").query().next();
}

base::Error nothing_leaves() {
  return base::conflict(
      "Nothing leaves: this installation is in quarantine. A person ends it: firstday release --quarantine.");
}

}  // namespace firstday::store
