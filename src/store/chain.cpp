#include "store/chain.h"

#include <algorithm>

#include "base/text.h"
#include "store/lines.h"

namespace firstday::store {

namespace {

void put_number(std::string& out, unsigned long long value) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(value >> shift & 0xff);
}

void put(std::string& out, std::string_view part) {
  put_number(out, part.size());
  out += part;
}

chronology::Detail detail_of(std::string_view line) {
  const std::size_t equals = line.find('=');
  const std::string_view value =
      equals == std::string_view::npos ? std::string_view() : line.substr(equals + 1);
  return {std::string(line.substr(0, equals)), base::Personal(item_of(value))};
}

}  // namespace

std::string pack_details(const std::vector<chronology::Detail>& details) {
  std::string out;
  for (const chronology::Detail& d : details) {
    out += d.name;
    out += '=';
    put_line(out, d.value.reveal());
  }
  return out;
}

std::vector<chronology::Detail> unpack_details(std::string_view packed) {
  std::vector<chronology::Detail> out;
  while (!packed.empty()) out.push_back(detail_of(take_line(packed)));
  return out;
}

seal::Digest commitment_to(const chronology::Event& event, std::string_view packed_details,
                           const seal::Digest& chain_key) {
  std::string payload;
  put(payload, event.actor);
  put(payload, packed_details);
  return seal::hmac_sha256(seal::bytes_of(chain_key), payload);
}

seal::Digest hash_of(const chronology::Event& event, const seal::Digest& previous,
                     const seal::Digest& commitment) {
  std::string bytes;
  bytes.reserve(384);
  put(bytes, seal::bytes_of(previous));
  put_number(bytes, static_cast<unsigned long long>(event.seq));
  put(bytes, chronology::word(event.type));
  for (const std::string* id : {&event.school.text(), &event.case_id.text(), &event.pupil.text(),
                                &event.contact.text(), &event.job.text(), &event.attempt.text()})
    put(bytes, *id);
  put_number(bytes, static_cast<unsigned long long>(base::micros(event.at)));
  put(bytes, seal::bytes_of(commitment));
  return seal::sha256(bytes);
}

Remainder without(const chronology::Event& event, const std::vector<std::string>& names) {
  Remainder out;
  std::vector<chronology::Detail> kept;
  for (const chronology::Detail& d : event.details) {
    if (std::find(names.begin(), names.end(), d.name) == names.end())
      kept.push_back(d);
    else
      out.gone.push_back(d.name);
  }
  out.packed = pack_details(kept);
  return out;
}

chronology::Event destroyed(const chronology::Event& event, const ports::Destruction& d,
                            const Remainder& left, const seal::Digest& chain_key) {
  chronology::Event e;
  e.at = d.at;
  e.type = chronology::Type::kDetailsDestroyed;
  e.school = event.school;
  e.case_id = event.case_id;
  e.pupil = event.pupil;
  e.actor = d.actor;
  e.details = {{"of", base::Personal(std::to_string(event.seq))},
               {"names", base::Personal(base::join(left.gone, ", "))},
               {"reason", base::Personal(d.reason)},
               {"left", base::Personal(seal::hex(commitment_to(event, left.packed, chain_key)))}};
  return e;
}

seal::Digest first_link(const roll::Urn& school) {
  return seal::sha256("firstday record of school " + school.text());
}

seal::Digest seal_of_head(const roll::Urn& school, long long seq, const seal::Digest& hash,
                          const seal::Digest& chain_key) {
  std::string bytes;
  put(bytes, "head");
  put(bytes, school.text());
  put_number(bytes, static_cast<unsigned long long>(seq));
  put(bytes, seal::bytes_of(hash));
  return seal::hmac_sha256(seal::bytes_of(chain_key), bytes);
}

}  // namespace firstday::store
