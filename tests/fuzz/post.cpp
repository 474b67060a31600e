#include "fuzz/post.h"

#include <algorithm>

#include "base/text.h"

namespace firstday::fuzz {

std::string next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string line(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

ports::RawPost read_post(std::string_view input) {
  ports::RawPost post;
  const std::string first = next_line(input);
  const std::size_t space = std::min(first.find(' '), first.size());
  post.method = first.substr(0, space);
  post.url = first.substr(std::min(space + 1, first.size()));
  const std::size_t question = std::min(post.url.find('?'), post.url.size());
  post.query = post.url.substr(std::min(question + 1, post.url.size()));
  post.token = post.url.substr(0, question);
  post.token.erase(0, post.token.rfind('/') + 1);
  for (std::string line = next_line(input); !line.empty(); line = next_line(input)) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    post.headers.emplace_back(base::lower(line.substr(0, colon)),
                              line.substr(std::min(colon + 2, line.size())));
  }
  post.body = input;
  return post;
}

}  // namespace firstday::fuzz
