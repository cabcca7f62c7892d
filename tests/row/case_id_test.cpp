#include <algorithm>

#include <gtest/gtest.h>

#include <tidegate/row/case_id.hpp>

namespace tidegate {
namespace {

TEST(AxisText, IsTheShortestThatReadsBack) {
  EXPECT_EQ(axis_text(std::int64_t{-7}), "-7");
  EXPECT_EQ(axis_text(0.1), "0.1");
  EXPECT_EQ(axis_text(1e-9), "1e-09");
  EXPECT_EQ(axis_text(std::string("log")), "log");
  EXPECT_EQ(axis_text(true), "true");
}

TEST(Point, IsReadWithItsTypes) {
  const auto point = parse_point("n=512,algebra=log,density=0.25,sorted=true,shift=-3,e=1e3");
  ASSERT_TRUE(point);
  EXPECT_EQ(*point->find("n"), AxisValue(std::int64_t{512}));
  EXPECT_EQ(*point->find("algebra"), AxisValue(std::string("log")));
  EXPECT_EQ(*point->find("density"), AxisValue(0.25));
  EXPECT_EQ(*point->find("sorted"), AxisValue(true));
  EXPECT_EQ(*point->find("shift"), AxisValue(std::int64_t{-3}));
  EXPECT_EQ(*point->find("e"), AxisValue(1000.0));
  EXPECT_EQ(point->find("m"), nullptr);
}

TEST(Point, WordsThatLookLikeNumbersToCStayWords) {
  for (const char* word : {"nan", "inf", "-inf", "0x10", "12abc", "1e999", "True"}) {
    const auto point = parse_point(std::string("a=") + word);
    ASSERT_TRUE(point) << word;
    EXPECT_EQ(*point->find("a"), AxisValue(std::string(word)));
  }
}

TEST(Point, TextComesBack) {
  for (const char* text : {"-", "n=512", "n=512,algebra=log,density=0.25,sorted=false"}) {
    const auto point = parse_point(text);
    ASSERT_TRUE(point) << text;
    EXPECT_EQ(point->text(), text);
  }
  EXPECT_TRUE(parse_point("")->axes.empty());
}

TEST(Point, OrderOfAxesMattersToPeopleOnly) {
  const Point a = parse_point("n=1,m=2").value();
  const Point b = parse_point("m=2,n=1").value();
  EXPECT_NE(a.text(), b.text());
  EXPECT_EQ(a.canonical(), b.canonical());
  EXPECT_EQ(a.canonical(), "m=2,n=1");
}

TEST(Point, RefusesWhatIsNoPoint) {
  for (const char* text : {"n", "n=", "=5", "n=1,", ",n=1", "n=1,,m=2", "n=1,n=2", "n=1=2"}) {
    const auto point = parse_point(text);
    ASSERT_FALSE(point) << text;
    EXPECT_EQ(point.error().kind, ErrorKind::bad_input);
    EXPECT_NE(point.error().what.find(text), std::string::npos);
    EXPECT_FALSE(point.error().hint.empty());
  }
}

Key key_of(const char* name, const char* point, const char* provider, const char* platform) {
  return {name, parse_point(point).value(), provider, platform};
}

TEST(Key, ReadsAsPeopleWriteIt) {
  EXPECT_EQ(key_of("case", "n=512,algebra=log", "kokkos", "serial").text(),
            "case[n=512,algebra=log] kokkos/serial");
  EXPECT_EQ(key_of("case", "-", "naive", "serial").text(), "case[-] naive/serial");
}

TEST(Key, EqualsWhateverTheOrderOfAxes) {
  EXPECT_EQ(key_of("c", "n=1,m=2", "p", "s"), key_of("c", "m=2,n=1", "p", "s"));
  EXPECT_FALSE(key_of("c", "n=1", "p", "s") == key_of("c", "n=1", "p", "t"));
  EXPECT_FALSE(key_of("c", "n=1", "p", "s") == key_of("c", "n=2", "p", "s"));
}

TEST(Key, SortsByCaseThenPointThenProviderThenPlatform) {
  const std::vector<Key> sorted = {
      key_of("matmul", "n=1", "kokkos", "openmp"), key_of("matmul", "n=1", "kokkos", "serial"),
      key_of("matmul", "n=1", "naive", "serial"),  key_of("matmul", "n=2", "kokkos", "serial"),
      key_of("matmul_batched", "n=1", "a", "a"),   key_of("spmv", "-", "a", "a")};
  EXPECT_TRUE(std::is_sorted(sorted.begin(), sorted.end()));
  EXPECT_EQ(std::adjacent_find(sorted.begin(), sorted.end()), sorted.end());
}

}  // namespace
}  // namespace tidegate
