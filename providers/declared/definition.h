// A declared provider as plain data: what one YAML file says about one HTTP service.
//
// README.md beside this file describes the file format key by key; read_definition.h makes this from it.
// Nothing here does anything: build_request.h makes the request, judge.h reads the answer.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "job/job.h"
#include "job/outcome.h"
#include "providers/declared/file_place.h"
#include "providers/declared/incoming.h"
#include "providers/declared/pattern.h"
#include "providers/declared/template_text.h"

namespace firstday::provider_declared {

/// What the school's account must or may say. A secret is given by its name; one that is not required may be
/// asked for by what comes in only.
struct Parameter {
  enum class Kind { kText, kUrl };

  std::string name;
  Kind kind = Kind::kText;
  bool required = true;
  std::string fallback;  ///< of one that is not required; may be empty
  bool secret = false;
  std::string help;
};

/// One header, query or form field. A form may hold a name more than once.
struct Field {
  std::string name;
  Template value;
};
using Fields = std::vector<Field>;

/// How the service knows us. `name` is that of the header or field; `user` is of basic only.
struct Auth {
  enum class Kind { kNone, kBasic, kBearer, kHeader, kQuery, kForm };

  Kind kind = Kind::kNone;
  std::string name;
  Template user;
  Template secret;
};

struct JsonMember;

/// A JSON value whose texts are templates; members keep the order of the file.
struct JsonTree {
  enum class Kind { kText, kLiteral, kList, kMap };

  Kind kind = Kind::kMap;
  Template text;        ///< of a kText
  std::string literal;  ///< of a kLiteral: a number, true, false or null, as JSON writes it
  std::vector<JsonTree> items;
  std::vector<JsonMember> members;
};

struct JsonMember {
  std::string name;
  JsonTree value;
};

struct Body {
  enum class Kind { kNone, kForm, kJson, kRaw };

  Kind kind = Kind::kNone;
  Fields form;
  JsonTree json;
  Template raw;
};

struct Request {
  std::string method = "POST";
  /// Begins with the scheme and the whole host, or with a parameter of the kind url; so no message can
  /// change where a request goes.
  Template url;
  Fields query;
  Fields headers;
  Body body;
};

/// What the service allows, and its price. A number of messages that is 0 says that there is no such limit.
struct Limits {
  int max_in_flight = 16;
  int per_second = 0;
  int per_minute = 0;
  int per_day = 0;
  int per_address_hour = 0;
  int price_per_part = 0;  ///< hundredths of a penny; 0: not known
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds total_timeout{60'000};
};

/// A value of the answer: a header (name in lower case), a JSON pointer, or a name of the text parser.
struct ValueAt {
  enum class Where { kNowhere, kHeader, kBody };

  Where where = Where::kNowhere;
  std::string name;
};

struct Response {
  enum class Parser { kEmpty, kText, kJson };

  Parser parser = Parser::kEmpty;
  std::optional<Pattern> match;     ///< of the text parser
  std::vector<std::string> groups;  ///< names of the pattern's groups, in order
  ValueAt provider_id;
};

/// kEqual and kIn hold when the value is one of `values`; kNotEqual when there is a value and it is none
/// of them; kAbsent when the answer could be read and has no such value.
struct ValueTest {
  enum class Test { kEqual, kNotEqual, kIn, kExists, kAbsent, kMatches };

  ValueAt at;
  Test test = Test::kExists;
  std::vector<std::string> values;
  std::optional<Pattern> pattern;
};

/// 503, or 200-299: both ends belong to it.
struct StatusRange {
  int from = 0;
  int to = 0;
};

/// All of it must hold; never empty.
struct Condition {
  std::vector<StatusRange> status;  ///< one of these; empty: any
  std::vector<ValueTest> values;
  std::optional<bool> has_id;
};

struct OutcomeRule {
  Condition when;
  job::OutcomeKind is = job::OutcomeKind::kUnknown;  ///< never kNotSent: that is for the engine to say
  bool retry_after_header = false;
  std::optional<std::chrono::seconds> retry_after;
  std::string why;  ///< in words, for the delivery log
  FilePlace place;
};

struct SelfTestRequest {
  FilePlace place;
  std::string to;
  std::string body;
  bool unicode = false;
  bool without_receipts = false;  ///< of a house that has no public address
  std::string reference;
  std::string method;  ///< from here on what must come out, secrets and all
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string request_body;
};

struct SelfTestResponse {
  FilePlace place;
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  job::OutcomeKind outcome = job::OutcomeKind::kUnknown;
  std::string provider_id;
  std::optional<std::chrono::seconds> retry_after;
};

struct SelfTest {
  std::map<std::string, std::string> parameters;  ///< secrets here by value: made up, for the test only
  std::vector<SelfTestRequest> requests;
  std::vector<SelfTestResponse> responses;
  std::vector<SelfTestPost> posts;
};

struct Definition {
  std::string file;  ///< as read_definition() was told, for messages
  std::string id;
  int version = 0;
  job::Kind channel = job::Kind::kText;
  bool sandbox = false;  ///< reaches nobody; only towards this machine itself
  std::vector<Parameter> parameters;
  Auth auth;
  Request request;
  Limits limits;
  Response response;
  std::vector<OutcomeRule> outcomes;  ///< the first that matches wins; none: unknown
  Incoming incoming;                  ///< what the service posts to us
  SelfTest self_test;
};

/// The parameter of that name; null when there is none.
const Parameter* find_parameter(const Definition& definition, const std::string& name);

}  // namespace firstday::provider_declared
