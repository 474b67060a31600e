#include <fstream>
#include <iterator>

#include "base/check.h"
#include "fuzz/target.h"

namespace firstday::fuzz {

const std::vector<Target>& targets() {
  static const std::vector<Target> all = {{"csv", read_csv},          {"lists", import_lists},
                                          {"answer", judge_answer},   {"definition", read_provider_file},
                                          {"incoming", take_a_post},  {"signature", check_signature},
                                          {"template", write_message}};
  return all;
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  FIRSTDAY_CHECK(in.is_open(), "the file is there");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace firstday::fuzz
