#include "providers/declared/read_parts.h"

namespace firstday::provider_declared {

namespace {

class SelfTestReader {
 public:
  SelfTestReader(Definition& definition, Findings& findings)
      : d_(definition), out_(definition.self_test), findings_(findings) {}

  void read(const Section& file) {
    if (!file.has("self_test")) return file.missing("self_test");
    const Section section(file.at("self_test"), "self_test", {"parameters", "requests", "responses", "posts"},
                          findings_);
    for (auto& [name, value] : read_texts(section.at("parameters"), "parameters", findings_))
      out_.parameters[name] = value;
    for (const Node& node : section.list("requests")) out_.requests.push_back(read_request(node));
    for (const Node& node : section.list("responses")) out_.responses.push_back(read_response(node));
    read_self_test_posts(section, d_, findings_);
    if (out_.requests.empty()) section.missing("requests");
    if (out_.responses.empty()) section.missing("responses");
  }

 private:
  SelfTestRequest read_request(const Node& node) {
    const Section section(node, "requests", {"message", "expect", "without_receipts"}, findings_);
    SelfTestRequest out;
    out.without_receipts = section.flag("without_receipts", false);
    out.place = section.place();
    read_message(section, out);
    read_expected(section, out);
    return out;
  }

  void read_message(const Section& request, SelfTestRequest& out) {
    if (!request.has("message")) return request.missing("message");
    const Section section(request.at("message"), "message", {"to", "body", "unicode", "reference"},
                          findings_);
    out.to = section.required_text("to");
    out.body = section.required_text("body");
    out.reference = section.required_text("reference");
    out.unicode = section.flag("unicode", false);
  }

  void read_expected(const Section& request, SelfTestRequest& out) {
    if (!request.has("expect")) return request.missing("expect");
    const Section section(request.at("expect"), "expect", {"method", "url", "headers", "body"}, findings_);
    out.method = section.required_text("method");
    out.url = section.required_text("url");
    out.headers = read_texts(section.at("headers"), "headers", findings_);
    out.request_body = section.text("body");
  }

  SelfTestResponse read_response(const Node& node) {
    const Section section(node, "responses",
                          {"status", "headers", "body", "is", "provider_id", "retry_after"}, findings_);
    SelfTestResponse out;
    out.place = section.place();
    if (!section.has("status")) section.missing("status");
    out.status = section.number("status", 0, 100, 599);
    out.headers = read_texts(section.at("headers"), "headers", findings_);
    out.body = section.text("body");
    out.provider_id = section.text("provider_id");
    if (section.has("retry_after"))
      out.retry_after = std::chrono::seconds{section.number("retry_after", 0, 0, 86'400)};
    const auto outcome = job::outcome_of(section.required_text("is"));
    if (outcome)
      out.outcome = *outcome;
    else
      section.wrong("is", "There is no such outcome.", "Write the word of a rule, or unknown.");
    return out;
  }

  Definition& d_;
  SelfTest& out_;
  Findings& findings_;
};

}  // namespace

void read_self_test(const Section& file, Definition& definition, Findings& findings) {
  SelfTestReader(definition, findings).read(file);
}

}  // namespace firstday::provider_declared
