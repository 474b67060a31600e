// What the benchmarks of one run are made of: pieces of work that are timed in turn, round after round, so
// that whatever else the machine does falls on all of them alike.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace firstday::bench {

struct Measure {
  std::string name;  ///< "marks read and validated"
  std::string unit;  ///< what `items` counts: rows, numbers, pupils ...
  double items = 0;  ///< done by one call of `work`
  std::function<void()> work;
  double aim = 0;                 ///< items a second; 0: none
  std::vector<double> took = {};  ///< seconds, one for each round

  /// Items a second in the median round.
  double rate() const;
};

/// Runs each once, unmeasured, and then `rounds` times, interleaved.
void run_interleaved(std::vector<Measure>& all, int rounds);

/// Ends the program: a benchmark that did not do its work has no figure.
[[noreturn]] void fail(const std::string& what);

// Each makes its data at once, keeps it as long as the measures live, and is a source of its own.

/// Marks; libphonenumber alone with one thread and with all cores; a first import of contacts with the same
/// numbers; an unchanged roll read again. Names are kMarks, kBare and so on.
std::vector<Measure> intake_measures(int pupils);
/// `import roll` of a roll that is on record, from the files to the commit.
std::vector<Measure> reimport_measures(int pupils, const std::filesystem::path& folder);
std::vector<Measure> plan_measures(int pupils);
std::vector<Measure> render_measures();

inline constexpr const char* kBare = "libphonenumber alone, 1 thread";
inline constexpr const char* kBareAllCores = "libphonenumber alone, all cores";
inline constexpr const char* kFirstImport = "first import of contacts";
inline constexpr const char* kRender = "texts rendered, English";

}  // namespace firstday::bench
