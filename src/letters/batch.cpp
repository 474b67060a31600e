#include "letters/batch.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "base/check.h"
#include "letters/manifest.h"
#include "seal/hash.h"

namespace firstday::letters {

namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

bool is_delivered_before(const Letter& a, const Letter& b) {
  return std::tie(a.postcode, a.pages.address, a.pages.reference) <
         std::tie(b.postcode, b.pages.address, b.pages.reference);
}

std::string file_of(const std::string& reference) {
  return "single/" + reference + ".pdf";
}

Entry entry_of(const Letter& letter, const std::string& pdf) {
  Entry e;
  e.reference = letter.pages.reference;
  e.job = letter.job;
  e.address = letter.pages.address;
  if (!letter.postcode.empty()) e.address.pop_back();
  e.postcode = letter.postcode;
  e.postage = letter.postage;
  e.sha256 = seal::sha256_hex(pdf);
  e.language = letter.pages.language;
  e.template_name = letter.template_name;
  e.template_hash = letter.template_hash;
  return e;
}

class Maker {
 public:
  Maker(const BatchHead& head, ports::Typesetter& typesetter) : head_(head), typesetter_(typesetter) {
    out_.id = head.id;
  }

  base::Result<Batch> run(std::vector<Letter> letters) {
    std::stable_sort(letters.begin(), letters.end(), is_delivered_before);
    for (const Letter& letter : letters) typeset_alone(letter);
    if (pages_.empty()) return std::move(out_);
    if (const base::Status s = typeset_pile(); !s) return s.error();
    return std::move(out_);
  }

 private:
  void typeset_alone(const Letter& letter) {
    const auto alone = typesetter_.typeset(std::span(&letter.pages, 1), head_.made_at, false);
    if (!alone) return out_.refused.push_back({letter.job, alone.error().what});
    out_.entries.push_back(entry_of(letter, alone.value().pdf));
    pages_.push_back(letter.pages);
    singles_.push_back({file_of(letter.pages.reference), alone.value().pdf});
  }

  base::Status typeset_pile() {
    auto pile = typesetter_.typeset(pages_, head_.made_at, true);
    if (!pile) return pile.error();
    for (std::size_t i = 0; i < out_.entries.size(); ++i) {
      out_.entries[i].number = static_cast<int>(i) + 1;
      out_.entries[i].pages = pile.value().pages[i];
      out_.entries[i].first_page = pile.value().first_pages[i];
    }
    const std::string hash = seal::sha256_hex(pile.value().pdf);
    out_.files.push_back({"letters.pdf", std::move(pile.value().pdf)});
    out_.files.push_back({"manifest.csv", manifest_csv(out_)});
    out_.files.push_back({"manifest.json", manifest_json(out_, head_, hash)});
    std::move(singles_.begin(), singles_.end(), std::back_inserter(out_.files));
    return {};
  }

  const BatchHead& head_;
  ports::Typesetter& typesetter_;
  Batch out_;
  std::vector<ports::LetterPages> pages_;
  std::vector<job::File> singles_;
};

}  // namespace

base::Result<Batch> make_batch(std::vector<Letter> letters, const BatchHead& head,
                               ports::Typesetter& typesetter) {
  return Maker(head, typesetter).run(std::move(letters));
}

const std::string& alone(const Batch& batch, const Entry& entry) {
  const auto at = std::find_if(batch.files.begin(), batch.files.end(),
                               [&](const job::File& file) { return file.name == file_of(entry.reference); });
  FIRSTDAY_CHECK(at != batch.files.end(), "every letter of a batch is there alone too");
  return at->bytes;
}

std::string reference_from(const std::string& keyed_hash_hex) {
  FIRSTDAY_CHECK(keyed_hash_hex.size() >= 13, "a reference needs 50 bits");
  auto bits = std::stoull(keyed_hash_hex.substr(0, 13), nullptr, 16) >> 2U;
  std::string out(10, '0');
  for (std::size_t i = out.size(); i-- > 0; bits >>= 5U) out[i] = kCrockford[bits & 31U];
  return out;
}

}  // namespace firstday::letters
