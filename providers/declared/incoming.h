// What a definition says about requests that the service makes to us: how it proves who it is, and how its
// receipts and replies are read. Plain data, as definition.h; README.md describes the keys.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "job/receipt.h"
#include "providers/declared/file_place.h"

namespace firstday::provider_declared {

/// Where a value of a request stands.
struct IncomingAt {
  enum class Where {
    kNowhere,
    kHeader,  ///< name in lower case
    kQuery,   ///< a field of the address; written "?name"
    kBody,    ///< a form field, a JSON pointer or an XML path, whichever the source is
  };

  Where where = Where::kNowhere;
  std::string name;

  bool is_given() const { return where != Where::kNowhere; }
};

struct TimeFormat {
  enum class Kind {
    kIso,          ///< 2027-01-12T09:35:00Z, or with +01:00; without an offset it is refused
    kEpoch,        ///< seconds since 1970
    kEpochMillis,  ///< milliseconds since 1970
    kLondon,       ///< 2027-01-12 09:35:00, Europe/London
    kUtc,          ///< 2027-01-12 09:35:00, UTC
  };
};

/// One proof that a request must carry. Secrets are named by their parameter, and read for every request.
struct Proof {
  enum class Kind { kToken, kBasic, kBearer, kHmac, kTwilioSha1 };
  enum class Algorithm { kSha1, kSha256 };
  enum class Encoding { kHex, kBase64 };

  /// A part of what is signed.
  struct Part {
    enum class Kind { kTimestamp, kBody, kUrl, kForm, kValue };
    Kind kind = Kind::kBody;
    IncomingAt at;  ///< of a kValue
  };

  Kind kind = Kind::kToken;
  FilePlace place;
  std::string secret;                        ///< parameter
  std::string user;                          ///< parameter; of basic
  bool in_url = false;                       ///< of basic: {{receipt_url}} carries user and password
  Algorithm algorithm = Algorithm::kSha256;  ///< of hmac, as all that follows
  Encoding encoding = Encoding::kHex;
  std::vector<Part> parts;
  std::string joined_by;
  IncomingAt signature;
  std::string prefix;  ///< before the signature, as "sha256="
  IncomingAt timestamp;
  TimeFormat::Kind timestamp_format = TimeFormat::Kind::kEpoch;
  std::chrono::seconds tolerance{300};  ///< how far the timestamp may be from now, either way
};

/// Which requests a block reads, and which items of them.
struct IncomingSource {
  enum class Format { kForm, kJson, kXml, kQuery };

  Format format = Format::kForm;
  std::vector<std::string> methods;        ///< GET, POST or both
  std::vector<std::string> content_types;  ///< lower case; empty: any
  std::string items;  ///< of json and xml: where the list is; empty: the whole is one item
  std::vector<std::pair<IncomingAt, std::vector<std::string>>> when;  ///< each value is one of these
};

/// What the two kinds of item have in common.
struct IncomingBlock {
  bool given = false;
  FilePlace place;
  IncomingSource source;
  IncomingAt reference;
  IncomingAt provider_id;
  IncomingAt time;
  TimeFormat::Kind time_format = TimeFormat::Kind::kIso;
};

struct ReceiptBlock : IncomingBlock {
  IncomingAt status;
  IncomingAt substatus;
  IncomingAt detail;
  /// By "status" or "status/substatus"; the longer one is asked first.
  std::map<std::string, job::ReceiptStatus> words;
  std::map<std::string, FilePlace> word_places;
  FilePlace map_place;
};

struct ReplyBlock : IncomingBlock {
  IncomingAt from;
  IncomingAt text;
};

struct IncomingAnswer {
  int status = 200;
  std::string body;
  std::string content_type = "text/plain";
};

/// What a sample item must be read as; empty texts say that there is none.
struct ExpectedWord {
  FilePlace place;
  bool is_reply = false;
  job::ReceiptStatus status = job::ReceiptStatus::kAccepted;
  std::string detail;
  std::string from;
  std::string text;
  std::string reference;
  std::string provider_id;
  std::string time;  ///< 2027-01-12T09:35:00Z
};

struct SelfTestPost {
  FilePlace place;
  std::string method;
  std::string token;  ///< as sent; the right one unless the sample says another
  bool has_token = false;
  std::string query;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string now;  ///< when it came
  bool refused = false;
  int unreadable = 0;  ///< how many items cannot be read
  std::vector<ExpectedWord> words;
};

struct Incoming {
  std::vector<Proof> proofs;  ///< all of them must hold; never empty where a block is given
  IncomingAnswer answer;
  ReceiptBlock receipt;
  ReplyBlock reply;

  bool reads_anything() const { return receipt.given || reply.given; }
};

/// The words of job::kReceiptStatuses in definition files, in its order.
const std::vector<std::string>& status_words();

/// The proofs' secret parameters and users.
std::vector<std::string> parameters_of(const Incoming& incoming);

}  // namespace firstday::provider_declared
