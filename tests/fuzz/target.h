// What the fuzzers try: readers of bytes that come from outside.
//
// A target reads any bytes and ends the process (FIRSTDAY_CHECK, a sanitizer, an exception) where something
// that must hold does not. The same targets run in two places: under libFuzzer (scripts/fuzz) and, over every
// file of corpus/NAME, in the unit run (replay_test.cpp), so that what was found once stays a test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstday::fuzz {

struct Target {
  std::string name;  ///< of its folder in corpus/ too
  void (*run)(std::string_view input);
};

/// All of them.
const std::vector<Target>& targets();

void read_csv(std::string_view input);      ///< intake: records and fields of any text
void import_lists(std::string_view input);  ///< intake: pupils, contacts and marks, parted by "===" lines
void judge_answer(std::string_view input);  ///< declared: an HTTP answer, by every definition there is
void read_provider_file(std::string_view input);  ///< declared: a definition, and its self-test
void take_a_post(std::string_view input);         ///< declared: what a service posts, its proof and its words
void check_signature(
    std::string_view input);                 ///< declared: each kind of proof, of anybody and of the service
void write_message(std::string_view input);  ///< render: a template file, filled in each form

/// A whole file; ends the process when it cannot be read.
std::string file_text(const std::string& path);

}  // namespace firstday::fuzz
