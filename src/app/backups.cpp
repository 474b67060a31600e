// The part of the program that backs the data folder up and restores it; no house is opened for it.
#include "app/firstday_app.h"
#include "seal/key_backup.h"
#include "store/backup.h"

namespace firstday::app {

base::Result<workflow::BackupInfo> FirstdayApp::back_up(const cli::Globals& globals,
                                                        const std::string& file) {
  return store::make_backup(globals.data_dir, FIRSTDAY_VERSION)->back_up(file, now(globals));
}

base::Status FirstdayApp::back_up_keys(const cli::Globals& globals, const std::string& file) {
  return seal::back_up_keys(globals.data_dir, file, FIRSTDAY_VERSION, now(globals));
}

base::Result<workflow::Restored> FirstdayApp::restore(const cli::Globals& globals, const std::string& file,
                                                      bool replace) {
  return store::make_backup(globals.data_dir, FIRSTDAY_VERSION)->restore(file, replace, now(globals));
}

base::Status FirstdayApp::restore_keys(const cli::Globals& globals, const std::string& file) {
  return seal::restore_keys(file, globals.data_dir);
}

}  // namespace firstday::app
