#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/memory_growth.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr double mebibyte = 1024.0 * 1024.0;

using Rows = std::vector<AttemptRow>;

/// Attempts of one process, after which it holds so many MiB.
Rows held(const std::vector<double>& mebibytes, std::string_view metric = resident_memory,
          const std::string& case_name = "c") {
  Rows rows;
  for (const double each : mebibytes) {
    AttemptRow row = attempt("r", key_of(case_name), {1});
    row.provenance[Fact::isolation] = "in_process";
    row.metrics.push_back({std::string(metric), "B", 1, {each * mebibyte}});
    rows.push_back(row);
  }
  return rows;
}

MemoryGrowth growth(const std::vector<double>& mebibytes) {
  return memory_growth(held(mebibytes)).at(0).growth.value();
}

TEST(MemoryGrowth, ComparesTheSecondConstructionWithTheLast) {
  // (26 - 20) MiB over the 3 constructions behind the second; the first counts for nothing.
  const MemoryGrowth found = growth({1, 20, 22, 24, 26});
  EXPECT_EQ(found.constructions, 5U);
  EXPECT_EQ(found.after_second, 20 * mebibyte);
  EXPECT_EQ(found.after_last, 26 * mebibyte);
  EXPECT_EQ(found.per_construction, 2 * mebibyte);
  EXPECT_EQ(found.limit, mebibyte) << "1 % of 20 MiB is less";
  EXPECT_TRUE(found.grew());
}

TEST(MemoryGrowth, ExactlyTheLimitIsNoGrowth) {
  EXPECT_FALSE(growth({20, 20, 21, 22, 23}).grew());
  EXPECT_TRUE(growth({20, 20, 21, 22, 23.5}).grew());
  // 1 % of 400 MiB: 4 MiB a construction pass, 5 do not.
  EXPECT_EQ(growth({1, 400, 404}).limit, 4 * mebibyte);
  EXPECT_FALSE(growth({1, 400, 404}).grew());
  EXPECT_TRUE(growth({1, 400, 405}).grew());
  EXPECT_FALSE(growth({40, 30, 20, 10}).grew()) << "less memory is no growth";
}

TEST(MemoryGrowth, TheHighWaterMarkStandsInWhereNothingElseIsStated) {
  const auto findings = memory_growth(held({1, 20, 30}, peak_rss));
  EXPECT_EQ(findings.at(0).growth->metric, peak_rss);
  EXPECT_TRUE(findings.at(0).growth->grew());
  Rows both = held({1, 20, 20});
  for (AttemptRow& row : both) row.metrics.push_back({std::string(peak_rss), "B", 1, {1e9}});
  EXPECT_EQ(memory_growth(both).at(0).growth->metric, resident_memory);
}

TEST(MemoryGrowth, EachKeyIsLookedAtAlone) {
  Rows rows = held({1, 20, 20});
  for (const AttemptRow& row : held({1, 20, 99}, resident_memory, "leaks")) rows.push_back(row);
  const auto findings = memory_growth(rows);
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_TRUE(findings[0].is_fine());
  EXPECT_EQ(findings[1].key.case_name, "leaks");
  EXPECT_FALSE(findings[1].is_fine());
  EXPECT_THAT(memory_growth({}), SizeIs(0));
}

TEST(MemoryGrowth, SaysWhyItIsNotKnown) {
  const auto why = [](const Rows& rows) {
    const MemoryFinding finding = memory_growth(rows).at(0);
    EXPECT_FALSE(finding.growth);
    EXPECT_FALSE(finding.is_fine());
    return finding.why;
  };
  EXPECT_THAT(why(held({1, 2})), HasSubstr("2 constructions"));
  EXPECT_THAT(why(held({1, 2, 3}, "other")), HasSubstr("no row says"));
  Rows failed = held({1, 2, 3});
  failed[1].status = Status::crashed;
  failed[1].failure = Failure{"measure", "it fell over", {}, {}, {}};
  EXPECT_THAT(why(failed), HasSubstr("crashed: it fell over"));
  Rows alone = held({1, 2, 3});
  alone[2].provenance[Fact::isolation] = "subprocess";
  EXPECT_THAT(why(alone), HasSubstr("processes of their own"));
}

}  // namespace
}  // namespace tidegate::judge
