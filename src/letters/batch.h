// A day's letters as one print run: one PDF in post order, a manifest, and each letter alone.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "job/bundle.h"
#include "job/job.h"
#include "ports/typesetter.h"

namespace firstday::letters {

/// One letter to one recipient.
struct Letter {
  job::JobId job;
  ports::LetterPages pages;
  base::Personal postcode;
  std::string postage = "first";
  std::string template_name;
  std::string template_hash;
};

/// A line of the manifest.
struct Entry {
  int number = 0;  ///< its place in the pile, from 1
  std::string reference;
  job::JobId job;
  std::vector<base::Personal> address;  ///< name first; without the postcode
  base::Personal postcode;
  std::string postage;
  int pages = 0;
  int first_page = 0;  ///< in letters.pdf
  std::string sha256;  ///< of single/<reference>.pdf, hex
  std::string language;
  std::string template_name;
  std::string template_hash;
};

struct Refused {
  job::JobId job;
  std::string why;  ///< a sentence without personal data
};

/// letters.pdf, manifest.csv, manifest.json and single/<reference>.pdf.
struct Batch {
  std::string id;
  std::vector<Entry> entries;    ///< in post order
  std::vector<Refused> refused;  ///< what could not be typeset; the others go on
  std::vector<job::File> files;  ///< empty when there is no entry
};

struct BatchHead {
  std::string id;  ///< "2027-03-02-8R3K2", no personal data
  std::string school;
  base::Date day{};
  base::Instant made_at{};
};

/// By postcode, then address, so that letters to one house lie together. No two letters share a sheet of
/// letters.pdf: each begins on an odd page. The same letters and head give the same bytes. An error: nothing
/// could be typeset at all.
base::Result<Batch> make_batch(std::vector<Letter> letters, const BatchHead& head,
                               ports::Typesetter& typesetter);

/// A letter of the batch alone, as it was typeset. One of its entries; anything else is our own mistake.
const std::string& alone(const Batch& batch, const Entry& entry);

/// What is printed on a letter and names its file: ten letters and digits, without those that look alike,
/// from a keyed hash of the job (hex, at least 13 digits). One job has one reference for ever, so a letter is
/// known again.
std::string reference_from(const std::string& keyed_hash_hex);

}  // namespace firstday::letters
