// One request that came in whole, and what is answered. No HTTP library here: routes are tested without a
// socket.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace firstday::web {

struct Request {
  std::string method;
  std::string path;   ///< without the query; still percent-encoded
  std::string query;  ///< behind the question mark; still percent-encoded
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case, in the order they came
  std::string body;
};

struct Answer {
  int status = 200;
  std::string body;
  std::string content_type = "text/plain; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers = {};
};

/// A sentence as its own page; ends with a line break.
Answer plain(int status, std::string sentence);

}  // namespace firstday::web
