#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include <tidegate/judge/noise_band.hpp>
#include <tidegate/row/metric.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::judge {
namespace {

Key key(const std::string& name) { return {name, *parse_point("n=1"), "plain", "serial"}; }

/// A process whose fastest sample is `low`; every other one is twice as long.
AttemptRow process(const std::string& name, double low, std::size_t samples = 40) {
  AttemptRow row;
  row.key = key(name);
  row.status = Status::ok;
  row.metrics.push_back({std::string(warm_time), "s", 1, std::vector<double>(samples, 2 * low)});
  row.metrics.front().samples.front() = low;
  return row;
}

using Suites = std::vector<std::vector<AttemptRow>>;

TEST(NoiseBand, IsTheDistanceOfProcessesOfDifferentSuites) {
  // One distance alone is every quantile of itself: ln(1.10).
  const auto bands = learn_bands(Suites{{process("a", 1.0)}, {process("a", 1.1)}});
  ASSERT_EQ(bands.size(), 1U);
  EXPECT_EQ(bands[0].key, key("a"));
  EXPECT_NEAR(bands[0].min, 0.10, 1e-12);
  EXPECT_NEAR(bands[0].p95, 0.10, 1e-12);
  EXPECT_EQ(bands[0].processes, 2U);
}

TEST(NoiseBand, IsNoneWhereAScreenWouldSayNothingAnyMore) {
  const auto apart = [](const std::string& name, double ratio) {
    return Suites{{process(name, 1.0)}, {process(name, ratio)}};
  };
  std::vector<NoiseBand> bands = learn_bands(apart("at the limit", 1.2499));
  for (const Suites& suites : {apart("wild", 1.26), apart("calm", 1.01)}) {
    const auto learnt = learn_bands(suites);
    bands.insert(bands.end(), learnt.begin(), learnt.end());
  }
  NoiseBand tail = bands.back();
  tail.key = key("wild tail");
  tail.p95 = 0.3;
  bands.push_back(tail);
  const auto taken = take_too_wide(bands);
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].key, key("wild"));
  EXPECT_EQ(taken[1].key, key("wild tail"));
  ASSERT_EQ(bands.size(), 2U);
  EXPECT_EQ(bands[0].key, key("at the limit"));
  EXPECT_EQ(bands[1].key, key("calm"));
}

TEST(NoiseBand, ProcessesOfOneSuiteDoNotCount) {
  // Within a suite 1.0 and 1.5 lie far apart; between the suites there are 1.0|1.1 and 1.5|1.1,
  // ln 1.1 and ln(1.5/1.1). Type 7 at 0.99 of two values: the smaller plus 0.99 of the gap.
  const auto bands =
      learn_bands(Suites{{process("a", 1.0), process("a", 1.5)}, {process("a", 1.1)}});
  ASSERT_EQ(bands.size(), 1U);
  const double near = std::log(1.1);
  const double far = std::log(1.5 / 1.1);
  EXPECT_NEAR(bands[0].min, std::exp(near + 0.99 * (far - near)) - 1, 1e-12);
}

TEST(NoiseBand, NeedsTwoSuitesAndOkProcesses) {
  EXPECT_TRUE(learn_bands(Suites{{process("a", 1.0), process("a", 1.2)}}).empty());
  AttemptRow dead = process("a", 1.0);
  dead.status = Status::crashed;
  EXPECT_TRUE(learn_bands(Suites{{dead}, {process("a", 1.2)}}).empty());
  EXPECT_TRUE(learn_bands({}).empty());
}

TEST(NoiseBand, ShortProcessesHaveNoBandOfP95) {
  const auto bands = learn_bands(Suites{{process("a", 1.0, 19)}, {process("a", 1.1, 19)}});
  ASSERT_EQ(bands.size(), 1U);
  EXPECT_EQ(bands[0].p95, 0);
}

TEST(NoiseBand, WidensALimitAndNeverNarrowsIt) {
  const Limits limits{Threshold{1.10, Operator::greater}, Threshold{1.25, Operator::greater_equal}};
  const NoiseBand band{key("a"), 0.14, 0.20, 8};
  const Limits wide = widened(limits, &band);
  EXPECT_DOUBLE_EQ(wide.min->limit, 1.14);
  EXPECT_EQ(wide.min->op, Operator::greater);
  EXPECT_DOUBLE_EQ(wide.p95->limit, 1.25);
  EXPECT_EQ(wide.p95->op, Operator::greater_equal);
  EXPECT_EQ(widened(limits, nullptr), limits);
}

TEST(NoiseBand, IsKeptBesideTheBaselinesAndReplacedKeyByKey) {
  const ScratchFolder folder;
  const auto file = noise_file(folder.path(), "example-1");
  EXPECT_EQ(file, folder.path() / "example-1" / "noise.json");
  EXPECT_TRUE(read_bands(file)->empty());
  const NoiseBand first[] = {{key("a"), 0.01, 0.02, 4}, {key("b"), 0.03, 0.04, 4}};
  ASSERT_TRUE(write_bands(file, first));
  const NoiseBand second[] = {{key("b"), 0.30, 0.40, 6}};
  ASSERT_TRUE(write_bands(file, second));
  const auto read = read_bands(file);
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].key, key("a"));
  EXPECT_EQ((*read)[0].min, 0.01);
  EXPECT_EQ((*read)[1].p95, 0.40);
  EXPECT_EQ((*read)[1].processes, 6U);
  // What is refused goes, whether it was there or not.
  const NoiseBand refused[] = {{key("b"), 9, 9, 10}, {key("c"), 9, 9, 10}};
  ASSERT_TRUE(write_bands(file, {}, refused));
  ASSERT_EQ(read_bands(file)->size(), 1U);
  EXPECT_EQ(read_bands(file)->front().key, key("a"));
}

TEST(NoiseBand, ABadFileIsAnErrorThatNamesIt) {
  const ScratchFolder folder;
  for (
      const char* text :
      {"[]", "{", R"({"schema_version":2,"kind":"noise_bands","bands":[]})",
       R"({"schema_version":1,"kind":"verdict","bands":[]})",
       R"({"schema_version":1,"kind":"noise_bands","bands":[1]})",
       R"({"schema_version":1,"kind":"noise_bands","bands":[{"case":"a","point":{},"provider":"p","platform":"s","min":-0.1,"p95":0,"processes":2}]})"}) {
    const auto file = folder.path() / "noise.json";
    std::ofstream(file) << text;
    const auto read = read_bands(file);
    ASSERT_FALSE(read) << text;
    EXPECT_NE(read.error().what.find("noise.json"), std::string::npos) << read.error().what;
    EXPECT_FALSE(write_bands(file, {})) << "a file that cannot be read must not be lost";
  }
}

}  // namespace
}  // namespace tidegate::judge
