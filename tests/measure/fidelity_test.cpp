#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/measure/fidelity.hpp>
#include <tidegate/measure/mistake.hpp>

namespace tidegate::measure {
namespace {

using Verdict = Fidelity::Verdict;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

Compared compared(double out, double reference, Tolerance tolerance = {0.25, 0.5}) {
  FidelityCheck check(tolerance, "fp64_full");
  check.add(out, reference);
  return check.result();
}

TEST(Fidelity, ExactlyTheToleranceStillPasses) {
  // Allowed: 0.5 + 0.25 * 6 = 2.
  const Compared at_limit = compared(8, 6);
  EXPECT_EQ(at_limit.verdict, Verdict::pass);
  EXPECT_EQ(at_limit.rel_to_tol, 1.0);
  EXPECT_EQ(at_limit.max_abs, 2.0);
  EXPECT_EQ(at_limit.mismatched, 0U);

  const Compared beyond = compared(std::nextafter(8.0, 9.0), 6);
  EXPECT_EQ(beyond.verdict, Verdict::fail);
  EXPECT_GT(beyond.rel_to_tol, 1.0);
  EXPECT_EQ(beyond.mismatched, 1U);
}

TEST(Fidelity, ToleranceGrowsWithTheReferenceAndNotWithTheOutput) {
  EXPECT_EQ(compared(4, 6).rel_to_tol, 1.0);      // 2 / (0.5 + 0.25*6)
  EXPECT_EQ(compared(6, 4).rel_to_tol, 2 / 1.5);  // 2 / (0.5 + 0.25*4)
  EXPECT_EQ(compared(-8, -6).rel_to_tol, 1.0);
}

struct Special {
  const char* name;
  double out;
  double reference;
  Verdict verdict;
};

class FidelitySpecial : public testing::TestWithParam<Special> {};

TEST_P(FidelitySpecial, HasItsRule) {
  const Special& special = GetParam();
  const Compared result = compared(special.out, special.reference);
  EXPECT_EQ(result.verdict, special.verdict);
  // No number stands for a distance that is not finite.
  EXPECT_EQ(result.rel_to_tol.has_value(), special.verdict == Verdict::pass);
  EXPECT_EQ(result.max_abs.has_value(), special.verdict == Verdict::pass);
}

INSTANTIATE_TEST_SUITE_P(Values, FidelitySpecial,
                         testing::Values(Special{"NaNOnBothSides", nan, nan, Verdict::pass},
                                         Special{"NaNInTheOutput", nan, 1, Verdict::fail},
                                         Special{"NaNInTheOracle", 1, nan, Verdict::fail},
                                         Special{"EqualInfinities", inf, inf, Verdict::pass},
                                         Special{"OppositeInfinities", inf, -inf, Verdict::fail},
                                         Special{"InfinityInTheOutput", inf, 1, Verdict::fail},
                                         Special{"InfinityInTheOracle", 1, inf, Verdict::fail},
                                         Special{"NaNAgainstInfinity", nan, inf, Verdict::fail},
                                         Special{"DistanceOverflows", 1.7e308, -1.7e308,
                                                 Verdict::fail}),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Fidelity, WithoutToleranceOnlyEqualValuesAgree) {
  EXPECT_EQ(compared(0, 0, {0, 0}).verdict, Verdict::pass);
  EXPECT_EQ(compared(-0.0, 0, {0, 0}).verdict, Verdict::pass);
  EXPECT_EQ(compared(1e-300, 0, {0, 0}).verdict, Verdict::fail);
}

TEST(Fidelity, TheWorstElementCounts) {
  FidelityCheck check({0, 1}, "fp64_full");
  for (const double out : {10.0, 10.5, 13.0, 8.0}) check.add(out, 10);
  const Compared result = check.result();
  EXPECT_EQ(result.checked, 4U);
  EXPECT_EQ(result.mismatched, 2U);
  EXPECT_EQ(result.rel_to_tol, 3.0);
  EXPECT_EQ(result.max_abs, 3.0);
  EXPECT_EQ(result.rtol, 0.0);
  EXPECT_EQ(result.atol, 1.0);
  EXPECT_EQ(result.oracle, "fp64_full");
}

TEST(Fidelity, ANaNIsNotForgottenAfterGoodElements) {
  FidelityCheck check({0, 1}, "fp64_full");
  check.add(nan, 1);
  check.add(1, 1);
  EXPECT_EQ(check.result().verdict, Verdict::fail);
  EXPECT_FALSE(check.result().rel_to_tol);
}

TEST(Fidelity, NothingComparedIsInconclusive) {
  const Compared result = FidelityCheck({}, "fp64_full").result();
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.checked, 0U);
  EXPECT_FALSE(result.rel_to_tol);
}

TEST(Fidelity, RefusesToleranceThatIsNone) {
  for (const Tolerance bad : {Tolerance{-1, 0}, Tolerance{0, -1}, Tolerance{nan, 0},
                              Tolerance{0, nan}, Tolerance{inf, 0}}) {
    EXPECT_THROW(FidelityCheck(bad, "fp64_full"), BenchmarkMistake);
  }
}

TEST(Fidelity, TwoChecksAmountToTheWorse) {
  const Compared good = compared(1, 1);
  const Compared fair = compared(8, 6);
  const Compared bad = compared(9, 6, {0, 2});
  const Compared broken = compared(nan, 6);
  const Compared empty = FidelityCheck({}, "fp64_full").result();

  EXPECT_EQ(worse_of(good, fair).rel_to_tol, 1.0);
  EXPECT_EQ(worse_of(good, fair).checked, 2U);
  EXPECT_EQ(worse_of(bad, fair).verdict, Verdict::fail);
  EXPECT_EQ(worse_of(fair, bad).atol, 2.0);
  EXPECT_EQ(worse_of(fair, bad).rel_to_tol, 1.5);
  EXPECT_FALSE(worse_of(bad, broken).rel_to_tol);
  EXPECT_EQ(worse_of(bad, broken).mismatched, 2U);
  EXPECT_EQ(worse_of(good, empty).verdict, Verdict::inconclusive);
  EXPECT_EQ(worse_of(empty, bad).verdict, Verdict::fail);
}

TEST(Fidelity, ReadsWell) {
  EXPECT_EQ(fidelity_text(compared(8, 6)), "pass, 1 x tolerance");
  EXPECT_EQ(fidelity_text(compared(9, 6, {0, 2})), "fail, 1.5 x tolerance, 1 of 1 elements");
  EXPECT_EQ(fidelity_text(compared(nan, 6)), "fail, no finite distance, 1 of 1 elements");
  EXPECT_EQ(fidelity_text(FidelityCheck({}, "fp64_full").result()),
            "inconclusive: nothing compared");
}

TEST(Fidelity, TheEchoOfAnOutputCanBeWorkedOutByHand) {
  FidelityCheck check({1, 10}, "fp64_full");
  // out 1 2 3 4 against 2 4 6 9: deviations -1.5 -.5 .5 1.5 and -3.25 -1.25 .75 3.75;
  // products 4.875 .625 .375 5.625 = 11.5; squares 5 and 26.75; 11.5 / sqrt(133.75).
  check.add(1, 2);
  check.add(2, 4);
  check.add(nan, nan);
  check.add(3, 6);
  check.add(inf, inf);
  check.add(4, 9);
  const Compared result = check.result();
  ASSERT_TRUE(result.echo);
  EXPECT_DOUBLE_EQ(result.echo->mean, 2.5);
  EXPECT_EQ(result.echo->max, 4);
  EXPECT_EQ(result.echo->max_abs, 4);
  ASSERT_TRUE(result.echo->correlation);
  EXPECT_NEAR(*result.echo->correlation, 11.5 / std::sqrt(133.75), 1e-15);
}

TEST(Fidelity, ConstantsHaveNoCorrelationAndNothingFiniteHasNoEcho) {
  EXPECT_EQ(compared(-3, -3).echo, (Echo{-3, -3, 3, std::nullopt}));
  EXPECT_FALSE(compared(inf, inf).echo);
  EXPECT_FALSE(FidelityCheck({}, "fp64_full").result().echo);
}

TEST(Fidelity, ChecksOfOneElementEachHaveTheEchoOfTheirWhole) {
  // The four pairs of AnEchoIsWorkedOutByHand, each in a check of its own: alone none correlates.
  Compared sum = compared(1, 2);
  EXPECT_FALSE(sum.echo->correlation);
  sum = worse_of(sum, compared(2, 4));
  sum = worse_of(sum, compared(3, 6));
  sum = worse_of(sum, compared(4, 9));
  EXPECT_EQ(sum.checked, 4U);
  ASSERT_TRUE(sum.echo);
  EXPECT_DOUBLE_EQ(sum.echo->mean, 2.5);
  EXPECT_EQ(sum.echo->max, 4);
  EXPECT_EQ(sum.echo->max_abs, 4);
  ASSERT_TRUE(sum.echo->correlation);
  EXPECT_NEAR(*sum.echo->correlation, 11.5 / std::sqrt(133.75), 1e-15);
}

TEST(Fidelity, TheEchoOfTwoOutputsIsThatOfAllTheirElements) {
  FidelityCheck first({1, 10}, "fp64_full");
  first.add(1, 2);
  first.add(2, 4);
  first.add(3, 6);
  FidelityCheck second({1, 10}, "fp64_full");
  second.add(4, 9);
  second.add(-5, 4);
  // out 1 2 3 4 -5, mean 1: deviations 0 1 2 3 -6; against 2 4 6 9 4, mean 5: -3 -1 1 4 -1;
  // products 0 -1 2 12 6 = 19; squares 50 and 28; 19 / sqrt(1400).
  for (const Compared& both :
       {worse_of(first.result(), second.result()), worse_of(second.result(), first.result())}) {
    EXPECT_DOUBLE_EQ(both.echo->mean, 1);
    EXPECT_EQ(both.echo->max, 4);
    EXPECT_EQ(both.echo->max_abs, 5);
    EXPECT_NEAR(both.echo->correlation.value(), 19 / std::sqrt(1400), 1e-15);
  }
}

TEST(Fidelity, ACheckWithoutElementsLeavesTheEchoAsItIs) {
  const Compared none = FidelityCheck({}, "fp64_full").result();
  const Compared one = compared(-3, -3);
  EXPECT_EQ(worse_of(none, one).echo, one.echo);
  EXPECT_EQ(worse_of(one, none).echo, one.echo);
  EXPECT_FALSE(worse_of(none, none).echo);
}

}  // namespace
}  // namespace tidegate::measure
