#include "config/init.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "base/text.h"
#include "config/absence_line.h"
#include "config/init_terms.h"

namespace firstday::config {

namespace fs = std::filesystem;

namespace {

constexpr const char* kShared =
    "# What all schools of this folder share. config/README.md describes every key.\n"
    "log:\n"
    "  format: text     # json for a log collector\n"
    "  level: info\n"
    "\n"
    "# Who carries the messages. The sandbox reaches nobody: it writes what would leave into the data "
    "folder.\n"
    "# Put a real account here when you have read what leaves. Accounts are tried in this order.\n"
    "accounts:\n"
    "  - name: sandbox\n"
    "    provider: sandbox\n"
    "    kinds: [text, email, voice]\n";

/// As YAML's double-quoted style: any text without control characters survives.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

base::Status check(const NewSchool& s) {
  if (s.urn.size() != 6 || !base::is_digits(s.urn))
    return base::usage("A URN has six digits. Give the school's own.");
  if (base::trim(s.name).empty()) return base::usage("A school needs a name.");
  if (const std::string wrong = wrong_with_absence_line(s.phone); !wrong.empty())
    return base::usage("The absence line: " + wrong + " " + kMendAbsenceLine);
  for (const std::string& text : {s.name, s.short_name, s.email, s.language, s.policy})
    if (has_control(text)) return base::usage("A name may not hold line breaks or other control characters.");
  return {};
}

std::string optional_line(const char* key, const std::string& value, const char* example) {
  return value.empty() ? std::string("# ") + key + ": " + example + "\n"
                       : key + (": " + quoted(value)) + "\n";
}

std::string who(const NewSchool& s) {
  return "# One school. config/README.md describes every key; firstday check says what is wrong here.\n"
         "urn: " +
         s.urn + "\n" + "name: " + quoted(s.name) + "\n" +
         "short_name: " + quoted(s.short_name.empty() ? s.name : s.short_name) +
         "   # as texts say it; short saves parts\n" + "phone: " + quoted(s.phone) +
         "   # the absence line, as parents dial it\n" +
         optional_line("email", s.email, "office@example.org") + "language: " + quoted(s.language) +
         "   # for contacts whose own is not on record\n";
}

std::string how(const NewSchool& s) {
  return "\n"
         "policy: " +
         quoted(s.policy) + "   # a file in policies/, here or shipped\n" +
         "# trial: true   # everything is planned and recorded, and nothing that reaches people leaves\n"
         "hold_minutes: 10   # between plan and sending: time to look and to enter reasons\n"
         "send_window: {from: \"08:00\", to: \"18:00\"}   # messages to families leave only then\n"
         "\n"
         "# What the school has the means to send. A text needs an account that carries texts, and so on.\n"
         "facility:\n"
         "  text: true\n"
         "  email: false\n"
         "  voice: false\n"
         "  app_message: false\n"
         "  # work_platform: where absent children find their work\n";
}

std::string when(const NewSchool& s) {
  return "\n"
         "# EDIT: these dates are EXAMPLES of the usual pattern, not your school's. Both ends are included.\n"
         "calendar:\n" +
         example_terms(s.today) +
         "  closures: []      # snow days and the like: a date, or {from: ..., to: ...}\n"
         "  # EDIT: your registers. A plan made before a register closes sees nobody absent.\n"
         "  sessions:\n"
         "    am: \"08:50\"\n"
         "    am_register_closes: \"09:30\"\n"
         "    pm: \"13:10\"\n"
         "    pm_register_closes: \"13:20\"\n"
         "    school_ends: \"15:20\"\n";
}

/// Fails where the file is already there: nobody's work is written over.
base::Status write_new(const fs::path& path, const std::string& text) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wx"), &std::fclose);
  if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() ||
      std::fflush(file.get()) != 0)
    return base::unavailable("'" + path.string() +
                             "' cannot be written. Look at the folder's owner and free space.");
  return {};
}

}  // namespace

base::Result<std::vector<std::string>> write_new_school(const std::string& config_dir,
                                                        const NewSchool& school) {
  if (base::Status wrong = check(school); !wrong) return wrong.error();
  const fs::path shared = fs::path(config_dir) / "firstday.yaml";
  const fs::path own = fs::path(config_dir) / "schools" / (school.urn + ".yaml");
  std::error_code failed;
  if (fs::exists(own, failed))
    return base::conflict("'" + own.string() + "' is there already. Edit it, or move it away first.");
  fs::create_directories(own.parent_path(), failed);
  if (failed)
    return base::unavailable("The folder '" + own.parent_path().string() +
                             "' cannot be made. Look at its owner.");
  std::vector<std::string> written;
  if (!fs::exists(shared, failed)) {
    if (base::Status s = write_new(shared, kShared); !s) return s.error();
    written.push_back(shared.string());
  }
  if (base::Status s = write_new(own, who(school) + how(school) + when(school)); !s) return s.error();
  written.push_back(own.string());
  return written;
}

}  // namespace firstday::config
