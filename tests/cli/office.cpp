#include "cli/office.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/text.h"

namespace firstday::cli {

namespace {

class Opened : public OpenedHouse {
 public:
  explicit Opened(workflow::House& house) : house_(house) {}
  workflow::House& house() override { return house_; }

 private:
  workflow::House& house_;
};

}  // namespace

base::Result<std::unique_ptr<OpenedHouse>> OfficeApp::open(const Globals& globals) {
  t_.house().actor = globals.by;
  return std::unique_ptr<OpenedHouse>(std::make_unique<Opened>(t_.house()));
}

Answer Office::type(std::vector<std::string> words) {
  words.insert(words.begin(), "firstday");
  if (std::find(words.begin(), words.end(), "--by") == words.end())
    words.insert(words.end(), {"--by", "A. Office"});
  std::vector<const char*> argv;
  argv.reserve(words.size());
  for (const std::string& word : words) argv.push_back(word.c_str());
  testing::internal::CaptureStderr();
  const auto read = read_command_line(static_cast<int>(argv.size()), argv.data());
  Answer answer;
  answer.err = testing::internal::GetCapturedStderr();
  if (const int* code = std::get_if<int>(&read)) {
    answer.exit_code = *code;
    return answer;
  }
  std::ostringstream out;
  std::ostringstream err;
  std::istringstream in;
  Terminal terminal{out, err, in};
  OfficeApp app(t);
  answer.exit_code = run_command(std::get<Invocation>(read), app, terminal);
  answer.out = out.str();
  answer.err += err.str();
  return answer;
}

std::vector<std::string> Office::rows(std::vector<std::string> words) {
  words.insert(words.begin(), "--json");
  std::vector<std::string> lines = base::split(type(std::move(words)).out, '\n');
  std::erase(lines, "");
  return lines;
}

}  // namespace firstday::cli
