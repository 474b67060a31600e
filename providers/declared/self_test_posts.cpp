#include "providers/declared/self_test_posts.h"

#include <algorithm>

#include "base/text.h"
#include "providers/declared/authenticity.h"
#include "providers/declared/read_words.h"

namespace firstday::provider_declared {

namespace {

const std::string& status_word(job::ReceiptStatus status) {
  return status_words()[static_cast<std::size_t>(status)];
}

/// One word of a provider as a line that two of them can be compared by.
std::string line(const ExpectedWord& word) {
  const std::string head = word.is_reply ? base::join({"reply '", word.text, "' from ", word.from}, "")
                                         : base::join({"receipt ", status_word(word.status)}, "");
  return base::join({head, ", reference '", word.reference, "', provider_id '", word.provider_id,
                     "', detail '", word.detail, "', time '", word.time, "'"},
                    "");
}

std::string time_text(const std::optional<base::Instant>& at) {
  if (!at) return {};
  const std::string whole = base::iso_utc(*at);
  return whole.ends_with(".000000Z") ? whole.substr(0, whole.size() - 8) + "Z" : whole;
}

ExpectedWord as_expected(const job::ProviderWord& word) {
  ExpectedWord out;
  if (const auto* receipt = std::get_if<job::Receipt>(&word)) {
    out.status = receipt->status;
    out.reference = receipt->reference;
    out.provider_id = receipt->provider_ref;
    out.detail = receipt->detail;
    out.time = time_text(receipt->at);
    return out;
  }
  const auto& reply = std::get<job::Reply>(word);
  out.is_reply = true;
  out.from = reply.from.reveal();
  out.text = reply.text.reveal();
  out.reference = reply.reference;
  out.provider_id = reply.provider_ref;
  out.time = time_text(reply.at);
  return out;
}

class PostTester {
 public:
  PostTester(const Definition& definition, const Account& account, const Report& report, const Report& warn)
      : d_(definition), account_(account), report_(report), warn_(warn) {}

  int run() {
    for (const SelfTestPost& sample : d_.self_test.posts) try_post(sample);
    const auto& posts = d_.self_test.posts;
    const auto is_refused = [](const SelfTestPost& post) { return post.refused; };
    if (std::none_of(posts.begin(), posts.end(), is_refused))
      report_({}, "posts", "No sample is refused: write one that is forged.");
    for (const auto& [key, place] : d_.incoming.receipt.word_places)
      if (!used_.contains(key)) warn_(place, "map", "No sample post has the status '" + key + "'.");
    return static_cast<int>(posts.size());
  }

 private:
  std::string value_of(const std::string& parameter) const {
    const auto given = d_.self_test.parameters.find(parameter);
    if (given != d_.self_test.parameters.end()) return given->second;
    const auto text = account_.texts.find(parameter);
    return text == account_.texts.end() ? "" : text->second;
  }

  ports::RawPost post_of(const SelfTestPost& sample) const {
    ports::RawPost out;
    out.method = sample.method;
    out.query = sample.query;
    out.body = sample.body;
    for (const auto& [name, value] : sample.headers) out.headers.emplace_back(base::lower(name), value);
    const std::string& token = account_.receipt_to.token;
    out.token = sample.has_token || token.empty() ? sample.token : value_of(token);
    out.url = account_.receipt_to.url;
    if (!out.token.empty()) out.url.append("/").append(out.token);
    if (!out.query.empty()) out.url.append("?").append(out.query);
    return out;
  }

  void try_post(const SelfTestPost& sample) {
    const ports::RawPost post = post_of(sample);
    const auto now = base::parse_instant(sample.now).value_or(base::Instant{});
    const auto value = [&](const std::string& name) { return value_of(name); };
    const bool authentic = is_authentic(d_.incoming, post, now, value);
    if (authentic == sample.refused)
      return report_(sample.place, "posts",
                     authentic ? "It should be refused, and is taken for the service's own."
                               : "It is refused, and should be taken for the service's own.");
    if (sample.refused) return;
    check_no_other_secret_fits(sample, post, now);
    compare(sample, read_words(d_, post, &used_));
  }

  void check_no_other_secret_fits(const SelfTestPost& sample, const ports::RawPost& post,
                                  base::Instant now) const {
    for (const Proof& proof : d_.incoming.proofs) {
      const auto other = [&](const std::string& name) {
        return name == proof.secret ? value_of(name) + "x" : value_of(name);
      };
      if (is_authentic(d_.incoming, post, now, other))
        report_(sample.place, "auth", "It is taken for the service's own with another secret too.");
    }
  }

  void compare(const SelfTestPost& sample, const base::Parsed<std::vector<job::ProviderWord>>& read) const {
    const auto errors = std::count_if(read.problems.begin(), read.problems.end(), [](const base::Problem& p) {
      return p.severity != base::Severity::kNote;
    });
    if (errors != sample.unreadable)
      report_(sample.place, "unreadable",
              "There are " + std::to_string(errors) + " problems, and expected are " +
                  std::to_string(sample.unreadable) + "." +
                  (read.problems.empty() ? "" : " The first: " + read.problems.front().what));
    if (read.value.size() != sample.words.size())
      return report_(sample.place, "words",
                     "It says " + std::to_string(read.value.size()) + " things, and expected are " +
                         std::to_string(sample.words.size()) + ".");
    for (std::size_t i = 0; i < read.value.size(); ++i) {
      const std::string got = line(as_expected(read.value[i]));
      const std::string expected = line(sample.words[i]);
      if (got != expected)
        report_(sample.words[i].place, "words",
                base::join({"It is <", got, ">, and expected is <", expected, ">."}, ""));
    }
  }

  const Definition& d_;
  const Account& account_;
  const Report& report_;
  const Report& warn_;
  std::set<std::string> used_;
};

}  // namespace

int try_posts(const Definition& definition, const Account& account, const Report& report,
              const Report& warn) {
  return PostTester(definition, account, report, warn).run();
}

}  // namespace firstday::provider_declared
