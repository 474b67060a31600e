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
    {"restore", "Put a backup of the database, or of the keys, back into the data folder",
     R"(DESCRIPTION
  Checks the whole file against its manifest, that this program knows its schema, and that the record of
  each school verifies with the keys of the data folder; only then is it put into its place, by one rename.
  Anything wrong leaves the folder as it was. The keys come first: `firstday restore --keys FILE`; a key
  that is there is never replaced by another.

  A database that is there is left alone, unless --replace is given: then it is kept beside, under a name
  that ends in before-restore and the time. End the service and every other firstday first.

  What is restored starts in QUARANTINE. Nothing is sent, as messages that left since the backup are not on
  its record; importing, the call list, recording and deciding work, and every command says so first. Import
  the roll and the marks of today, ring the families on `firstday calls`, look into the providers' own lists
  for what left meanwhile, make sure that no other copy of this installation is at work, and then:

    firstday release --quarantine --by NAME --reason "..."

  The same quarantine begins by itself when an older firstday.db is put back by hand, when the folder is
  copied or moved to another disk or machine, and when the file high-water beside the database is missing.
  It cannot see that a whole machine, or the whole folder in place, was put back to an earlier state: after
  that, say so before anything is sent: firstday hold --quarantine --by NAME --reason "..."

EXIT STATUS
  0 restored; 64 a database is there; 65 the backup is damaged, cut short, or newer than this program; 69
  another process is at work, or the folder cannot be written; 78 the keys are missing or do not fit.

EXAMPLES
  firstday --data /var/lib/firstday restore --keys /media/safe/firstday-keys.backup
  firstday --data /var/lib/firstday restore /srv/backup/firstday-2027-03-02.backup)"},
};

}  // namespace

std::span<const Manual> keeper_manuals() {
  return kKeeperManuals;
}

}  // namespace firstday::cli
