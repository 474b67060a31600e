#include "intake/csv.h"

#include <gtest/gtest.h>

#include <random>

namespace firstday::intake {
namespace {

struct Read {
  int line = 0;
  std::vector<std::string> fields;
  CsvTrouble trouble = CsvTrouble::kNone;

  friend bool operator==(const Read&, const Read&) = default;
};

std::vector<Read> read(std::string_view text) {
  CsvReader reader(text);
  CsvRecord record;
  std::vector<Read> out;
  while (reader.next(record))
    out.push_back({record.line, {record.fields.begin(), record.fields.end()}, record.trouble});
  return out;
}

using Fields = std::vector<std::string>;

TEST(Csv, ReadsPlainRecordsWithTheirLines) {
  const auto all = read("a,b\n1,2\n3,\n");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0], (Read{1, {"a", "b"}}));
  EXPECT_EQ(all[1], (Read{2, {"1", "2"}}));
  EXPECT_EQ(all[2], (Read{3, {"3", ""}}));
}

TEST(Csv, TheLastLineNeedsNoEnd) {
  EXPECT_EQ(read("a,b\n1,2").back().fields, (Fields{"1", "2"}));
  EXPECT_EQ(read("a,b\n1,\"2\"").back().fields, (Fields{"1", "2"}));
}

TEST(Csv, EveryLineEndCounts) {
  for (const char* text : {"a,b\n\n1,2\n", "a,b\r\n\r\n1,2\r\n", "a,b\r\r1,2\r"}) {
    const auto all = read(text);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[1], (Read{3, {"1", "2"}}));
  }
}

TEST(Csv, QuotesHoldDelimitersQuotesAndLineEnds) {
  const auto all = read("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n\"1 High St\r\nEly\",z\nlast,row\n");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[1].fields, (Fields{"x, y", "say \"hi\""}));
  EXPECT_EQ(all[2].fields, (Fields{"1 High St\r\nEly", "z"}));
  EXPECT_EQ(all[3].line, 5);
}

TEST(Csv, SpacesMayStandAroundQuotes) {
  EXPECT_EQ(read("a,b\n \"x\" , \"y\"\n")[1].fields, (Fields{"x", "y"}));
}

TEST(Csv, FindsTheDelimiterInTheHeading) {
  EXPECT_EQ(read("a;b;c\n1,5;2;3\n")[1].fields, (Fields{"1,5", "2", "3"}));
  EXPECT_EQ(read("a\tb\n1, 2\t3\n")[1].fields, (Fields{"1, 2", "3"}));
  EXPECT_EQ(read("\"a;b;c\",d\n1,2\n")[1].fields, (Fields{"1", "2"}));
  EXPECT_EQ(read("single\nvalue\n")[1].fields, (Fields{"value"}));
}

TEST(Csv, ExcelsOwnLineIsObeyed) {
  const auto all = read("sep=;\r\na,x;b\r\n1;2\r\n");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0], (Read{2, {"a,x", "b"}}));
}

TEST(Csv, BlankLinesAndEmptyRowsAreNothing) {
  const auto all = read("a,b\n\n  \n,\n , \n1,2\n,,,\n");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].line, 6);
}

TEST(Csv, AnUnclosedQuoteCostsItsLine) {
  const auto all = read("a,b,c\n1,2,3\n4,\"5,6\n7,8,9\n10,11,12\n");
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(all[2].trouble, CsvTrouble::kUnclosedQuote);
  EXPECT_EQ(all[2].line, 3);
  EXPECT_EQ(all[2].fields, (Fields{"4"})) << "what stands before the damage is there";
  EXPECT_EQ(all[3], (Read{4, {"7", "8", "9"}}));
  EXPECT_EQ(all[4], (Read{5, {"10", "11", "12"}}));
}

TEST(Csv, AnUnclosedQuoteDoesNotEatTheNextQuotedCell) {
  const auto all = read("a,b,c\n1,\"2,3\n4,\"5\",6\n7,8,9\n");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[1].trouble, CsvTrouble::kUnclosedQuote);
  EXPECT_EQ(all[2].fields, (Fields{"4", "5", "6"}));
  EXPECT_EQ(all[3].fields, (Fields{"7", "8", "9"}));
}

TEST(Csv, WhereEveryCellIsQuotedOneLossIsOneLine) {
  const auto all = read("\"a\",\"b\"\n\"1\",\"2\n\"3\",\"4\"\n\"5\",\"6\"\n");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[1].trouble, CsvTrouble::kUnclosedQuote);
  EXPECT_EQ(all[2].fields, (Fields{"3", "4"}));
  EXPECT_EQ(all[3].fields, (Fields{"5", "6"}));
}

TEST(Csv, AQuoteThatClosesLinesLaterDoesNotSwallowThem) {
  // The quote of line 2 finds a partner at the end of line 4 that looks right; the count of cells tells.
  const auto all = read("a,b,c\n1,\"2,3\n4,5,6\n7,8,9\"\n10,11,12\n");
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(all[1].trouble, CsvTrouble::kUnclosedQuote);
  EXPECT_EQ(all[1].fields, (Fields{"1"})) << "what was swallowed is given as the lines that it is, and once";
  EXPECT_EQ(all[2].fields, (Fields{"4", "5", "6"}));
  EXPECT_EQ(all[3].fields, (Fields{"7", "8", "9\""}));
  EXPECT_EQ(all[4].fields, (Fields{"10", "11", "12"}));
}

TEST(Csv, AVeryLongCellIsAnUnclosedQuote) {
  std::string text = "a,b\n1,\"";
  for (int i = 0; i < 30; ++i) text += "line\n";
  text += "\"\n2,3\n";
  const auto all = read(text);
  EXPECT_EQ(all[1].trouble, CsvTrouble::kUnclosedQuote);
  EXPECT_EQ(all.back().fields, (Fields{"2", "3"}));
}

TEST(Csv, AStrayQuoteIsKeptAndSaid) {
  const auto all = read("a,b\n\"The \"Old\" House\",Ely\nFlat \"B\",Ely\n");
  EXPECT_EQ(all[1], (Read{2, {"The \"Old\" House", "Ely"}, CsvTrouble::kStrayQuote}));
  EXPECT_EQ(all[2], (Read{3, {"Flat \"B\"", "Ely"}}));
}

std::string write_cell(const std::string& text) {
  std::string out = "\"";
  for (char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

TEST(Csv, WhatWasWrittenIsRead) {
  std::mt19937 dice(7);
  const std::string alphabet = "ab ,;\t\"\n\r'\xC3\xA9";
  for (int round = 0; round < 300; ++round) {
    std::vector<Fields> rows;
    std::string text = "h1,h2,h3\n";
    for (int r = 0; r < 5; ++r) {
      Fields row;
      for (int f = 0; f < 3; ++f) {
        std::string cell = "x";
        for (std::size_t n = dice() % 8; n > 0; --n) cell += alphabet[dice() % alphabet.size()];
        row.push_back(cell);
      }
      text += write_cell(row[0]) + "," + write_cell(row[1]) + "," + write_cell(row[2]) +
              (round % 2 == 0 ? "\n" : "\r\n");
      rows.push_back(row);
    }
    const auto all = read(text);
    ASSERT_EQ(all.size(), rows.size() + 1) << text;
    for (std::size_t r = 0; r < rows.size(); ++r) EXPECT_EQ(all[r + 1].fields, rows[r]) << text;
  }
}

TEST(Csv, AnyTextEndsAndLinesOnlyGrow) {
  std::mt19937 dice(11);
  const std::string alphabet = "a1,,;\"\"\n\r \t";
  for (int round = 0; round < 3000; ++round) {
    std::string text(dice() % 120, ' ');
    for (char& c : text) c = alphabet[dice() % alphabet.size()];
    int last = 0;
    for (const Read& r : read(text)) {
      EXPECT_GT(r.line, last) << text;
      last = r.line;
    }
  }
}

TEST(Csv, ALineEndOrAQuoteIsNoDelimiterThatAFirstLineCouldName) {
  for (const std::string text : {"sep=\r\r\na,b\n1,2\n", "sep=\"\na,b\n1,2\n"}) {
    const auto all = read(text);
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(all.back().fields.size(), 2u) << "the comma parts what follows";
  }
}

TEST(Csv, ManyUnclosedQuotesStayCheap) {
  std::string text = "a,b,c\n";
  for (int i = 0; i < 20000; ++i) text += "1,\"2,3\n";
  const auto all = read(text);
  EXPECT_EQ(all.size(), 20001u);
}

}  // namespace
}  // namespace firstday::intake
