#include "providers/declared/read_words.h"

#include <algorithm>

#include "base/text.h"
#include "providers/declared/incoming_values.h"
#include "providers/declared/json_text.h"
#include "providers/declared/template_text.h"
#include "providers/declared/time_text.h"

namespace firstday::provider_declared {

namespace {

constexpr std::size_t kLongestId = 200;
constexpr std::size_t kLongestWords = 100;
constexpr std::size_t kMostDigits = 6;

bool may_be_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// What is no UTF-8 is taken for ISO 8859-1, of which every byte is a character: no reply is lost to it.
std::string as_utf8(const std::string& text) {
  if (is_utf8(text)) return text;
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      out += c;
    else
      out.append({static_cast<char>(0xC0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3F))});
  }
  return out;
}

bool accepts(const IncomingSource& source, const ports::RawPost& post) {
  const auto holds = [](const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  return holds(source.methods, post.method) &&
         (source.content_types.empty() || holds(source.content_types, content_type(post)));
}

void add_name(std::vector<std::string>& names, const IncomingAt& at) {
  if (at.where == IncomingAt::Where::kBody) names.push_back(at.name);
}

std::vector<std::string> names_of(const IncomingBlock& block, std::initializer_list<IncomingAt> more) {
  std::vector<std::string> names;
  for (const IncomingAt& at : {block.reference, block.provider_id, block.time}) add_name(names, at);
  for (const IncomingAt& at : more) add_name(names, at);
  for (const auto& [at, values] : block.source.when) add_name(names, at);
  return names;
}

class WordReader {
 public:
  WordReader(const Definition& definition, const ports::RawPost& post, std::set<std::string>* used)
      : d_(definition), post_(post), used_(used) {}

  base::Parsed<std::vector<job::ProviderWord>> read() {
    const ReceiptBlock& receipt = d_.incoming.receipt;
    const ReplyBlock& reply = d_.incoming.reply;
    if (receipt.given)
      read_items(receipt, {receipt.status, receipt.substatus, receipt.detail},
                 [&](const IncomingItem& item) { read_receipt(item); });
    if (reply.given)
      read_items(reply, {reply.from, reply.text}, [&](const IncomingItem& item) { read_reply(item); });
    report_what_nobody_reads();
    return std::move(out_);
  }

 private:
  /// By format and list: which of its items some block has taken.
  using Taken = std::map<std::pair<IncomingSource::Format, std::string>, std::vector<bool>>;

  void problem(base::Severity severity, FilePlace place, std::string field, std::string what,
               std::string mend) {
    out_.problems.push_back(
        {severity, d_.file, place.line, place.column, std::move(field), std::move(what), std::move(mend)});
  }

  template <typename Read>
  void read_items(const IncomingBlock& block, std::initializer_list<IncomingAt> values, const Read& read) {
    if (!accepts(block.source, post_)) return;
    const auto items = items_of(post_, block.source, names_of(block, values));
    if (!items) return;
    std::vector<bool>& taken = taken_[{block.source.format, block.source.items}];
    taken.resize(items->size());
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (taken[i] || !is_meant(block.source, (*items)[i])) continue;
      taken[i] = true;
      read((*items)[i]);
    }
  }

  bool is_meant(const IncomingSource& source, const IncomingItem& item) const {
    return std::all_of(source.when.begin(), source.when.end(), [&](const auto& condition) {
      const auto value = value_at(post_, item, condition.first);
      return value &&
             std::find(condition.second.begin(), condition.second.end(), *value) != condition.second.end();
    });
  }

  /// One of several lists may be absent from a request; what must not be is that nobody reads anything.
  void report_what_nobody_reads() {
    std::size_t items = 0;
    std::size_t read = 0;
    for (const auto& [list, taken] : taken_) {
      items += taken.size();
      read += static_cast<std::size_t>(std::count(taken.begin(), taken.end(), true));
    }
    if (items > 0 && read == items) return;
    problem(base::Severity::kError, {}, "receipt",
            items == 0 ? "The request is neither a receipt nor a reply of this service."
                       : "Of " + base::count_of(items, "item") + " " + std::to_string(items - read) +
                             " is neither a receipt nor a reply of this service.",
            "Compare method, content type and 'when' of the file with what the service sends.");
  }

  std::string text_at(const IncomingItem& item, const IncomingAt& at) const {
    return value_at(post_, item, at).value_or("");
  }

  /// An id that is none is as good as none.
  std::string id_at(const IncomingItem& item, const IncomingAt& at) const {
    std::string id = text_at(item, at);
    return may_be_id(id) ? id : std::string();
  }

  std::optional<base::Instant> time_of(const IncomingBlock& block, const IncomingItem& item,
                                       const char* field) {
    const std::string text = text_at(item, block.time);
    if (text.empty()) return std::nullopt;
    auto at = read_time(text, block.time_format);
    if (!at)
      problem(base::Severity::kWarning, block.place, field, "The time is not written as the file says.",
              "Compare 'time' with what the service sends.");
    return at;
  }

  std::optional<job::ReceiptStatus> status_of(const std::string& status, const std::string& substatus) {
    const auto& words = d_.incoming.receipt.words;
    for (const std::string& key : {base::join({status, substatus}, "/"), status}) {
      const auto found = words.find(key);
      if (found == words.end()) continue;
      if (used_ != nullptr) used_->insert(key);
      return found->second;
    }
    return std::nullopt;
  }

  void read_receipt(const IncomingItem& item) {
    const ReceiptBlock& block = d_.incoming.receipt;
    const std::string text = text_at(item, block.status);
    const std::string more = text_at(item, block.substatus);
    const auto status = status_of(text, more);
    if (!status) return report_status(text, more);
    job::Receipt out;
    out.reference = id_at(item, block.reference);
    out.provider_ref = id_at(item, block.provider_id);
    if (out.reference.empty() && out.provider_ref.empty())
      return problem(base::Severity::kError, block.place, "receipt",
                     "A receipt says of no message that it is about it.",
                     "Compare 'reference' and 'provider_id' with what the service sends.");
    out.status = *status;
    out.detail = safe_words(text_at(item, block.detail));
    out.at = time_of(block, item, "receipt");
    out_.value.emplace_back(std::move(out));
  }

  void report_status(const std::string& status, const std::string& substatus) {
    const std::string shown = safe_words(substatus.empty() ? status : base::join({status, substatus}, "/"));
    problem(base::Severity::kError, d_.incoming.receipt.map_place, "status",
            base::join({"A receipt has the status '", shown, "', which the map does not know."}, ""),
            "Ask the service what it means, and add it to 'map'.");
  }

  void read_reply(const IncomingItem& item) {
    const ReplyBlock& block = d_.incoming.reply;
    const auto text = value_at(post_, item, block.text);
    std::string from = as_utf8(as_e164(text_at(item, block.from)));  // of blanks alone nothing is left
    if (!text || from.empty())
      return problem(base::Severity::kError, block.place, "reply", "A reply lacks its sender or its text.",
                     "Compare 'from' and 'text' with what the service sends.");
    job::Reply out;
    out.from = base::Personal(std::move(from));
    out.text = base::Personal(as_utf8(*text));
    out.provider_ref = id_at(item, block.provider_id);
    out.reference = id_at(item, block.reference);
    out.at = time_of(block, item, "reply");
    out_.value.emplace_back(std::move(out));
  }

  const Definition& d_;
  const ports::RawPost& post_;
  std::set<std::string>* used_;
  Taken taken_;
  base::Parsed<std::vector<job::ProviderWord>> out_;
};

}  // namespace

base::Parsed<std::vector<job::ProviderWord>> read_words(const Definition& definition,
                                                        const ports::RawPost& post,
                                                        std::set<std::string>* used) {
  return WordReader(definition, post, used).read();
}

std::string as_e164(std::string_view number) {
  const std::string_view text = base::trim(number);
  const auto international = [&](std::string_view digits) -> std::optional<std::string> {
    std::string out = base::join({"+", std::string(digits)}, "");
    return is_e164(out) ? std::optional(std::move(out)) : std::nullopt;
  };
  std::optional<std::string> out;
  if (text.starts_with('+'))
    out = international(text.substr(1));
  else if (text.starts_with("00"))
    out = international(text.substr(2));
  else if (text.starts_with('0') && (text.size() == 11 || text.size() == 10))
    out = international("44" + std::string(text.substr(1)));
  else if (text.size() >= 10)
    out = international(text);
  return out.value_or(std::string(text));
}

std::string safe_words(std::string_view text) {
  std::string out;
  std::size_t digits = 0;
  for (const char c : text.substr(0, kLongestWords)) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits > kMostDigits) {
      const std::size_t from = out.size() - std::min(out.size(), digits - 1);
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(from), out.end(), '*');
    }
    out += digits > kMostDigits ? '*' : (c >= ' ' && c <= '~' ? c : '?');
  }
  return out;
}

}  // namespace firstday::provider_declared
