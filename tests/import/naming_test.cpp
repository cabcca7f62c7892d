#include <gtest/gtest.h>

#include <tidegate/import/google_benchmark_name.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/units.hpp>

namespace tidegate::foreign {
namespace {

TEST(ForeignNames, ACaseIsAFileAndATest) {
  EXPECT_EQ(case_name("BM_sum"), "BM_sum");
  EXPECT_EQ(case_name("Fibonacci, the slow way"), "Fibonacci_the_slow_way");
  EXPECT_EQ(case_name("tests/test_a.py::test_b"), "tests_test_a.py_test_b");
  EXPECT_EQ(case_name("../../etc/passwd"), "_.._etc_passwd") << "no dot in front, no slash";
  EXPECT_EQ(case_name(".hidden"), "hidden");
  EXPECT_EQ(case_name("!"), "unnamed");
  EXPECT_EQ(case_name(""), "unnamed");
  EXPECT_EQ(case_name(std::string(300, 'x')).size(), 200U);
}

TEST(ForeignNames, NumbersAreNumbersAndWordsFitAPoint) {
  EXPECT_EQ(axis_value("64"), AxisValue(std::int64_t{64}));
  EXPECT_EQ(axis_value("-1"), AxisValue(std::int64_t{-1}));
  EXPECT_EQ(axis_value("0.5"), AxisValue(0.5));
  EXPECT_EQ(axis_value("64x"), AxisValue(std::string("64x")));
  EXPECT_EQ(axis_value("inf"), AxisValue(std::string("inf"))) << "no coordinate is infinite";
  EXPECT_EQ(axis_value("int, a=b\n"), AxisValue(std::string("int; a:b ")));
  EXPECT_EQ(axis_value(""), AxisValue(std::string("-")));
  EXPECT_EQ(counter_name("cache misses/s"), "cache_misses_s");
}

TEST(ForeignNames, GoogleBenchmarksPartsBecomeAxes) {
  const auto text = [](std::string_view name) { return google_benchmark_key(name).text(); };
  EXPECT_EQ(text("BM_sum"), "BM_sum[-] /serial");
  EXPECT_EQ(text("BM_sum/n:256"), "BM_sum[n=256] /serial");
  EXPECT_EQ(text("BM_copy/64/8/real_time"), "BM_copy[arg0=64,arg1=8,time=real_time] /serial");
  EXPECT_EQ(text("BM_fill<int, std::vector<int>::value_type>/2"),
            "BM_fill[template=int; std::vector<int>::value_type,arg0=2] /serial");
  EXPECT_EQ(text("BM_t/threads:2"), "BM_t[threads=2] /threads");
  EXPECT_EQ(text("BM_t/threads:1"), "BM_t[threads=1] /serial");
  EXPECT_EQ(text("BM_p/process_time/real_time"), "BM_p[time=process_time+real_time] /threads");
  EXPECT_EQ(text("a/b c"), "a[arg0=b c] /serial") << "names of RegisterBenchmark are free";
  EXPECT_EQ(text("my sum/1"), "my_sum[name=my sum,arg0=1] /serial");
  EXPECT_EQ(text("x/n:1/n:2"), "x[n=1,n_2=2] /serial") << "an axis stands once";
  EXPECT_EQ(text("x/statistic:3"), "x[statistic_2=3] /serial") << "that axis is the importer's own";
  EXPECT_EQ(text("a<b/1"), "a_b[name=a<b,arg0=1] /serial") << "a lone bracket is none";
  EXPECT_EQ(text("/1"), "1[name=/1] /serial");
}

TEST(ForeignUnits, TimesAndStamps) {
  EXPECT_EQ(seconds_in("ns"), 1e-9);
  EXPECT_EQ(seconds_in("\xC2\xB5s"), 1e-6);
  EXPECT_EQ(seconds_in("parsec"), std::nullopt);
  const auto utc = foreign_time("2026-11-21T19:20:45Z");
  ASSERT_TRUE(utc);
  EXPECT_EQ(iso_time(*utc), "2026-11-21T19:20:45Z");
  EXPECT_EQ(foreign_time("2026-11-21T20:20:45.491640+01:00"), utc);
  EXPECT_EQ(foreign_time("2026-11-21 14:50:45-0430"), utc);
  EXPECT_EQ(foreign_time("2026-11-21T19:20:45.491640"), utc) << "without an offset it is UTC";
  EXPECT_EQ(foreign_time("yesterday"), std::nullopt);
  EXPECT_EQ(foreign_time("2026-13-41T99:20:45"), std::nullopt);
}

}  // namespace
}  // namespace tidegate::foreign
