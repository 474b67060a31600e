#include "letters/pdf.h"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <regex>
#include <sstream>

namespace firstday::letters {

namespace {

constexpr double kMmInPoint = 25.4 / 72;
constexpr double kMmInDot = 25.4 / 200;

bool holds(const ports::Area& a, double x, double y, double tolerance) {
  return x >= a.x0 - tolerance && x <= a.x1 + tolerance && y >= a.y0 - tolerance && y <= a.y1 + tolerance;
}

}  // namespace

std::string output_of(const std::string& command, int* status) {
  std::string out;
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 4096> part{};
  while (const std::size_t n = std::fread(part.data(), 1, part.size(), pipe)) out.append(part.data(), n);
  const int ended = ::pclose(pipe);
  if (status != nullptr) *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
  return out;
}

std::string scratch_file(const std::string& name, const std::string& bytes) {
  const std::filesystem::path folder(FIRSTDAY_SCRATCH_DIR);
  std::filesystem::create_directories(folder);
  const std::string path = (folder / name).string();
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

std::vector<Word> words_of_page(const std::string& pdf_path, int page) {
  const std::string n = std::to_string(page);
  const std::string text = output_of("pdftotext -bbox -f " + n + " -l " + n + " " + pdf_path + " -");
  static const std::regex kWord(
      R"re(<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">([^<]*)</word>)re");
  std::vector<Word> words;
  for (std::sregex_iterator at(text.begin(), text.end(), kWord), end; at != end; ++at) {
    const auto mm = [&](int i) { return std::stod((*at)[static_cast<std::size_t>(i)]) * kMmInPoint; };
    words.push_back({{mm(1), mm(2), mm(3), mm(4)}, (*at)[5]});
  }
  return words;
}

long ink_outside(const std::string& pdf_path, int page, const std::vector<ports::Area>& areas,
                 double tolerance) {
  const std::string n = std::to_string(page);
  const std::string pgm = output_of("pdftoppm -gray -r 200 -f " + n + " -l " + n + " " + pdf_path);
  std::istringstream head(pgm);
  std::string magic;
  std::size_t width = 0;
  std::size_t height = 0;
  int most = 0;
  head >> magic >> width >> height >> most;
  if (magic != "P5" || pgm.size() < width * height) return -1;
  const std::size_t start = pgm.size() - width * height;
  long dots = 0;
  for (std::size_t i = 0; i < width * height; ++i) {
    if (static_cast<unsigned char>(pgm[start + i]) == 255) continue;
    const double x = (static_cast<double>(i % width) + 0.5) * kMmInDot;
    const double y = (static_cast<double>(i / width) + 0.5) * kMmInDot;
    const auto in = [&](const ports::Area& a) { return holds(a, x, y, tolerance); };
    if (std::none_of(areas.begin(), areas.end(), in)) ++dots;
  }
  return dots;
}

}  // namespace firstday::letters
