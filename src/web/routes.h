// Which path answers what. Pure but for the functions it is given; each of them is called from several
// threads.
//
//   GET /health                                      the process lives
//   GET /ready                                       200, or 503 with the reason in words
//   GET /metrics                                     for Prometheus (metrics_text.h)
//   POST|GET /receipts/<school>/<account>[/<token>]  what a provider says of a message
//   POST|GET /replies/<school>/<account>[/<token>]   what a family answered
#pragma once

#include <functional>
#include <string>

#include "web/request.h"

namespace firstday::web {

enum class PostResult {
  kKept,         ///< durable: the provider may be told so
  kAgain,        ///< the same was kept before
  kUnknown,      ///< no such school or account, or it takes no posts
  kForged,       ///< not authentic
  kUnavailable,  ///< cannot be kept now; the provider is asked to come again
};

/// How a metric calls it: kept, again, unknown, forged, unavailable.
std::string_view word(PostResult result);

struct Post {
  std::string school;
  std::string account;
  std::string token;  ///< a secret: never logged
  Request request;
};

/// Status, body and content type are the provider's own word, and are used when it was kept.
struct PostAnswer {
  PostResult result = PostResult::kUnavailable;
  int status = 200;
  std::string body = {};
  std::string content_type = "text/plain";
};

struct Endpoints {
  std::function<std::string()> not_ready_because;  ///< a sentence; empty when everything is well
  std::function<std::string()> metrics;
  std::function<PostAnswer(const Post&)> take_post;  ///< must have committed when it says kKept
};

Answer answer(const Request& request, const Endpoints& endpoints);

}  // namespace firstday::web
