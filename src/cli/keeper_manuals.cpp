#include "cli/manual.h"

namespace firstday::cli {

namespace {

constexpr Manual kKeeperManuals[] = {
    {"backup", "Copy the database, or the keys, into one file that can be kept elsewhere",
     R"(DESCRIPTION
  Copies the database as it is at one instant, while `firstday tick` and whatever else goes on, and adds a
  manifest: version, schema, time, where the record of each school ends, size and SHA-256. FILE is there
  whole and on the disk, readable by its owner only, or not at all; a file that is there is never
  overwritten. It is a SQLite database with the manifest as text behind it: `tail -n 20 FILE` shows it.

  No key is in it. `firstday backup --keys FILE` copies keys/ into a file of its own, once for the life of
  the installation. The one is useless without the other: without the keys the record cannot be verified
  and nothing may be sent. Keep them apart, as whoever has both can read and forge the record; neither
  belongs on the machine they came from, and the disk they lie on should be encrypted. A file holds
  children's names, addresses and reasons: how long it may be kept is a question of your retention rules,
  and details that Firstday destroys live on in the backups from before.

  The configuration folder and templates/ are files of your own: keep them with whatever keeps your other
  files. `firstday restore` puts a backup back.

FILES
  What this makes is not read by anything but `firstday restore`.

EXIT STATUS
  0 written; 64 there is such a file already; 69 the database is not there or damaged, or the file
  cannot be written.

EXAMPLES
  firstday backup "/srv/backup/firstday-$(date +%F).backup"
  firstday backup --keys /media/safe/firstday-keys.backup)"},
};

}  // namespace

std::span<const Manual> keeper_manuals() {
  return kKeeperManuals;
}

}  // namespace firstday::cli
