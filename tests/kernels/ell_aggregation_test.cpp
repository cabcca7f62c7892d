/// Every implementation of the ELL aggregation against the fp64 oracle over many shapes, its
/// identities, and what it refuses.
#include <algorithm>
#include <cmath>

#include <ell_aggregation/data.hpp>
#include <ell_aggregation/oracle.hpp>
#include <gtest/gtest.h>

#include "kernels/ell_implementations.hpp"

namespace ell_tests {
namespace {

using ell_aggregation::aggregated;

template <class T>
class EllAggregation : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(EllAggregation, Scalars);

/// Calls `property(implementation)` for those that know `reduction`.
template <class T, class F>
void for_all(Reduction reduction, F property) {
  for (const auto& implementation : implementations<T>()) {
    if (implementation.only_sum && reduction != Reduction::sum) continue;
    SCOPED_TRACE(implementation.name + " " + std::string(name_of(reduction)));
    property(implementation);
  }
}

template <class Out>
void expect_near(const Out& out, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(out.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (std::isfinite(expected[i])) {
      ASSERT_NEAR(out[i], expected[i], tolerance * (1.0 + std::abs(expected[i]))) << i;
    } else {
      ASSERT_EQ(static_cast<double>(out[i]), expected[i]) << i;
    }
  }
}

template <class T>
void expect_like_oracle(Reduction reduction, const Inputs<T>& inputs) {
  const std::vector<double> expected = ell_aggregation::oracle(reduction, inputs);
  for_all<T>(reduction, [&](const auto& implementation) {
    expect_near(output(implementation, reduction, inputs).values, expected, tolerance<T>());
  });
}

TYPED_TEST(EllAggregation, AgreesWithTheOracleOnEveryShape) {
  for (const Extents& extents : all_extents()) {
    SCOPED_TRACE(text(extents));
    for (const Reduction reduction : aggregated) {
      expect_like_oracle(reduction, random_inputs<TypeParam>(extents, reduction, 3));
    }
  }
}

TYPED_TEST(EllAggregation, AgreesOnRandomShapes) {
  kernels::Generator generator(2026);
  for (std::uint64_t round = 0; round < 30; ++round) {
    const auto below = [&generator](std::size_t end) {
      return std::size_t{generator.word() % end};
    };
    const Extents extents{below(70), below(20), 1 + below(70), below(80), below(80), below(4)};
    SCOPED_TRACE(text(extents));
    const Reduction reduction = aggregated[round % aggregated.size()];
    expect_like_oracle(reduction, random_inputs<TypeParam>(extents, reduction, round));
  }
}

TYPED_TEST(EllAggregation, AgreesOnTheBenchmarksOwnInputs) {
  for (const Reduction reduction : aggregated) {
    expect_like_oracle(reduction,
                       ell_aggregation::make_inputs<TypeParam>(reduction, 200, 16, 64, 64, 0));
  }
}

/// The sum of w (W h) is W times the sum of w h: computed here apart from all kernels.
TYPED_TEST(EllAggregation, SumIsLinear) {
  const Extents extents{31, 9, 23, 21, 19, 2};
  const auto inputs = random_inputs<TypeParam>(extents, Reduction::sum, 5);
  const std::size_t depth = extents.features + extents.attributes;
  std::vector<double> expected(extents.rows * extents.outputs, 0.0);
  for (std::size_t i = 0; i < extents.rows; ++i) {
    std::vector<double> sum(depth, 0.0);
    for (std::size_t p = 0; p < extents.slots; ++p) {
      const double value = inputs.ell.values().at(i, p);
      const auto source = static_cast<std::size_t>(inputs.ell.indices().at(i, p));
      for (std::size_t c = 0; c < depth; ++c) {
        const std::size_t edge = (i * extents.slots + p) * extents.attributes;
        sum[c] +=
            value * (c < extents.features ? inputs.features.at(source, c)
                                          : inputs.attributes->values[edge + c - extents.features]);
      }
    }
    for (std::size_t o = 0; o < extents.outputs; ++o) {
      for (std::size_t c = 0; c < depth; ++c) {
        expected[i * extents.outputs + o] += inputs.weights.at(o, c) * sum[c];
      }
    }
  }
  for_all<TypeParam>(Reduction::sum, [&](const auto& implementation) {
    expect_near(output(implementation, Reduction::sum, inputs).values, expected,
                tolerance<TypeParam>());
  });
}

/// A row's slots turned round, padding now in front.
template <class T>
Inputs<T> with_slots_reversed(const Inputs<T>& inputs) {
  Matrix<T> values = inputs.ell.values();
  Matrix<std::int32_t> indices = inputs.ell.indices();
  const auto slots = static_cast<std::ptrdiff_t>(inputs.ell.slots());
  for (std::ptrdiff_t at = 0; at < std::ssize(values.values); at += slots) {
    std::reverse(values.values.begin() + at, values.values.begin() + at + slots);
    std::reverse(indices.values.begin() + at, indices.values.begin() + at + slots);
  }
  Inputs<T> made = inputs;
  EXPECT_EQ(made.ell.assign(values, indices, inputs.ell.columns(), inputs.ell.padded_for()),
            Fault::none);
  return made;
}

TYPED_TEST(EllAggregation, TheOrderOfSlotsChangesNothingButRounding) {
  for (const Reduction reduction : aggregated) {
    const auto inputs = random_inputs<TypeParam>({40, 11, 29, 33, 35, 0}, reduction, 8);
    const auto turned = with_slots_reversed(inputs);
    for_all<TypeParam>(reduction, [&](const auto& implementation) {
      const auto one = output(implementation, reduction, inputs).values;
      const auto other = output(implementation, reduction, turned).values;
      if (reduction == Reduction::sum) {
        expect_near(other, {one.begin(), one.end()}, tolerance<TypeParam>());
      } else {
        EXPECT_EQ(one, other);
      }
    });
  }
}

TYPED_TEST(EllAggregation, MaxIsMinOfOppositesExactly) {
  const Extents extents{37, 7, 19, 17, 34, 0};
  const auto inputs = random_inputs<TypeParam>(extents, Reduction::max, 4);
  auto opposite = random_inputs<TypeParam>(extents, Reduction::min, 4);
  for (TypeParam& w : opposite.weights.values) w = -w;
  for_all<TypeParam>(Reduction::max, [&](const auto& implementation) {
    const auto largest = output(implementation, Reduction::max, inputs).values;
    auto smallest = output(implementation, Reduction::min, opposite).values;
    for (TypeParam& value : smallest) value = -value;
    EXPECT_EQ(largest, smallest);
  });
}

TYPED_TEST(EllAggregation, TwoRunsAreBitwiseEqual) {
  for (const Reduction reduction : aggregated) {
    const auto inputs = random_inputs<TypeParam>({90, 16, 90, 64, 64, 1}, reduction, 6);
    for_all<TypeParam>(reduction, [&](const auto& implementation) {
      EXPECT_EQ(output(implementation, reduction, inputs).values,
                output(implementation, reduction, inputs).values);
    });
  }
}

/// `change` makes inputs of sums wrong; every implementation refuses and writes nothing.
template <class T, class F>
void expect_refused(Fault expected, F change) {
  for (const auto& implementation : implementations<T>()) {
    SCOPED_TRACE(implementation.name + ": " + std::string(sentence(expected)));
    auto inputs = random_inputs<T>({4, 3, 5, 2, 6, 1}, Reduction::sum, 1);
    Matrix<T> out(4, 6);
    out.values.assign(out.values.size(), T(7));
    const Reduction reduction = change(inputs, out);
    const Matrix<T> before = out;
    EXPECT_EQ(implementation.run(reduction, inputs, out), expected);
    EXPECT_EQ(out.values, before.values);
  }
}

TYPED_TEST(EllAggregation, RefusesShapesThatDoNotFit) {
  using In = Inputs<TypeParam>;
  using Out = Matrix<TypeParam>;
  expect_refused<TypeParam>(Fault::features_do_not_fit, [](In& inputs, Out&) {
    inputs.features = Out(4, 2);
    return Reduction::sum;
  });
  expect_refused<TypeParam>(Fault::weights_do_not_fit, [](In& inputs, Out&) {
    inputs.weights = Out(6, 2);
    return Reduction::sum;
  });
  expect_refused<TypeParam>(Fault::attributes_do_not_fit, [](In& inputs, Out&) {
    inputs.attributes->slots = 2;
    return Reduction::sum;
  });
  expect_refused<TypeParam>(Fault::attributes_do_not_fit, [](In& inputs, Out&) {
    inputs.attributes->values.pop_back();
    return Reduction::sum;
  });
  expect_refused<TypeParam>(Fault::output_does_not_fit, [](In&, Out& out) {
    out = Out(4, 5);
    return Reduction::sum;
  });
}

TYPED_TEST(EllAggregation, RefusesReductionsItDoesNotHave) {
  using In = Inputs<TypeParam>;
  using Out = Matrix<TypeParam>;
  expect_refused<TypeParam>(Fault::log_is_not_aggregated, [](In&, Out&) { return Reduction::log; });
  expect_refused<TypeParam>(Fault::euclidean_is_not_aggregated,
                            [](In&, Out&) { return Reduction::euclidean; });
  expect_refused<TypeParam>(Fault::padded_for_another_reduction,
                            [](In&, Out&) { return Reduction::max; });
}

TYPED_TEST(EllAggregation, TheShortcutIsForSumsAlone) {
  for (const Reduction reduction : {Reduction::max, Reduction::min}) {
    const auto inputs = random_inputs<TypeParam>({4, 3, 5, 2, 6, 0}, reduction, 1);
    for (const auto& implementation : implementations<TypeParam>()) {
      if (!implementation.only_sum) continue;
      Matrix<TypeParam> out(4, 6);
      EXPECT_EQ(implementation.run(reduction, inputs, out), Fault::only_sum_is_linear);
    }
  }
}

}  // namespace
}  // namespace ell_tests
