#include "letters/manifest.h"

#include "base/csv_cell.h"

namespace firstday::letters {

namespace {

constexpr std::size_t kAddressColumns = 6;

std::string quoted(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (byte < 0x20)
      out += std::string("\\u00") + kHex[byte >> 4U] + kHex[byte & 0xFU];
    else
      out += c;
  }
  return out + "\"";
}

std::string field(std::string_view name, std::string_view value) {
  return quoted(name) + ": " + quoted(value);
}

std::string field(std::string_view name, int value) {
  return quoted(name) + ": " + std::to_string(value);
}

std::string lines_of(const Entry& e) {
  std::string out = "[";
  for (const base::Personal& line : e.address) out += (out.size() > 1 ? ", " : "") + quoted(line.reveal());
  return out + "]";
}

std::string json_of(const Entry& e) {
  return "    {" + field("number", e.number) + ", " + field("reference", e.reference) + ", " +
         field("recipient", e.address.front().reveal()) + ", \"address\": " + lines_of(e) + ", " +
         field("postcode", e.postcode.reveal()) + ", " + field("class", e.postage) + ",\n     " +
         field("pages", e.pages) + ", " + field("first_page", e.first_page) + ", " +
         field("file", "single/" + e.reference + ".pdf") + ", " + field("sha256", e.sha256) + ",\n     " +
         field("language", e.language) + ", " + field("template", e.template_name) + ", " +
         field("template_sha256", e.template_hash) + "}";
}

std::vector<std::string> cells_of(const Entry& e) {
  std::vector<std::string> cells{std::to_string(e.number), e.reference, e.address.front().reveal()};
  for (std::size_t i = 1; i <= kAddressColumns; ++i)
    cells.push_back(i < e.address.size() ? e.address[i].reveal() : std::string());
  cells.insert(cells.end(), {e.postcode.reveal(), e.postage, std::to_string(e.pages),
                             std::to_string(e.first_page), e.sha256});
  return cells;
}

}  // namespace

std::string manifest_csv(const Batch& batch) {
  std::string out =
      base::csv_row({"number", "reference", "name", "address_1", "address_2", "address_3", "address_4",
                     "address_5", "address_6", "postcode", "class", "pages", "first_page", "sha256"});
  for (const Entry& e : batch.entries) out += base::csv_row(cells_of(e));
  return out;
}

std::string manifest_json(const Batch& batch, const BatchHead& head, const std::string& pdf_sha256) {
  std::string out = "{\n  " + field("batch", head.id) + ", " + field("school", head.school) + ", " +
                    field("date", base::iso_date(head.day)) + ", " +
                    field("made_at", base::iso_utc(head.made_at)) + ",\n  " + field("file", "letters.pdf") +
                    ", " + field("sha256", pdf_sha256) + ",\n  \"letters\": [\n";
  for (const Entry& e : batch.entries) out += json_of(e) + (&e == &batch.entries.back() ? "\n" : ",\n");
  return out + "  ]\n}\n";
}

}  // namespace firstday::letters
