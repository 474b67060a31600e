#include "providers/print_folder/settings.h"

namespace firstday::provider_print_folder {

base::Result<Settings> read_settings(const std::map<std::string, std::string>& parameters) {
  Settings settings;
  for (const auto& [name, text] : parameters) {
    if (name == "folder")
      settings.folder = text;
    else if (name == "rehearsal" && (text == "yes" || text == "no" || text == "true" || text == "false"))
      settings.rehearsal = text == "yes" || text == "true";
    else if (name == "rehearsal")
      return base::misconfigured("print_folder: the parameter \"rehearsal\" is wrong. It may be yes or no.");
    else
      return base::misconfigured("print_folder: there is no parameter \"" + name +
                                 "\". There are: folder, rehearsal.");
  }
  if (settings.folder.empty())
    return base::misconfigured(
        "print_folder: the parameter \"folder\" is missing. Give the path of a folder for the letters.");
  return settings;
}

}  // namespace firstday::provider_print_folder
