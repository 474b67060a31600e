#include "providers/declared/slotted.h"

#include <optional>

#include "base/text.h"

namespace firstday::provider_declared {

namespace {

constexpr std::string_view kOpen = "\u27e6";
constexpr std::string_view kClose = "\u27e7";

struct Slot {
  Encoding encoding = Encoding::kRaw;
  std::vector<SlotPart> parts;
};

std::optional<Encoding> encoding_of(std::string_view text) {
  for (const Encoding e : {Encoding::kUrl, Encoding::kForm, Encoding::kJson, Encoding::kHeader,
                           Encoding::kRaw, Encoding::kBasic})
    if (word(e) == text) return e;
  return std::nullopt;
}

std::optional<Slot> read_slot(std::string_view inside) {
  const std::vector<std::string> words = base::split(inside, ':');
  const auto encoding = encoding_of(words.front());
  if (!encoding) return std::nullopt;
  Slot out{*encoding, {}};
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].empty() || (words[i][0] != '$' && words[i][0] != '=')) return std::nullopt;
    const bool secret = words[i][0] == '$';
    out.parts.push_back({secret, secret ? words[i].substr(1) : percent_decoded(words[i].substr(1))});
  }
  return out;
}

base::Error unreadable() {
  return base::bad_input("The frozen request cannot be read: it was changed since.");
}

/// Calls on_text with each run of data and on_slot with each slot; stops at the first that fails.
template <typename OnText, typename OnSlot>
base::Status walk(std::string_view slotted, OnText on_text, OnSlot on_slot) {
  while (!slotted.empty()) {
    const std::size_t open = slotted.find(kOpen);
    on_text(slotted.substr(0, open));
    if (open == std::string_view::npos) return {};
    const std::size_t close = slotted.find(kClose, open);
    if (close == std::string_view::npos) return unreadable();
    const std::string_view inside = slotted.substr(open + kOpen.size(), close - open - kOpen.size());
    slotted.remove_prefix(close + kClose.size());
    if (inside.empty()) {
      on_text(kOpen);
      continue;
    }
    const auto found = read_slot(inside);
    if (!found) return unreadable();
    if (base::Status status = on_slot(*found); !status) return status;
  }
  return {};
}

/// Fills the texts of one request one after the other and remembers the first failure.
class Filler {
 public:
  explicit Filler(const SecretOf& secret_of) : secret_of_(secret_of) {}

  std::string fill(std::string_view slotted) {
    std::string out;
    const base::Status done = walk(
        slotted, [&](std::string_view text) { out += text; }, [&](const Slot& s) { return add(out, s); });
    if (!done && status_) status_ = done;
    return out;
  }

  const base::Status& status() const { return status_; }

 private:
  base::Status add(std::string& out, const Slot& s) const {
    std::string value;
    for (const SlotPart& part : s.parts) {
      auto text = part.secret ? secret_of_(part.text) : base::Result<std::string>(part.text);
      if (!text) return text.error();
      value += text.value();
    }
    auto written = encoded(value, s.encoding);
    if (!written) return base::misconfigured("A secret cannot be sent. " + written.error().what);
    out += written.value();
    return {};
  }

  const SecretOf& secret_of_;
  base::Status status_;
};

/// The text up to the separator, which is taken off as well.
std::optional<std::string_view> take(std::string_view& text, std::string_view separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view out = text.substr(0, at);
  text.remove_prefix(at + separator.size());
  return out;
}

}  // namespace

std::string guarded(std::string_view data) {
  std::string out;
  for (std::size_t at = data.find(kOpen); at != std::string_view::npos; at = data.find(kOpen)) {
    out += data.substr(0, at);
    out += kOpen;
    out += kClose;
    data.remove_prefix(at + kOpen.size());
  }
  out += data;
  return out;
}

std::string slot(Encoding encoding, const std::vector<SlotPart>& parts) {
  std::string out(kOpen);
  out += word(encoding);
  for (const SlotPart& part : parts)
    out += part.secret ? ":$" + part.text : ":=" + encoded(part.text, Encoding::kUrl).value();
  out += kClose;
  return out;
}

std::string to_bytes(const SlottedRequest& request) {
  std::string out = request.method + " " + request.url + "\n";
  for (const auto& [name, value] : request.headers) out.append(name).append(": ").append(value).append("\n");
  return out + "\n" + request.body;
}

base::Result<SlottedRequest> from_bytes(std::string_view bytes) {
  SlottedRequest out;
  const auto method = take(bytes, " ");
  const auto url = take(bytes, "\n");
  if (!method || !url) return unreadable();
  out.method = *method;
  out.url = *url;
  for (auto line = take(bytes, "\n"); !line || !line->empty(); line = take(bytes, "\n")) {
    const auto name = line ? take(*line, ": ") : std::nullopt;
    if (!name) return unreadable();
    out.headers.emplace_back(*name, *line);
  }
  out.body = bytes;
  return out;
}

std::vector<std::string> secrets_in(std::string_view slotted) {
  std::vector<std::string> names;
  const auto on_slot = [&](const Slot& s) {
    for (const SlotPart& part : s.parts)
      if (part.secret) names.push_back(part.text);
    return base::Status();
  };
  static_cast<void>(walk(
      slotted, [](std::string_view) {}, on_slot));
  return names;
}

base::Result<ports::HttpRequest> filled(const SlottedRequest& request, const SecretOf& secret_of) {
  Filler filler(secret_of);
  ports::HttpRequest out;
  out.method = request.method;
  out.url = filler.fill(request.url);
  for (const auto& [name, value] : request.headers) out.headers.emplace_back(name, filler.fill(value));
  out.body = filler.fill(request.body);
  if (!filler.status()) return filler.status().error();
  return out;
}

}  // namespace firstday::provider_declared
