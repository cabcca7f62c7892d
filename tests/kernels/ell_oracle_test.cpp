/// The oracle of the ELL aggregation, and every implementation, on values worked out by hand.
#include <cmath>
#include <limits>

#include <ell_aggregation/oracle.hpp>
#include <gtest/gtest.h>

#include "kernels/ell_implementations.hpp"

namespace ell_tests {
namespace {

using ell_aggregation::infinity;
using ell_aggregation::oracle;
using Values = std::vector<double>;

/// W h is (1, 4), (-3, -7), (0, 4). Row 0 has edges of 2 to column 0 and of -1 to column 1: the
/// messages (2, 8) and (3, 7). Row 1 has an edge of 0.5 to column 2, (0, 2), and padding. Row 2
/// has nothing but padding.
Inputs<double> tiny(Reduction reduction, std::int32_t pad_column) {
  Inputs<double> inputs;
  EXPECT_EQ(inputs.ell.build({{{0, 2.0}, {1, -1.0}}, {{2, 0.5}}, {}}, 3, 2, reduction, pad_column),
            Fault::none);
  inputs.features = Matrix<double>(3, 2);
  inputs.features.values = {1, 2, -3, -1, 0, 4};
  inputs.weights = Matrix<double>(2, 2);
  inputs.weights.values = {1, 0, 2, 1};
  return inputs;
}

/// What is computed of `inputs` by the oracle and by all that know `reduction` is `expected`.
void expect_everywhere(Reduction reduction, const Inputs<double>& inputs, const Values& expected) {
  EXPECT_EQ(oracle(reduction, inputs), expected);
  for (const auto& implementation : implementations<double>()) {
    if (implementation.only_sum && reduction != Reduction::sum) continue;
    EXPECT_EQ(output(implementation, reduction, inputs).values, expected) << implementation.name;
  }
}

TEST(EllOracle, TinySumsMaximaAndMinima) {
  expect_everywhere(Reduction::sum, tiny(Reduction::sum, 0), {5, 15, 0, 2, 0, 0});
}

/// Padding at column 1, where W h is negative: -inf times it is +inf, which would win a max. At
/// column 2 it is 0: -inf times it is NaN. The same for min with +inf.
TEST(EllOracle, PaddingIsLeftOutOfMaximaAndMinimaExplicitly) {
  const double none = infinity<double>;
  for (const std::int32_t pad_column : {0, 1, 2}) {
    SCOPED_TRACE(pad_column);
    expect_everywhere(Reduction::max, tiny(Reduction::max, pad_column), {3, 8, 0, 2, -none, -none});
    expect_everywhere(Reduction::min, tiny(Reduction::min, pad_column), {2, 7, 0, 2, none, none});
  }
}

/// 0 times an infinite feature is NaN: padding names a column, and must not read it.
TEST(EllOracle, PaddingAddsNothingToASumWhateverItsColumnHolds) {
  Inputs<double> inputs = tiny(Reduction::sum, 1);
  inputs.ell = {};
  ASSERT_EQ(inputs.ell.build({{{0, 2.0}}, {}}, 3, 2, Reduction::sum, 1), Fault::none);
  inputs.features.at(1, 0) = infinity<double>;
  inputs.features.at(1, 1) = std::numeric_limits<double>::quiet_NaN();
  expect_everywhere(Reduction::sum, inputs, {2, 8, 0, 0});
}

TEST(EllOracle, MaskedColumnsAreLeftOut) {
  Inputs<double> inputs = tiny(Reduction::max, 0);
  ASSERT_EQ(inputs.ell.mask_columns({true, false, true}), Fault::none);
  const double none = -infinity<double>;
  expect_everywhere(Reduction::max, inputs, {2, 8, 0, 2, none, none});
}

TEST(EllOracle, SelfLoopsSendEachNodesOwnMessage) {
  Inputs<double> inputs = tiny(Reduction::sum, 0);
  ASSERT_EQ(inputs.ell.add_self_loops(ell_aggregation::LoopFill::add), Fault::none);
  // Loops of 1, 0.5 and 0: (1, 4), half of (-3, -7), nothing.
  expect_everywhere(Reduction::sum, inputs, {6, 19, -1.5, -1.5, 0, 0});
}

/// Attributes stand behind the features: W h + the third column of W times the attribute.
TEST(EllOracle, EdgeAttributesAreTransformedWithTheFeatures) {
  Inputs<double> inputs = tiny(Reduction::sum, 0);
  inputs.weights = Matrix<double>(2, 3);
  inputs.weights.values = {1, 0, 10, 2, 1, -1};
  inputs.attributes = EdgeAttributes<double>{3, 2, 1, {1, 2, 3, 99, 99, 99}};
  // Messages: 2 (11, 3), -1 (17, -9), 0.5 (30, 1).
  expect_everywhere(Reduction::sum, inputs, {5, 15, 15, 0.5, 0, 0});
  ASSERT_EQ(inputs.ell.build({{{0, 2.0}, {1, -1.0}}, {{2, 0.5}}, {}}, 3, 2, Reduction::max),
            Fault::none);
  const double none = -infinity<double>;
  expect_everywhere(Reduction::max, inputs, {22, 9, 15, 0.5, none, none});
}

TEST(EllOracle, NaNMessagesSpoilSumsAndLoseMaxima) {
  for (const Reduction reduction : {Reduction::sum, Reduction::max}) {
    Inputs<double> inputs = tiny(reduction, 0);
    inputs.features.at(1, 0) = std::numeric_limits<double>::quiet_NaN();
    for (const auto& implementation : implementations<double>()) {
      if (implementation.only_sum && reduction != Reduction::sum) continue;
      const Matrix<double> out = output(implementation, reduction, inputs);
      if (reduction == Reduction::sum) {
        EXPECT_TRUE(std::isnan(out.at(0, 0))) << implementation.name;
      } else {
        EXPECT_EQ(out.at(0, 0), 2.0) << implementation.name;
      }
      EXPECT_EQ(out.at(1, 0), 0.0) << implementation.name;
    }
  }
}

TEST(EllOracle, IsEmptyForWhatDoesNotFit) {
  EXPECT_TRUE(oracle(Reduction::log, tiny(Reduction::log, 0)).empty());
  EXPECT_TRUE(oracle(Reduction::max, tiny(Reduction::sum, 0)).empty());
}

}  // namespace
}  // namespace ell_tests
