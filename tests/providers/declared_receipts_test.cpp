// Receipts and replies as services write them: every source, one item or many, two-level codes, times.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "providers/declared/json_text.h"
#include "providers/declared/read_words.h"
#include "providers/declared/time_text.h"
#include "providers/declared_incoming.h"

namespace firstday::provider_declared {
namespace {

using job::ReceiptStatus;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Definition reading(const std::string& blocks) {
  return read_good(sample_receiving(token_auth() + blocks));
}

/// Each word on a line, each problem too.
std::vector<std::string> lines(const base::Parsed<std::vector<job::ProviderWord>>& read) {
  std::vector<std::string> out;
  const auto time = [](const std::optional<base::Instant>& at) {
    return at ? base::iso_utc(*at).substr(0, 19) : std::string("-");
  };
  for (const job::ProviderWord& word : read.value) {
    if (const auto* r = std::get_if<job::Receipt>(&word))
      out.push_back(base::join({status_words()[static_cast<std::size_t>(r->status)], r->reference,
                                r->provider_ref, r->detail, time(r->at)},
                               "|"));
    else if (const auto* w = std::get_if<job::Reply>(&word))
      out.push_back(base::join(
          {"reply", w->from.reveal(), w->text.reveal(), w->reference, w->provider_ref, time(w->at)}, "|"));
  }
  for (const base::Problem& p : read.problems) out.push_back("! " + p.what);
  return out;
}

const char* const kForm = R"(receipt:
  source: form
  reference: reference
  status: {at: status, sub: code, map: {"0": delivered, "1": failed, "1/900": not_delivered_yet, "2": with_carrier}}
  detail: code
  time: {at: time, format: london}
)";

TEST(DeclaredReceipts, AFormIsOneReceiptWithItsCodeAndItsTimeInLondon) {
  const Definition d = reading(kForm);
  const auto read = [&](const std::string& body) {
    return lines(read_words(d, posted("application/x-www-form-urlencoded; charset=utf-8", body)));
  };
  EXPECT_THAT(read("status=0&code=000&reference=r-1&time=2027-07-12+09%3A35%3A10"),
              ElementsAre("delivered|r-1||000|2027-07-12T08:35:10"));
  EXPECT_THAT(read("status=1&code=101&reference=r-1&time=2027-01-12+09:35:10"),
              ElementsAre("failed|r-1||101|2027-01-12T09:35:10"));
  EXPECT_THAT(read("status=1&code=900&reference=r-1"), ElementsAre("not_delivered_yet|r-1||900|-"))
      << "the longer of two-level codes is asked first";
  EXPECT_THAT(read("status=2&reference=r-1"), ElementsAre("with_carrier|r-1|||-"));
}

TEST(DeclaredReceipts, AStatusThatTheMapDoesNotKnowIsShownAndNeverGuessed) {
  const Definition d = reading(kForm);
  const auto read =
      read_words(d, posted("application/x-www-form-urlencoded", "status=7&code=12&reference=r"));
  EXPECT_THAT(read.value, IsEmpty());
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_THAT(read.problems[0].what, HasSubstr("'7/12'"));
  EXPECT_EQ(read.problems[0].line, kFirstBlockLine + 4);
  EXPECT_EQ(read.problems[0].severity, base::Severity::kError);
  EXPECT_THAT(lines(read_words(d, posted("application/x-www-form-urlencoded", "reference=r"))),
              ElementsAre(HasSubstr("''")))
      << "none at all is unknown too";
}

TEST(DeclaredReceipts, ATimeThatCannotBeReadIsAWarningAndTheReceiptStands) {
  const auto read = read_words(
      reading(kForm), posted("application/x-www-form-urlencoded", "status=0&reference=r&time=yesterday"));
  ASSERT_EQ(read.value.size(), 1u);
  EXPECT_FALSE(std::get<job::Receipt>(read.value[0]).at.has_value());
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_EQ(read.problems[0].severity, base::Severity::kWarning);
}

TEST(DeclaredReceipts, WithoutAReferenceOrAnIdThereIsNoReceipt) {
  const Definition d = reading(kForm);
  for (const std::string reference : {"", "&reference=", "&reference=a+b", "&reference=%C3%A9"})
    EXPECT_THAT(lines(read_words(d, posted("application/x-www-form-urlencoded", "status=0" + reference))),
                ElementsAre(HasSubstr("of no message")))
        << reference;
  EXPECT_THAT(lines(read_words(d, posted("application/x-www-form-urlencoded",
                                         "status=0&reference=" + std::string(201, 'x')))),
              ElementsAre(HasSubstr("of no message")));
}

TEST(DeclaredReceipts, AnotherMethodOrContentTypeIsNoReceipt) {
  const Definition d = reading(kForm);
  ports::RawPost post = posted("application/json", "status=0&reference=r");
  EXPECT_THAT(lines(read_words(d, post)), ElementsAre(HasSubstr("neither a receipt nor a reply")));
  post.headers = {{"content-type", "Application/X-WWW-Form-Urlencoded"}};
  EXPECT_EQ(read_words(d, post).value.size(), 1u);
  post.method = "GET";
  EXPECT_THAT(lines(read_words(d, post)), ElementsAre(HasSubstr("neither a receipt nor a reply")));
  post.method = "POST";
  post.headers = {};
  EXPECT_THAT(lines(read_words(d, post)), ElementsAre(HasSubstr("neither a receipt nor a reply")));
}

const char* const kJson = R"(receipt:
  source: json
  items: /events
  when: {/type: [status, final]}
  reference: "?ref"
  provider_id: /message/id
  status: {at: /status, sub: /severity, map: {ok: delivered, bad: failed, bad/temporary: not_delivered_yet, open: read}}
  detail: /reason
  time: {at: /time, format: epoch}
reply:
  source: json
  items: /events
  when: {/type: inbound}
  from: /from
  text: /text
  provider_id: /message/id
  reference: /about
  time: {at: /time, format: iso}
)";

TEST(DeclaredReceipts, AListIsReadItemByItemAndABadItemCostsOnlyItself) {
  const auto read = read_words(reading(kJson), posted("application/json", R"({"events":[
    {"type":"status","message":{"id":71},"status":"ok","time":1799746500.75,"reason":"fine"},
    {"type":"status","message":{"id":"m2"},"status":"bad","severity":"temporary"},
    {"type":"final","message":{"id":"m3"},"status":"bad","severity":"permanent"},
    {"type":"final","message":{"id":"m4"},"status":"odd"},
    {"type":"inbound","message":{"id":"m5"},"from":"447700900123","text":"He is ill","about":"r-9","time":"2027-01-12T10:35:00+01:00"},
    {"type":"click","message":{"id":"m6"},"status":"ok"},
    {"type":"status","message":{"id":["m7"]},"status":"ok"},
    17, null]})"));
  EXPECT_THAT(lines(read),
              ElementsAre("delivered||71|fine|2027-01-12T09:35:00", "not_delivered_yet||m2||-",
                          "failed||m3||-", "reply|+447700900123|He is ill|r-9|m5|2027-01-12T09:35:00",
                          HasSubstr("'odd'"), HasSubstr("of no message"), HasSubstr("Of 9 items 3")));
}

TEST(DeclaredReceipts, AValueOfTheAddressMayBeTheReference) {
  ports::RawPost post = posted("application/json", R"({"events":{"type":"status","status":"ok"}})");
  post.query = "x=1&ref=r%2D5";
  EXPECT_THAT(lines(read_words(reading(kJson), post)), ElementsAre("delivered|r-5|||-"))
      << "and what is no list is its only item";
}

TEST(DeclaredReceipts, ABodyThatIsNotOfTheSourceIsAProblem) {
  const Definition d = reading(kJson);
  for (const char* body : {"", "{", "[]", "{}", "status=ok", "\xff", "{\"events\":[]}"})
    EXPECT_THAT(lines(read_words(d, posted("application/json", body))),
                ElementsAre(HasSubstr("neither a receipt nor a reply")))
        << body;
}

TEST(DeclaredReceipts, ABodyOfAnyDepthIsReadOnASmallStack) {
  const std::string deep = std::string(500'000, '[') + std::string(500'000, ']');
  EXPECT_THAT(lines(read_words(reading(kJson), posted("application/json", deep))),
              ElementsAre(HasSubstr("neither a receipt nor a reply")));
  EXPECT_THAT(lines(read_words(
                  reading(kJson),
                  posted("application/json",
                         R"({"events":[{"type":"status","message":{"id":"m"},"status":)" + deep + "}]}"))),
              ElementsAre(HasSubstr("has the status ''")));
  const auto values = json_values(R"({"a":)" + deep + R"(,"b":1})", {"/a", "/b"});
  ASSERT_TRUE(values.has_value());
  EXPECT_EQ(values->at("/b"), "1");
}

const char* const kXml = R"(receipt:
  source: xml
  items: Reports/Report
  reference: Reference
  provider_id: "@id"
  status: {at: Result/State, map: {Delivered: delivered, Failed: failed}}
  detail: Result/@code
  time: {at: At, format: utc}
)";

TEST(DeclaredReceipts, XmlIsReadByPathsAndAttributes) {
  const auto read = read_words(reading(kXml), posted("text/xml", R"(<?xml version="1.0"?>
    <r:Reports xmlns:r="urn:x"><r:Report id="m1"><Reference> r-1 </Reference>
      <Result code="0"><State>Deli<![CDATA[vered]]></State></Result><At>2027-07-12T09:35:00</At></r:Report>
    <Report id="m2"><Result><State>Failed</State></Result></Report><Other/></r:Reports>)"));
  EXPECT_THAT(lines(read), ElementsAre("delivered|r-1|m1|0|2027-07-12T09:35:00", "failed||m2||-"));
}

TEST(DeclaredReceipts, AnElementsOwnNameMayBeTheStatus) {
  const Definition d = reading(R"(receipt:
  source: xml
  provider_id: MessageId
  status: {at: ., map: {MessageDelivered: delivered, MessageFailed: failed}}
)");
  EXPECT_THAT(lines(read_words(
                  d, posted("application/xml", "<MessageFailed><MessageId>7</MessageId></MessageFailed>"))),
              ElementsAre("failed||7||-"));
  EXPECT_THAT(lines(read_words(d, posted("application/xml", "<Odd><MessageId>7</MessageId></Odd>"))),
              ElementsAre(HasSubstr("'Odd'")));
}

TEST(DeclaredReceipts, XmlThatUnfoldsOrFetchesIsRefused) {
  const Definition d = reading(kXml);
  const std::string deep(200'000, 'x');
  std::string nested;
  for (int i = 0; i < 5000; ++i) nested += "<a>";
  for (const std::string& body :
       {std::string("<!DOCTYPE a [<!ENTITY x \"y\">]><Reports><Report id=\"&x;\"/></Reports>"),
        std::string("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><Reports/>"), nested, "<" + deep,
        std::string("<a>&x;</a>"), std::string("\xff\xfe<\0a", 5), std::string()})
    EXPECT_THAT(lines(read_words(d, posted("text/xml", body))), ElementsAre(HasSubstr("neither")));
}

const char* const kQuery = R"(receipt:
  source: query
  when: {what: receipt}
  reference: ref
  status: {at: state, map: {"1": delivered}}
reply:
  source: query
  method: [GET, POST]
  when: {what: reply}
  from: from
  text: text
)";

TEST(DeclaredReceipts, AnAddressIsReadAsReceiptOrReply) {
  const Definition d = reading(kQuery);
  EXPECT_THAT(lines(read_words(d, got("what=receipt&ref=r&state=1"))), ElementsAre("delivered|r|||-"));
  EXPECT_THAT(lines(read_words(d, got("what=reply&from=07700900123&text="))),
              ElementsAre("reply|+447700900123||||-"))
      << "an empty text is a reply";
  EXPECT_THAT(lines(read_words(d, got("what=reply&from=07700900123"))), ElementsAre(HasSubstr("lacks")));
  EXPECT_THAT(lines(read_words(d, got("what=reply&text=x"))), ElementsAre(HasSubstr("lacks")));
  EXPECT_THAT(lines(read_words(d, got("what=other&ref=r&state=1"))), ElementsAre(HasSubstr("Of 1 item")));
}

TEST(DeclaredReceipts, BytesThatAreNoUtf8AreReadAsLatin1) {
  EXPECT_THAT(lines(read_words(reading(kQuery), got("what=reply&from=x&text=Zo%EB"))),
              ElementsAre("reply|x|Zo\u00eb|||-"));
}

TEST(DeclaredReceipts, ANumberIsReadHoweverTheServiceWritesIt) {
  const std::pair<const char*, const char*> rows[] = {{"+447700900123", "+447700900123"},
                                                      {"447700900123", "+447700900123"},
                                                      {"07700900123", "+447700900123"},
                                                      {"00447700900123", "+447700900123"},
                                                      {" 447700900123 ", "+447700900123"},
                                                      {"+48501234567", "+48501234567"},
                                                      {"48501234567", "+48501234567"},
                                                      {"60777", "60777"},
                                                      {"School", "School"},
                                                      {"", ""},
                                                      {"0", "0"},
                                                      {"00", "00"},
                                                      {"+", "+"},
                                                      {"someone@example.org", "someone@example.org"}};
  for (const auto& [written, is] : rows) EXPECT_EQ(as_e164(written), is) << written;
}

TEST(DeclaredReceipts, WordsOfTheServiceHoldNoNumberAndNoControl) {
  EXPECT_EQ(safe_words("NACK/0x0000000b/Invalid"), "NACK/0x*******b/Invalid");
  EXPECT_EQ(safe_words("no route to +447700900123, code 21211"), "no route to +************, code 21211");
  EXPECT_EQ(safe_words("a\nb\x1b[0m\u00e9"), "a?b?[0m??");
  EXPECT_EQ(safe_words(std::string(500, 'x')).size(), 100u);
  EXPECT_EQ(safe_words(""), "");
  const Definition d = reading(kForm);
  for (const base::Problem& p : read_words(d, posted("application/x-www-form-urlencoded",
                                                     "status=%2B447700900123&reference=447700900123"))
                                    .problems)
    EXPECT_EQ(describe(p).find("7700900123"), std::string::npos) << describe(p);
}

struct TimeRow {
  const char* text;
  TimeFormat::Kind format;
  const char* is;  ///< UTC; empty: no time
};

TEST(DeclaredReceipts, TimesOfEveryFormat) {
  using enum TimeFormat::Kind;
  const TimeRow rows[] = {
      {"2027-01-12T09:35:00Z", kIso, "2027-01-12T09:35:00"},
      {"2027-01-12 09:35:00.123+01:00", kIso, "2027-01-12T08:35:00"},
      {"2027-01-12T09:35-0530", kIso, "2027-01-12T15:05:00"},
      {"2027-01-12T09:35:00+00", kIso, "2027-01-12T09:35:00"},
      {"2027-01-12T09:35:00", kIso, ""},
      {"2027-01-12T09:35:00+1", kIso, ""},
      {"2027-01-12T09:35:00+01:00x", kIso, ""},
      {"2027-02-30T09:35:00Z", kIso, ""},
      {"2027-01-12T25:35:00Z", kIso, ""},
      {"2027-01-12T09:35:00.Z", kIso, ""},
      {"2027-01-12T09:35:0", kIso, ""},
      {"0", kEpoch, "1970-01-01T00:00:00"},
      {"1799746500", kEpoch, "2027-01-12T09:35:00"},
      {" 1799746500.25 ", kEpoch, "2027-01-12T09:35:00"},
      {"1799746500.x", kEpoch, ""},
      {"-1", kEpoch, ""},
      {"99999999999", kEpoch, ""},
      {"99999999999999999999", kEpoch, ""},
      {"1799746500123", kEpochMillis, "2027-01-12T09:35:00"},
      {"2027-01-12 09:35:00", kLondon, "2027-01-12T09:35:00"},
      {"2027-07-12 09:35:10", kLondon, "2027-07-12T08:35:10"},
      {"2027-10-31 01:30:00", kLondon, "2027-10-31T00:30:00"},
      {"2027-07-12 09:35:10", kUtc, "2027-07-12T09:35:10"},
      {"2027-07-12 09:35:10Z", kUtc, ""},
      {"", kIso, ""},
      {"", kEpoch, ""},
  };
  for (const TimeRow& row : rows) {
    const auto at = read_time(row.text, row.format);
    EXPECT_EQ(at ? base::iso_utc(*at).substr(0, 19) : "", row.is) << row.text;
  }
}

}  // namespace
}  // namespace firstday::provider_declared
