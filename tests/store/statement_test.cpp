#include "store/statement.h"

#include "store/connection.h"
#include "store/sql_error.h"
#include "store/where.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace firstday::store {
namespace {

class Statements : public testing::Test {
 protected:
  void SetUp() override {
    sql_.script("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BLOB, n INTEGER) STRICT");
  }

  support::TempFolder folder_;
  Connection sql_{folder_.path() / "t.db", Connection::Use::kWrite, std::chrono::milliseconds(100)};
};

TEST_F(Statements, GiveBackWhatTheyWereGiven) {
  const std::string bytes("\0\xff\n", 3);
  sql_.prepared("INSERT INTO t (id, a, b, n) VALUES ($1, $2, $3, $4)").run(1, "tŷ", Blob{bytes}, -5LL);
  Rows rows = sql_.prepared("SELECT a, b, n FROM t WHERE id = $1").query(1);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.view(), "tŷ");
  EXPECT_EQ(rows.bytes(), bytes);
  EXPECT_EQ(rows.number(), -5);
  EXPECT_FALSE(rows.next());
}

TEST_F(Statements, KeepTextsAndTimesOfOurOwn) {
  const base::Date day = base::make_date(2027, 1, 12);
  const base::Instant at = base::instant_of_micros(1'800'000'000'000'001);
  sql_.prepared("INSERT INTO t (id, a, n) VALUES (1, $1, $2)").run(day, at);
  Rows rows = sql_.prepared("SELECT a, n FROM t").query();
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.date(), day);
  EXPECT_EQ(rows.instant(), at);
}

TEST_F(Statements, TellNothingFromEmptyAndZero) {
  std::optional<base::Instant> none;
  sql_.prepared("INSERT INTO t (id, a, n) VALUES (1, $1, $2)").run(std::string_view(), none);
  sql_.prepared("INSERT INTO t (id, a, n) VALUES (2, $1, $2)").run("", 0);
  Rows rows = sql_.prepared("SELECT a IS NULL, n FROM t ORDER BY id").query();
  ASSERT_TRUE(rows.next());
  EXPECT_FALSE(rows.yes()) << "an empty text is no NULL";
  EXPECT_EQ(rows.maybe_instant(), std::nullopt);
  ASSERT_TRUE(rows.next());
  EXPECT_FALSE(rows.yes());
  EXPECT_EQ(rows.maybe_number(), 0);
}

TEST_F(Statements, SayHowManyRowsTheyChanged) {
  for (int i = 0; i < 3; ++i) sql_.prepared("INSERT INTO t (id, n) VALUES ($1, 7)").run(i);
  EXPECT_EQ(sql_.prepared("UPDATE t SET n = 8 WHERE id < $1").run(2), 2);
  EXPECT_EQ(sql_.prepared("UPDATE t SET n = 9 WHERE id > $1").run(5), 0);
}

TEST_F(Statements, WorkAgainAfterAFailure) {
  const auto insert = [&](int id) { return sql_.prepared("INSERT INTO t (id) VALUES ($1)").run(id); };
  insert(1);
  EXPECT_THROW(insert(1), SqlError);
  EXPECT_EQ(insert(2), 1);
}

TEST_F(Statements, OutliveTheTextTheyWereAskedWith) {
  sql_.prepared("INSERT INTO t (id, a) VALUES (1, $1)").run("a name that is too long for the small string");
  Rows rows = sql_.prepared("SELECT id FROM t WHERE a = $1")
                  .query(std::string("a name that is too long for the small string"));
  EXPECT_TRUE(rows.next());
}

TEST_F(Statements, MayUseOnePlaceTwice) {
  sql_.prepared("INSERT INTO t (id, n, a) VALUES ($1, $1, $2)").run(4, "x");
  EXPECT_TRUE(sql_.prepared("SELECT 1 FROM t WHERE id = $1 AND n = $1 AND a = $2").query(4, "x").next());
}

TEST_F(Statements, ThatAreWrongAreRefusedWhenPrepared) {
  EXPECT_THROW(sql_.once("SELEKT 1"), SqlError);
}

using StatementsDeathTest = Statements;

TEST_F(StatementsDeathTest, AreUsedOnceAtATime) {
  const auto nested = [&] {
    const auto ask = [&] { return sql_.prepared("SELECT 1").query(); };
    Rows outer = ask();
    outer.next();
    // The same text at another place is another statement; the same place is the same one.
    Rows inner = ask();
  };
  EXPECT_DEATH(nested(), "once at a time");
}

TEST(WhereText, PutsConditionsTogetherAndKeepsValuesOut) {
  Where where;
  EXPECT_EQ(where.text(), "");
  where.add("a =", std::string("x'; DROP TABLE t; --"));
  where.add("n >=", std::int64_t{5});
  where.add_any_of("state", {"p", "q"});
  where.add("EXISTS (SELECT 1 FROM s WHERE b =", std::string("y"), ")");
  where.add_plain("c IS NULL");
  EXPECT_EQ(where.text(),
            "WHERE a = $1 AND n >= $2 AND state IN ($3, $4) AND EXISTS (SELECT 1 FROM s WHERE b = $5) AND c "
            "IS NULL");
  EXPECT_EQ(where.values().size(), 5u);
}

}  // namespace
}  // namespace firstday::store
