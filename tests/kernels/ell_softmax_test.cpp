/// The softmax over a row's edges: by hand, against the oracle, over many shapes.
#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include <ell_aggregation/edge_softmax.hpp>
#include <gtest/gtest.h>

#include "kernels/ell_implementations.hpp"
#include "kernels/ell_softmaxes.hpp"

namespace ell_tests {
namespace {

using ell_aggregation::infinity;
using ell_aggregation::softmax_oracle;

/// Scores of 1, 1 and padding; padding alone; 0 and ln 3 with padding between.
template <class T>
Ell<T> by_hand() {
  Ell<T> scores;
  const T ln3 = static_cast<T>(std::log(3.0));
  EXPECT_EQ(scores.build({{{0, T(1)}, {2, T(1)}}, {}, {{1, T(0)}, {0, -infinity<T>}, {2, ln3}}}, 3,
                         3, Reduction::max, 1),
            Fault::none);
  return scores;
}

template <class T>
Matrix<T> weights_of(const Softmax<T>& softmax, const Ell<T>& scores) {
  Matrix<T> weights(scores.rows(), scores.slots());
  weights.values.assign(weights.values.size(), T(-5));
  const Fault fault = softmax.run(scores, weights);
  EXPECT_EQ(fault, Fault::none) << sentence(fault);
  return weights;
}

template <class T>
class EllSoftmax : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(EllSoftmax, Scalars);

TYPED_TEST(EllSoftmax, TinyRowsAndPadding) {
  const double expected[] = {0.5, 0.5, 0, 0, 0, 0, 0.25, 0, 0.75};
  const Ell<TypeParam> scores = by_hand<TypeParam>();
  const std::vector<double> oracle = softmax_oracle(scores);
  for (std::size_t i = 0; i < 9; ++i) EXPECT_NEAR(oracle[i], expected[i], 1e-7) << i;
  for (const auto& softmax : softmaxes<TypeParam>()) {
    SCOPED_TRACE(softmax.name);
    const Matrix<TypeParam> weights = weights_of(softmax, scores);
    for (std::size_t i = 0; i < 9; ++i) {
      if (expected[i] == 0) {
        EXPECT_EQ(weights.values[i], TypeParam(0)) << i;
      } else {
        EXPECT_NEAR(weights.values[i], expected[i], 1e-6) << i;
      }
    }
  }
}

TYPED_TEST(EllSoftmax, AgreesWithTheOracleOnEveryShape) {
  const double near = sizeof(TypeParam) == 4 ? 1e-6 : 1e-14;
  for (const std::size_t slots : {0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100}) {
    for (const std::size_t rows : {0, 1, 5, 67}) {
      SCOPED_TRACE(std::to_string(rows) + "x" + std::to_string(slots));
      const Ell<TypeParam> scores =
          random_inputs<TypeParam>({rows, slots, 9, 1, 1, 0}, Reduction::log, slots).ell;
      const std::vector<double> expected = softmax_oracle(scores);
      for (const auto& softmax : softmaxes<TypeParam>()) {
        const Matrix<TypeParam> weights = weights_of(softmax, scores);
        for (std::size_t i = 0; i < expected.size(); ++i) {
          ASSERT_NEAR(weights.values[i], expected[i], near) << softmax.name << " " << i;
        }
      }
    }
  }
}

/// exp of the scores themselves would overflow; a shift of all scores changes nothing.
TYPED_TEST(EllSoftmax, LargeScoresStayFiniteAndRowsSumToOne) {
  Inputs<TypeParam> inputs = random_inputs<TypeParam>({40, 19, 9, 1, 1, 0}, Reduction::max, 2);
  Matrix<TypeParam> values = inputs.ell.values();
  for (TypeParam& value : values.values) value += TypeParam(5000);
  Ell<TypeParam> scores;
  ASSERT_EQ(scores.assign(values, inputs.ell.indices(), 9, Reduction::max), Fault::none);
  for (const auto& softmax : softmaxes<TypeParam>()) {
    SCOPED_TRACE(softmax.name);
    const Matrix<TypeParam> weights = weights_of(softmax, scores);
    for (std::size_t row = 0; row < 40; ++row) {
      double total = 0;
      bool any = false;
      for (std::size_t p = 0; p < 19; ++p) {
        total += weights.at(row, p);
        any |= !scores.is_padding(row, p);
      }
      EXPECT_NEAR(total, any ? 1.0 : 0.0, 1e-5);
    }
  }
}

/// Rows of `slots`: `spoiled`, 1 and padding; NaN and padding; 1, 1 and padding.
template <class T>
Ell<T> with_spoiled_rows(T spoiled, std::size_t slots) {
  Matrix<T> values(3, slots);
  values.values.assign(values.values.size(), -infinity<T>);
  values.at(0, 0) = spoiled;
  values.at(0, slots - 1) = T(1);
  values.at(1, 0) = std::numeric_limits<T>::quiet_NaN();
  values.at(2, 0) = values.at(2, slots - 1) = T(1);
  Ell<T> scores;
  EXPECT_EQ(scores.assign(values, Matrix<std::int32_t>(3, slots), 1, Reduction::max), Fault::none);
  return scores;
}

/// `at` gives a weight by row and slot.
template <class T, class At>
void expect_spoiled_rows(const Ell<T>& scores, const At& at) {
  const std::size_t last = scores.slots() - 1;
  EXPECT_TRUE(std::isnan(at(0, 0)));
  EXPECT_TRUE(std::isnan(at(0, last)));
  EXPECT_TRUE(std::isnan(at(1, 0)));
  EXPECT_EQ(at(2, 0), 0.5);
  EXPECT_EQ(at(2, last), 0.5);
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t p = 0; p <= last; ++p) {
      if (!scores.is_padding(row, p)) continue;
      EXPECT_EQ(at(row, p), 0.0) << "padding " << row << " " << p;
    }
  }
}

/// In rows of one register and of several: padding has no weight there either.
TYPED_TEST(EllSoftmax, AnInfiniteScoreSpoilsItsRowAlone) {
  using T = TypeParam;
  for (const std::size_t slots : {3, 8, 16, 37}) {
    for (const T spoiled : {infinity<T>, std::numeric_limits<T>::quiet_NaN()}) {
      SCOPED_TRACE(std::to_string(slots) + " slots, " + std::to_string(spoiled));
      const Ell<T> scores = with_spoiled_rows(spoiled, slots);
      const std::vector<double> oracle = softmax_oracle(scores);
      expect_spoiled_rows(scores, [&](auto row, auto p) { return oracle[row * slots + p]; });
      for (const auto& softmax : softmaxes<T>()) {
        SCOPED_TRACE(softmax.name);
        const Matrix<T> weights = weights_of(softmax, scores);
        expect_spoiled_rows(scores, [&](auto row, auto p) { return double{weights.at(row, p)}; });
      }
    }
  }
}

TYPED_TEST(EllSoftmax, RefusesAnotherPaddingAndAnotherShape) {
  const Ell<TypeParam> of_sum = random_inputs<TypeParam>({3, 4, 9, 1, 1, 0}, Reduction::sum, 1).ell;
  EXPECT_TRUE(softmax_oracle(of_sum).empty());
  for (const auto& softmax : softmaxes<TypeParam>()) {
    SCOPED_TRACE(softmax.name);
    Matrix<TypeParam> weights(3, 4);
    EXPECT_EQ(softmax.run(of_sum, weights), Fault::padded_for_another_reduction);
    weights = Matrix<TypeParam>(3, 2);
    EXPECT_EQ(softmax.run(by_hand<TypeParam>(), weights), Fault::output_does_not_fit);
  }
}

/// What the weights are for: a sum over the row with them.
TYPED_TEST(EllSoftmax, WeightsArePaddedForSums) {
  const Ell<TypeParam> scores = by_hand<TypeParam>();
  Matrix<TypeParam> weights(3, 3);
  ASSERT_EQ(ell_aggregation::plain_softmax(scores, weights), Fault::none);
  Ell<TypeParam> attention;
  ASSERT_EQ(attention.assign(weights, scores.indices(), 3, Reduction::sum), Fault::none);
  for (std::size_t i = 0; i < 9; ++i) {
    EXPECT_EQ(attention.is_padding(i / 3, i % 3), scores.is_padding(i / 3, i % 3)) << i;
  }
}

}  // namespace
}  // namespace ell_tests
