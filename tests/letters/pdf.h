// Asks poppler and qpdf what a PDF holds.
#pragma once

#include <string>
#include <vector>

#include "ports/letter_geometry.h"

namespace firstday::letters {

/// Runs a shell command; its output, and its exit status in `status` where that is wanted.
std::string output_of(const std::string& command, int* status = nullptr);

/// A file of this name in a scratch folder, with these bytes; gives its path.
std::string scratch_file(const std::string& name, const std::string& bytes);

struct Word {
  ports::Area box;  ///< millimetres
  std::string text;
};

std::vector<Word> words_of_page(const std::string& pdf_path, int page);

/// Where page 1 has ink, as rectangles of single dots would be far too many: the number of dots at 200 dpi
/// that are not white and lie in none of the areas, each grown by `tolerance` mm.
long ink_outside(const std::string& pdf_path, int page, const std::vector<ports::Area>& areas,
                 double tolerance);

}  // namespace firstday::letters
