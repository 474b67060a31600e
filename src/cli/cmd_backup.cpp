// backup, restore: what is kept of the data folder, and how it comes back.
#include "base/text.h"
#include "cli/command_parts.h"

namespace firstday::cli {

namespace {

constexpr const char* kKeysMissing =
    "It is useless without the keys, and no key is in it: keep those with `firstday backup --keys FILE`, in "
    "another place. Whoever gets both can read and forge the record.\n";
constexpr const char* kDatabaseMissing =
    "It is useless without a backup of the database (`firstday backup FILE`), and that one without this. "
    "Keep "
    "them apart: whoever gets both can read and forge the record. One backup of the keys is enough for as "
    "long as "
    "the installation lives.\n";

int back_up_keys(const Call& call) {
  const std::string& file = call.in.backup.file;
  if (const base::Status s = call.app.back_up_keys(call.in.globals, file); !s) return fail(call, s.error());
  if (call.in.globals.json)
    call.out() << JsonObject().add("keys", file).line() << '\n';
  else
    call.out() << "Written: " << file << ", the keys of " << call.in.globals.data_dir
               << ", readable by you only.\n"
               << kDatabaseMissing;
  return kDone;
}

std::vector<JsonObject> ends_of(const workflow::BackupInfo& info) {
  std::vector<JsonObject> out;
  for (const auto& end : info.ends) {
    out.emplace_back();
    out.back().add("school", end.school.text()).add("seq", end.seq).add("hash", end.hash);
  }
  return out;
}

void print_info(const Call& call, const workflow::BackupInfo& info) {
  call.out() << "  as of " << base::london_date_time(info.at) << ", schema " << info.schema << ", "
             << base::count_of(info.size, "byte") << ", SHA-256 " << info.sha256 << '\n';
  for (const auto& end : info.ends)
    call.out() << "  school " << end.school.text() << ": "
               << base::count_of(static_cast<size_t>(end.seq), "event") << ", the last with hash " << end.hash
               << '\n';
}

JsonObject json_of(const std::string& file, const workflow::BackupInfo& info) {
  JsonObject out;
  out.add("file", file)
      .add("at", base::iso_utc(info.at))
      .add("program", info.program)
      .add("schema", info.schema)
      .add("size", static_cast<long long>(info.size))
      .add("sha256", info.sha256)
      .add("schools", ends_of(info));
  return out;
}

int restore_keys(const Call& call) {
  const std::string& file = call.in.backup.file;
  if (const base::Status s = call.app.restore_keys(call.in.globals, file); !s) return fail(call, s.error());
  if (call.in.globals.json)
    call.out() << JsonObject().add("keys", file).line() << '\n';
  else
    call.out() << "The keys are in " << call.in.globals.data_dir
               << "/keys. Now the database: firstday restore FILE\n";
  return kDone;
}

}  // namespace

int restore(const Call& call) {
  if (call.in.backup.keys) return restore_keys(call);
  const std::string& file = call.in.backup.file;
  const auto restored = call.app.restore(call.in.globals, file, call.in.backup.replace);
  if (!restored) return fail(call, restored.error());
  if (call.in.globals.json) {
    call.out() << json_of(file, restored.value().info).add_if("kept", restored.value().kept).line() << '\n';
    return kDone;
  }
  call.out() << "Restored into " << call.in.globals.data_dir << ", and every school's record verified.\n";
  print_info(call, restored.value().info);
  if (!restored.value().kept.empty())
    call.out() << "The database that was there is kept: " << restored.value().kept << '\n';
  call.out()
      << "Nothing is sent: the installation is in QUARANTINE, because messages that left since the backup "
         "are "
         "not on its record. Import the roll and the marks as they are today, ring the families on `firstday "
         "calls`, look into the providers' own lists, and make sure that no other copy is at work. Then: "
         "firstday release --quarantine --by NAME --reason \"...\"\n";
  return kDone;
}

int backup(const Call& call) {
  if (call.in.backup.keys) return back_up_keys(call);
  const std::string& file = call.in.backup.file;
  const auto info = call.app.back_up(call.in.globals, file);
  if (!info) return fail(call, info.error());
  if (call.in.globals.json) {
    call.out() << json_of(file, info.value()).line() << '\n';
    return kDone;
  }
  call.out() << "Written: " << file << ", readable by you only.\n";
  print_info(call, info.value());
  call.out() << kKeysMissing;
  return kDone;
}

}  // namespace firstday::cli
