#include "store/migrations.h"

#include "store/dialect.h"
#include "store/open.h"

namespace firstday::store {
namespace {

class Migrations : public testing::Test {
 protected:
  Database::Settings up_to(std::span<const Migration> migrations) const {
    Database::Settings s = settings_for(folder_.path());
    s.migrations = migrations;
    return s;
  }
  static std::vector<std::string> schema_of(Database& database) {
    return column(database, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name");
  }

  static std::vector<std::string> usual_sizes_of(Database& database) {
    return column(database, "SELECT tbl || ' ' || idx || ' ' || stat FROM sqlite_stat1 ORDER BY 1");
  }

  support::TempFolder folder_;
};

TEST_F(Migrations, AreNumberedFromOneWithoutGaps) {
  int expected = 0;
  for (const Migration& m : shipped_migrations()) {
    EXPECT_EQ(m.number, ++expected);
    EXPECT_EQ(m.name.substr(0, 3), (expected < 10 ? "00" : "0") + std::to_string(expected));
    EXPECT_FALSE(m.sql.empty());
  }
  EXPECT_GE(expected, 3);
}

TEST_F(Migrations, FromEveryVersionLeadToTheSameSchema) {
  const support::TempFolder fresh;
  const auto newest = open_in(fresh.path());
  const std::vector<std::string> expected = schema_of(*newest);
  const std::vector<std::string> sizes = usual_sizes_of(*newest);
  ASSERT_FALSE(sizes.empty());
  for (std::size_t version = 1; version <= shipped_migrations().size(); ++version) {
    const support::TempFolder folder;
    Database::Settings old = settings_for(folder.path());
    old.migrations = shipped_migrations().first(version);
    {
      const auto database = Database::open(old).value();
      ASSERT_TRUE(meddle(*database, "INSERT INTO school (school) VALUES ('100001')"));
    }
    const auto migrated = open_in(folder.path());
    EXPECT_EQ(schema_of(*migrated), expected) << "from " << version;
    EXPECT_EQ(usual_sizes_of(*migrated), sizes) << "from " << version;
    EXPECT_EQ(column(*migrated, "SELECT school FROM school").size(), 1u) << "from " << version;
  }
}

TEST_F(Migrations, RunOnce) {
  open_in(folder_.path());
  const auto again = open_in(folder_.path());
  EXPECT_EQ(column(*again, "SELECT version FROM schema_version").size(), shipped_migrations().size());
}

TEST_F(Migrations, ThatFailLeaveTheOldVersionWhole) {
  const Migration first[] = {{1, "001_a", "CREATE TABLE a (school TEXT); INSERT INTO a VALUES ('kept');"}};
  { ASSERT_TRUE(Database::open(up_to(first))); }
  const Migration broken[] = {first[0],
                              {2, "002_b", "CREATE TABLE b (school TEXT); UPDATE a SET school = 'lost';"},
                              {3, "003_c", "CREATE TABLE c (school TEXT); INSERT INTO nowhere VALUES (1);"}};
  const auto refused = Database::open(up_to(broken));
  ASSERT_FALSE(refused);
  const auto database = Database::open(up_to(first)).value();
  EXPECT_EQ(column(*database, "SELECT school FROM a"), std::vector<std::string>{"kept"});
  EXPECT_EQ(
      column(*database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('b', 'c')").size(),
      0u);
}

TEST_F(Migrations, OfANewerProgramAreRefusedInWords) {
  open_in(folder_.path());
  const auto older = Database::open(up_to(shipped_migrations().first(1)));
  ASSERT_FALSE(older);
  EXPECT_NE(older.error().what.find("schema " + std::to_string(shipped_migrations().size())),
            std::string::npos);
  EXPECT_NE(older.error().what.find("A newer Firstday"), std::string::npos);
  EXPECT_TRUE(Database::open(settings_for(folder_.path()))) << "and it is left as it was";
}

TEST_F(Migrations, AreNotRunOnADatabaseOpenedForReading) {
  { ASSERT_TRUE(Database::open(up_to(shipped_migrations().first(1)))); }
  Database::Settings s = settings_for(folder_.path());
  s.read_only = true;
  const auto refused = Database::open(s);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("firstday migrate"), std::string::npos);
}

TEST(Dialect, FillsEachToken) {
  EXPECT_EQ(for_sqlite("a {int64}, b {blob}) {clustered}; {strict}"),
            "a INTEGER, b BLOB) STRICT, WITHOUT ROWID; STRICT");
  const std::string triggers = for_sqlite("{insert_only event}");
  EXPECT_NE(triggers.find("BEFORE UPDATE ON event"), std::string::npos);
  EXPECT_NE(triggers.find("BEFORE DELETE ON event"), std::string::npos);
  EXPECT_EQ(for_sqlite("{usual job job_due 1000 10 1}"),
            "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('job', 'job_due', '1000 10 1');");
  EXPECT_EQ(for_sqlite("no token"), "no token");
}

TEST(DialectDeathTest, KnowsItsTokens) {
  EXPECT_DEATH(for_sqlite("{int32}"), "token");
}

}  // namespace
}  // namespace firstday::store
