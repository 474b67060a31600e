// kill -9 in the middle of sending, again and again, against a server that counts what it processed
// (design invariant 5). The harness is shown to notice: with each of three rules broken it fails.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "e2e/program.h"
#include "faults/kill_rounds.h"

namespace firstday::faults {
namespace {

namespace fs = std::filesystem;

constexpr int kMostInFlight = 4;

int long_or(int usual, int when_long) {
  return std::getenv("FIRSTDAY_LONG") != nullptr ? when_long : usual;
}

/// What became of the texts, as the product says and as the server counted.
struct Verdict {
  int kills = 0;
  int while_held = 0;
  int messages = 0;
  int sent = 0;
  int unknown = 0;
  int doubled = 0;  ///< people for whom more than one request was processed
  int lost = 0;     ///< sent by the product's word and never processed, or neither sent nor unknown
};

void print(const char* what, const Verdict& v) {
  std::cout << what << ": " << v.kills << " kills, " << v.while_held << " while a request was held; "
            << v.messages << " messages: " << v.sent << " sent, " << v.unknown << " unknown, " << v.doubled
            << " doubled, " << v.lost << " lost\n";
}

bool holds(const Verdict& v) {
  return v.doubled == 0 && v.lost == 0 && v.unknown <= v.kills * kMostInFlight &&
         v.sent + v.unknown == v.messages;
}

int count_doubled(const Tally& tally) {
  int n = 0;
  for (const auto& [number, times] : tally.processed) n += times > 1 ? 1 : 0;
  return n;
}

// --- the whole program: `firstday run`, a school of absent pupils, a definition file

std::string number_of(int i) {
  char text[16];
  std::snprintf(text, sizeof text, "07700900%03d", i);
  return text;
}

class RealRun {
 public:
  RealRun(const std::string& name, int pupils) : folder_(e2e::fresh_folder(name)), pupils_(pupils) {
    write_config("http://127.0.0.1:9");
    std::string roll = "school,pupil,forename,surname,year,form\n";
    std::string contacts =
        "school,pupil,contact,priority,relationship,forename,surname,parental_responsibility,mobile\n";
    std::string marks = "school,pupil,date,session,code\n";
    for (int i = 0; i < pupils; ++i) {
      const std::string n = std::to_string(i);
      roll += "900001,P" + n + ",Kit,Number" + n + ",Y5,5H\n";
      contacts += "900001,P" + n + ",C" + n + ",1,mother,Sam,Number" + n + ",yes," + number_of(i) + "\n";
      marks += "900001,P" + n + ",2027-01-12,AM,N\n";
    }
    fs::create_directories(folder_ / "in");
    e2e::write_file(folder_ / "in/pupils.csv", roll);
    e2e::write_file(folder_ / "in/contacts.csv", contacts);
    e2e::write_file(folder_ / "in/marks.csv", marks);
    firstday({"import", "roll", "--from", (folder_ / "in").string(), "--yes"});
    firstday({"import", "marks", "--from", (folder_ / "in/marks.csv").string()});
    fs::copy(folder_ / "data", folder_ / "pristine", fs::copy_options::recursive);
  }

  Tally kill(int kills, unsigned seed) {
    fs::remove_all(folder_ / "data");
    fs::copy(folder_ / "pristine", folder_ / "data", fs::copy_options::recursive);
    return kill_rounds(kills, seed, 4, [&](const std::string& url) {
      write_config(url);
      return start_program(FIRSTDAY_PROGRAM, arguments({"run", "--hold", "0"}));
    });
  }

  Verdict verdict(const Tally& tally) {
    Verdict v;
    v.kills = tally.kills;
    v.while_held = tally.while_held;
    v.messages = pupils_;
    v.doubled = count_doubled(tally);
    std::istringstream rows(firstday({"--json", "log", "--channel", "text"}).out);
    for (std::string line; std::getline(rows, line);) {
      const auto row = nlohmann::json::parse(line);
      const std::string n = row["to"].get<std::string>().substr(1);
      const auto at = tally.processed.find("447700900" + number_of(std::stoi(n)).substr(8));
      const bool processed = at != tally.processed.end();
      const bool sent = row["state"] == "accepted_final";
      const bool unknown = row["state"] == "unknown";
      v.sent += sent ? 1 : 0;
      v.unknown += unknown ? 1 : 0;
      v.lost += (sent && !processed) || (!sent && !unknown) ? 1 : 0;
    }
    return v;
  }

  e2e::Ran firstday(const std::vector<std::string>& words) {
    const e2e::Ran ran = e2e::run_program(FIRSTDAY_PROGRAM, arguments(words));
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.exit_code << ran.err;
    return ran;
  }

 private:
  std::vector<std::string> arguments(std::vector<std::string> words) const {
    const std::vector<std::string> globals = {"--config", (folder_ / "config").string(),
                                              "--data",   (folder_ / "data").string(),
                                              "--now",    "2027-01-12 09:45"};
    words.insert(words.begin(), globals.begin(), globals.end());
    return words;
  }

  void write_config(const std::string& url) const {
    const fs::path config = folder_ / "config";
    fs::create_directories(config / "schools");
    fs::create_directories(config / "providers");
    fs::create_directories(config / "secrets");
    e2e::write_file(config / "firstday.yaml",
                    "accounts:\n  - name: gateway\n    provider: kannel\n    kinds: [text]\n    parameters:\n"
                    "      url: \"" +
                        url +
                        "/cgi-bin/sendsms\"\n      username: school\n"
                        "      password: \"secret:kannel\"\n      sandbox: \"true\"\n");
    e2e::write_file(config / "secrets/kannel", "open sesame\n");
    fs::permissions(config / "secrets/kannel", fs::perms::owner_read | fs::perms::owner_write);
    fs::copy_file(e2e::source_path("config/sample/schools/900001.yaml"), config / "schools/900001.yaml",
                  fs::copy_options::overwrite_existing);
    // The shipped definition, with room for four at a time, and the counting server's answer taken for
    // Kannel's.
    std::string definition = e2e::read_file(e2e::source_path("providers/kannel.yaml"));
    definition.insert(definition.find("response:"), "limits: {max_in_flight: 4, timeout_seconds: 20}\n\n");
    definition.insert(definition.find("outcomes:\n") + 10,
                      "  - {when: {status: 200, body: {text: {matches: '^\\{\"id\"'}}}, is: accepted, why: "
                      "\"Counted.\"}\n");
    e2e::write_file(config / "providers/kannel.yaml", definition);
  }

  fs::path folder_;
  int pupils_;
};

TEST(KillNine, RunLosesNothingAndTellsNobodyTwice) {
  Verdict all;
  RealRun run("kill-run", 180);
  const int rounds = long_or(8, 80);
  for (int round = 0; round < rounds; ++round) {
    const Verdict v = run.verdict(run.kill(25, 1000U + static_cast<unsigned>(round)));
    EXPECT_TRUE(holds(v)) << "round " << round;
    all.kills += v.kills;
    all.while_held += v.while_held;
    all.messages += v.messages;
    all.sent += v.sent;
    all.unknown += v.unknown;
    all.doubled += v.doubled;
    all.lost += v.lost;
  }
  print("firstday run", all);
  EXPECT_GE(all.kills, rounds * 25);
  EXPECT_GE(2 * all.while_held, all.kills) << "too few kills fell where it matters";
  EXPECT_EQ(all.doubled, 0);
  EXPECT_EQ(all.lost, 0);
}

// --- the harness itself: a sender with one rule broken is found out

Verdict crash_child(const std::string& sabotage, int jobs, int kills) {
  const fs::path folder = e2e::fresh_folder("kill-" + sabotage);
  const std::string data = (folder / "data").string();
  const int prepared = wait_for(start_program(FIRSTDAY_CRASH_CHILD, {"prepare", data, std::to_string(jobs)}));
  EXPECT_EQ(prepared, 0);
  const Tally tally = kill_rounds(kills, 7, 4, [&](const std::string& url) {
    return start_program(FIRSTDAY_CRASH_CHILD, {"send", data, url, sabotage});
  });
  Verdict v;
  v.kills = tally.kills;
  v.while_held = tally.while_held;
  v.messages = jobs;
  v.doubled = count_doubled(tally);
  v.sent = static_cast<int>(tally.processed.size());
  v.unknown = jobs - v.sent;  // a person nobody counted a request for must be an unknown
  print(sabotage.c_str(), v);
  return v;
}

TEST(KillNine, TheSenderAloneHoldsItsRules) {
  const Verdict v = crash_child("none", 200, 20);
  EXPECT_EQ(v.doubled, 0);
  EXPECT_LE(v.unknown, v.kills * kMostInFlight);
}

TEST(KillNine, AnAttemptCommittedAfterItsBytesIsNoticed) {
  EXPECT_GT(crash_child("late_t1", 120, 20).doubled, 0);
}

TEST(KillNine, AnUnknownThatIsQueuedAgainIsNoticed) {
  EXPECT_GT(crash_child("requeue_unknown", 120, 20).doubled, 0);
}

TEST(KillNine, AMissingUniqueIndexIsNoticed) {
  EXPECT_GT(crash_child("no_index", 60, 5).doubled, 0);
}

}  // namespace
}  // namespace firstday::faults
