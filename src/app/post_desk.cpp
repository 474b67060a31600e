#include "app/post_desk.h"

namespace firstday::app {

namespace {

ports::RawPost raw_post(const web::Post& post, const std::string& public_url) {
  const web::Request& request = post.request;
  std::string url = public_url + request.path;
  if (!request.query.empty()) url += "?" + request.query;
  return {request.method, std::move(url), request.query, request.headers, request.body, post.token};
}

web::PostResult result_of(workflow::PostEnd end) {
  switch (end) {
    case workflow::PostEnd::kKept:
      return web::PostResult::kKept;
    case workflow::PostEnd::kAgain:
      return web::PostResult::kAgain;
    case workflow::PostEnd::kRefused:
      return web::PostResult::kForged;
    case workflow::PostEnd::kNotKept:
      break;
  }
  return web::PostResult::kUnavailable;
}

}  // namespace

std::string posts_url(const std::string& public_url, const roll::Urn& school) {
  return public_url.empty() ? "" : public_url + "/receipts/" + school.text();
}

PostDesk::PostDesk(const workflow::House& house) : house_(house) {
  FIRSTDAY_CHECK(house.inbox != nullptr, "a house that takes posts has an inbox");
}

web::PostAnswer PostDesk::take(const web::Post& post) {
  const roll::Urn school(post.school);
  const ports::ReceiptReader* reader = workflow::reader_for(house_, school, post.account);
  if (reader == nullptr) return {web::PostResult::kUnknown};
  workflow::PostAnswer taken =
      workflow::take_post({*house_.inbox, house_.clock, house_.log, counts_}, {school, post.account, *reader},
                          raw_post(post, house_.settings.serve.public_url));
  return {result_of(taken.end), taken.answer.status, std::move(taken.answer.body),
          std::move(taken.answer.content_type)};
}

}  // namespace firstday::app
