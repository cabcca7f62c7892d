#include <cmath>

#include <gtest/gtest.h>

#include <tidegate/judge/policy.hpp>

namespace tidegate::judge {
namespace {

MetricInfo warm() { return *metric_info(warm_time); }

Limits min_of(double limit) { return Limits{Threshold{limit, Operator::greater}, std::nullopt}; }

TEST(Policy, ExactlyTheLimitPassesUnderGreater) {
  const Threshold limit{1.10, Operator::greater};
  EXPECT_FALSE(limit.crossed_by(1.10));
  EXPECT_TRUE(limit.crossed_by(std::nextafter(1.10, 2.0)));
  const Threshold strict{1.10, Operator::greater_equal};
  EXPECT_TRUE(strict.crossed_by(1.10));
  EXPECT_FALSE(strict.crossed_by(std::nextafter(1.10, 1.0)));
}

TEST(Policy, DefaultsComeFromTheMetricRegistry) {
  const Limits limits = Policy{}.limits_for("c", warm());
  EXPECT_EQ(limits.min, (Threshold{1.10, Operator::greater}));
  EXPECT_EQ(limits.p95, (Threshold{1.25, Operator::greater}));
}

TEST(Policy, TheNarrowestScopeThatSetsAFieldWins) {
  Policy policy;
  policy.global = min_of(1.2);
  EXPECT_EQ(policy.limits_for("c", warm()).min->limit, 1.2);
  policy.metrics["warm_time"] = min_of(1.3);
  EXPECT_EQ(policy.limits_for("c", warm()).min->limit, 1.3);
  policy.cases["c"] = min_of(1.4);
  EXPECT_EQ(policy.limits_for("c", warm()).min->limit, 1.4);
  policy.case_metrics["c"]["warm_time"] = min_of(1.5);
  EXPECT_EQ(policy.limits_for("c", warm()).min->limit, 1.5);
  EXPECT_EQ(policy.limits_for("other", warm()).min->limit, 1.3);
  EXPECT_EQ(policy.limits_for("c", warm()).p95->limit, 1.25) << "each field on its own";
}

TEST(Policy, TheGlobalOperatorHoldsForRegistryLimits) {
  Policy policy;
  policy.op = Operator::greater_equal;
  EXPECT_EQ(policy.limits_for("c", warm()).min, (Threshold{1.10, Operator::greater_equal}));
}

TEST(Policy, NamingAMetricMakesItJudged) {
  const MetricInfo peak = *metric_info(peak_rss);
  Policy policy;
  EXPECT_TRUE(policy.judges("c", warm()));
  EXPECT_FALSE(policy.judges("c", peak));
  policy.case_metrics["c"]["peak_rss"] = Limits{};
  EXPECT_TRUE(policy.judges("c", peak));
  EXPECT_FALSE(policy.judges("other", peak));
  policy.metrics["peak_rss"] = Limits{};
  EXPECT_TRUE(policy.judges("other", peak));
  EXPECT_EQ(policy.limits_for("c", peak).min->limit, 1.10) << "never a limit of 0";
}

}  // namespace
}  // namespace tidegate::judge
