#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/stats/sequential_test.hpp>
#include <tidegate/stats/signed_rank.hpp>

namespace tidegate::stats {
namespace {

TEST(SequentialTest, FirstLookIsWhereTheSmallestPFitsTheShare) {
  EXPECT_EQ(smallest_n_for(0.8 * 0.01 / (12 * 6)), 14U);   // log2(9000) = 13.1
  EXPECT_EQ(smallest_n_for(0.8 * 0.01 / (100 * 6)), 17U);  // log2(75000) = 16.2
  EXPECT_EQ(smallest_n_for(0.125), 3U);                    // 2^-3 is just enough
  EXPECT_EQ(smallest_n_for(1), 1U);
}

TEST(SequentialTest, LooksGrowGeometricallyToTheBudget) {
  // 14 * (60/14)^(k/5)
  EXPECT_EQ(plan_looks(14, 60, 6), (std::vector<std::uint32_t>{14, 19, 25, 34, 45, 60}));
  EXPECT_EQ(plan_looks(8, 64, 4), (std::vector<std::uint32_t>{8, 16, 32, 64}));
}

TEST(SequentialTest, CrowdedLooksMergeAndTheLastIsTheBudget) {
  EXPECT_EQ(plan_looks(3, 5, 6), (std::vector<std::uint32_t>{3, 4, 5}));
  EXPECT_EQ(plan_looks(10, 60, 1), (std::vector<std::uint32_t>{60}));
  EXPECT_EQ(plan_looks(20, 20, 6), (std::vector<std::uint32_t>{20}));
  EXPECT_EQ(plan_looks(30, 20, 6), (std::vector<std::uint32_t>{20}));
}

TEST(SequentialTest, SharesOfAllLooksOfAllRowsAddUpToTheFamilyError) {
  EXPECT_DOUBLE_EQ(share_of_look(0.01, 12, 6) * 12 * 6, 0.01);
}

constexpr double family_error = 0.05;
constexpr std::uint32_t suite_rows = 4;
constexpr std::uint32_t look_count = 6;
constexpr std::uint32_t budget = 40;

using Draw = std::function<double(std::mt19937_64&, std::uint32_t)>;

double uniform(std::mt19937_64& random) {
  return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0;
}

double cauchy(std::mt19937_64& random) {
  return std::tan(3.141592653589793 * (uniform(random) - 0.5));
}

/// Whether one row alarms at any planned look.
bool alarms(std::mt19937_64& random, const Draw& draw, const std::vector<std::uint32_t>& looks) {
  const double share = share_of_look(family_error, suite_rows, look_count);
  std::vector<double> differences;
  for (std::uint32_t j = 0; j < budget; ++j) {
    differences.push_back(draw(random, j));
    if (!std::binary_search(looks.begin(), looks.end(), j + 1)) continue;
    if (signed_rank(differences).p_greater <= share) return true;
  }
  return false;
}

/// Share of suites of four rows in which any row alarms.
double suite_alarm_rate(const Draw& draw, int suites) {
  std::mt19937_64 random(20261121);
  const auto first = smallest_n_for(share_of_look(family_error, suite_rows, look_count));
  const std::vector<std::uint32_t> looks = plan_looks(first, budget, look_count);
  int alarmed = 0;
  for (int suite = 0; suite < suites; ++suite) {
    bool any = false;
    for (std::uint32_t row = 0; row < suite_rows; ++row) any |= alarms(random, draw, looks);
    alarmed += any ? 1 : 0;
  }
  return static_cast<double>(alarmed) / suites;
}

TEST(SequentialTest, FamilyErrorHoldsWhateverTheNoise) {
  constexpr int suites = 1500;
  // Three standard deviations of the count of alarms at the promised rate.
  const double allowed = family_error + 3 * std::sqrt(family_error * (1 - family_error) / suites);
  const Draw calm = [](auto& random, auto) { return uniform(random) - 0.5; };
  const Draw heavy = [](auto& random, auto) { return cauchy(random); };
  const Draw drifting = [](auto& random, std::uint32_t j) {
    // The machine slows down all the while; a fair coin says which side of the pair suffers.
    const double load = 0.01 * j + 0.1 * uniform(random);
    return (random() & 1U) != 0 ? load : -load;
  };
  EXPECT_LE(suite_alarm_rate(calm, suites), allowed);
  EXPECT_LE(suite_alarm_rate(heavy, suites), allowed);
  EXPECT_LE(suite_alarm_rate(drifting, suites), allowed);
}

TEST(SequentialTest, AShiftOfTwoSpreadsIsFoundNearlyAlways) {
  const Draw shifted = [](auto& random, auto) { return 0.02 + 0.02 * (uniform(random) - 0.5); };
  EXPECT_GE(suite_alarm_rate(shifted, 100), 0.99);
}

TEST(SequentialTest, AShiftInHeavyTailsIsStillFound) {
  const Draw shifted = [](auto& random, auto) { return 2 + cauchy(random); };
  EXPECT_GE(suite_alarm_rate(shifted, 100), 0.95);
}

}  // namespace
}  // namespace tidegate::stats
