#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "providers/declared/read_parts.h"

namespace firstday::provider_declared {

namespace {

ExpectedWord read_word(const Node& node, Findings& findings) {
  const Section section(node, "words",
                        {"receipt", "reply", "from", "reference", "provider_id", "detail", "time"}, findings);
  ExpectedWord out;
  out.place = section.place();
  out.is_reply = section.has("reply");
  if (section.has("receipt") == section.has("reply"))
    section.wrong("words", "It must be a receipt or a reply.",
                  "Write 'receipt: delivered' or 'reply: text'.");
  out.status = job::kReceiptStatuses[section.one_of("receipt", status_words(), 0)];
  out.text = section.text("reply");
  out.from = section.text("from");
  out.reference = section.text("reference");
  out.provider_id = section.text("provider_id");
  out.detail = section.text("detail");
  out.time = section.text("time");
  return out;
}

SelfTestPost read_post(const Node& node, Findings& findings) {
  const Section section(
      node, "posts", {"method", "token", "query", "headers", "body", "now", "refused", "unreadable", "words"},
      findings);
  SelfTestPost out;
  out.place = section.place();
  out.method = section.text("method", "POST");
  out.has_token = section.has("token");
  out.token = section.text("token");
  out.query = section.text("query");
  out.headers = read_texts(section.at("headers"), "headers", findings);
  out.body = section.text("body");
  out.now = section.text("now", "2027-01-12T09:35:00Z");
  if (!base::parse_instant(out.now))
    section.wrong("now", "This is no time.", "Write it as 2027-01-12T09:35:00Z.");
  out.refused = section.flag("refused", false);
  out.unreadable = section.number("unreadable", 0, 0, 1000);
  for (const Node& word : section.list("words")) out.words.push_back(read_word(word, findings));
  if (!out.refused && out.words.empty() && out.unreadable == 0)
    section.wrong("words", "The sample says neither what it is read as nor that it is refused.",
                  "Add 'words', 'unreadable' or 'refused: true'.");
  return out;
}

}  // namespace

void read_self_test_posts(const Section& self_test, Definition& definition, Findings& findings) {
  for (const Node& node : self_test.list("posts"))
    definition.self_test.posts.push_back(read_post(node, findings));
  if (definition.incoming.reads_anything() && definition.self_test.posts.empty()) self_test.missing("posts");
  if (!definition.incoming.reads_anything() && self_test.has("posts"))
    self_test.wrong("posts", "The file reads nothing that comes in.", "Add 'receipt' or 'reply'.");
}

}  // namespace firstday::provider_declared
