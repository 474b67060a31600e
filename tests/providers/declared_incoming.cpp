#include "providers/declared_incoming.h"

namespace firstday::provider_declared {

std::string sample_receiving(const std::string& blocks) {
  std::string yaml = sample_with("  note: {default: \"\"}\n",
                                 "  note: {default: \"\"}\n  hook: {secret: true, default: \"\"}\n"
                                 "  hook_user: {default: \"\"}\n");
  yaml.insert(yaml.find("self_test:"), blocks);
  return yaml + "  posts: [{token: wrong, refused: true}]\n";
}

std::string token_auth() {
  return "incoming: {auth: {kind: token, secret: hook}}\n";
}

ports::RawPost posted(const std::string& content_type, const std::string& body) {
  ports::RawPost post;
  post.method = "POST";
  post.url = "https://gw.school.example/in/118234/invented";
  post.headers = {{"content-type", content_type}};
  post.body = body;
  return post;
}

ports::RawPost got(const std::string& query) {
  ports::RawPost post;
  post.method = "GET";
  post.url = "https://gw.school.example/in/118234/invented?" + query;
  post.query = query;
  return post;
}

}  // namespace firstday::provider_declared
