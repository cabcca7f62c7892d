/// Batches: which matrix meets which, what is refused, and every implementation against the oracle.
#include <cmath>
#include <numeric>

#include <common/generator.hpp>
#include <gtest/gtest.h>
#include <semiring_matmul/data.hpp>
#include <semiring_matmul/oracle.hpp>
#include <semiring_matmul/tiling.hpp>

#include "kernels/semiring_implementations.hpp"

namespace semiring_tests {
namespace {

using semiring_matmul::all_algebras;
using semiring_matmul::BatchInputs;
using semiring_matmul::BatchPlan;
using semiring_matmul::make_batch_inputs;
using semiring_matmul::plan_batch;
using semiring_matmul::Tensor;

using Extents = std::vector<std::size_t>;

Fault fault_of(const Extents& a, const Extents& b) { return plan_batch(a, b).fault; }

std::string text(const Extents& extents) {
  std::string made = "(";
  for (const std::size_t extent : extents) made += std::to_string(extent) + ",";
  return made + ")";
}

TEST(SemiringBatch, MatricesMeetAsBroadcastingSays) {
  // (2,1) and (3) make (2,3): A's matrices are repeated along the second, B's along the first.
  const BatchPlan plan = plan_batch(Extents{2, 1, 5, 7}, Extents{3, 7, 4});
  ASSERT_EQ(plan.fault, Fault::none);
  EXPECT_EQ(plan.extents, (Extents{2, 3, 5, 4}));
  EXPECT_EQ(plan.map.count, 6U);
  const std::size_t a_of[] = {0, 0, 0, 1, 1, 1};
  const std::size_t b_of[] = {0, 1, 2, 0, 1, 2};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(plan.map.a_matrix(i), a_of[i]) << i;
    EXPECT_EQ(plan.map.b_matrix(i), b_of[i]) << i;
  }
  EXPECT_EQ(plan.a_elements, 70U);
  EXPECT_EQ(plan.b_elements, 84U);
  EXPECT_EQ(plan.c_elements(), 120U);
}

TEST(SemiringBatch, EqualBatchesGoTogether) {
  const BatchPlan plan = plan_batch(Extents{2, 3, 1, 1}, Extents{2, 3, 1, 1});
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(plan.map.a_matrix(i), i);
    EXPECT_EQ(plan.map.b_matrix(i), i);
  }
}

TEST(SemiringBatch, AnExtentOfNothingMakesNothing) {
  const BatchPlan plan = plan_batch(Extents{0, 2, 3}, Extents{1, 3, 4});
  ASSERT_EQ(plan.fault, Fault::none);
  EXPECT_EQ(plan.extents, (Extents{0, 2, 4}));
  EXPECT_EQ(plan.c_elements(), 0U);
}

TEST(SemiringBatch, RefusesWhatDoesNotFit) {
  EXPECT_EQ(fault_of({3}, {3, 2}), Fault::too_few_dimensions);
  EXPECT_EQ(fault_of({2, 3}, {3}), Fault::too_few_dimensions);
  EXPECT_EQ(fault_of({}, {}), Fault::too_few_dimensions);
  EXPECT_EQ(fault_of({2, 3}, {4, 2}), Fault::inner_extents_differ);
  EXPECT_EQ(fault_of({2, 2, 3}, {3, 3, 2}), Fault::batch_extents_differ);
  EXPECT_EQ(fault_of({2, 1, 2, 3}, {3, 1, 3, 2}), Fault::batch_extents_differ);
  EXPECT_EQ(fault_of({0, 2, 3}, {2, 3, 2}), Fault::batch_extents_differ);
  EXPECT_EQ(fault_of(Extents(8, 1), Extents(2, 1)), Fault::none);
  EXPECT_EQ(fault_of(Extents(9, 1), Extents(2, 1)), Fault::too_many_dimensions);
  EXPECT_EQ(sentence(Fault::too_few_dimensions),
            "A and B must each have at least two dimensions: rows and columns.");
}

template <class T>
class SemiringBatches : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(SemiringBatches, Scalars);

/// A (2,1; 1,2) and B (3; 2,1), worked out by hand.
TYPED_TEST(SemiringBatches, SmallOnesAreAsByHand) {
  const Tensor<TypeParam> a{{2, 1, 1, 2}, {1, 2, 3, 4}};
  const Tensor<TypeParam> b{{3, 2, 1}, {1, 0, 0, 1, 2, 5}};
  for (const auto& implementation : batch_implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    Tensor<TypeParam> c;
    const Fault fault = implementation.run(Algebra::real, a, b, c);
    if (fault == Fault::does_not_tile) continue;
    ASSERT_EQ(fault, Fault::none);
    EXPECT_EQ(c.extents, (Extents{2, 3, 1, 1}));
    EXPECT_EQ(c.values, (std::vector<TypeParam>{1, 2, 12, 3, 4, 26}));
    ASSERT_EQ(implementation.run(Algebra::max_plus, a, b, c), Fault::none);
    EXPECT_EQ(c.values, (std::vector<TypeParam>{2, 3, 7, 4, 5, 9}));
  }
}

template <class T>
void expect_near(const std::vector<T>& values, const std::vector<double>& expected) {
  const double near = sizeof(T) == 4 ? 1e-4 : 1e-12;
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    // Equal infinities have no difference to be near to.
    if (values[i] == expected[i]) continue;
    ASSERT_NEAR(values[i], expected[i], near * (1 + std::abs(expected[i]))) << i;
  }
}

/// Whether kernels for shapes that tile were among those that ran.
template <class T>
bool expect_like_oracle(Algebra algebra, const BatchInputs<T>& inputs) {
  const auto expected = semiring_matmul::oracle<T>(algebra, inputs.a, inputs.b);
  bool all_ran = true;
  for (const auto& implementation : batch_implementations<T>()) {
    SCOPED_TRACE(implementation.name + " " + std::string(name_of(algebra)));
    Tensor<T> c;
    const Fault fault = implementation.run(algebra, inputs.a, inputs.b, c);
    all_ran = all_ran && fault != Fault::does_not_tile;
    if (fault == Fault::does_not_tile) continue;
    EXPECT_EQ(fault, Fault::none);
    expect_near<T>(c.values, expected);
  }
  return all_ran;
}

TYPED_TEST(SemiringBatches, AgreeWithTheOracle) {
  const std::pair<Extents, Extents> table[] = {
      {{5, 7}, {7, 3}},           {{4, 17, 19}, {4, 19, 23}},
      {{4, 17, 19}, {1, 19, 23}}, {{1, 9, 8}, {3, 8, 33}},
      {{2, 3, 5, 4}, {3, 4, 6}},  {{2, 1, 6, 130}, {1, 5, 130, 2}},
      {{0, 2, 3}, {3, 2}},        {{2, 0, 3}, {2, 3, 2}},
      {{2, 3, 0}, {2, 0, 2}},     {{1, 1, 1, 1, 1, 2, 3, 2}, {2, 4}}};
  for (const auto& [a, b] : table) {
    SCOPED_TRACE(text(a) + " x " + text(b));
    for (const Algebra algebra : all_algebras) {
      expect_like_oracle(algebra, make_batch_inputs<TypeParam>(algebra, a, b, 7));
    }
  }
}

TYPED_TEST(SemiringBatches, AgreeWhereTheShapeTiles) {
  const std::pair<Extents, Extents> table[] = {{{3, 16, 8}, {3, 8, 16}},
                                               {{2, 32, 24}, {1, 24, 48}},
                                               {{2, 1, 64, 16}, {3, 16, 64}},
                                               {{1, 128, 32}, {2, 32, 128}}};
  for (const auto& [a, b] : table) {
    SCOPED_TRACE(text(a) + " x " + text(b));
    for (const Algebra algebra : all_algebras) {
      EXPECT_TRUE(expect_like_oracle(algebra, make_batch_inputs<TypeParam>(algebra, a, b, 8)));
    }
  }
}

TYPED_TEST(SemiringBatches, AgreeOnRandomShapes) {
  kernels::Generator generator(99);
  const auto below = [&generator](std::size_t end) { return std::size_t{generator.word() % end}; };
  for (std::size_t round = 0; round < 30; ++round) {
    const std::size_t k = below(40);
    Extents a = {below(40), k};
    Extents b = {k, below(40)};
    for (std::size_t d = below(4); d > 0; --d) {
      const std::size_t extent = 1 + below(3);
      a.insert(a.begin(), below(3) == 0 ? 1 : extent);
      if (below(4) != 0 || b.size() + 1 < a.size()) {
        while (b.size() + 1 < a.size()) b.insert(b.begin(), 1);
        b.insert(b.begin(), below(3) == 0 ? 1 : extent);
      }
    }
    SCOPED_TRACE(text(a) + " x " + text(b));
    const Algebra algebra = all_algebras[round % all_algebras.size()];
    expect_like_oracle(algebra, make_batch_inputs<TypeParam>(algebra, a, b, round));
  }
}

TYPED_TEST(SemiringBatches, FaultsLeaveTheOutputAlone) {
  for (const auto& implementation : batch_implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    Tensor<TypeParam> c{{1}, {TypeParam(7)}};
    const auto run = [&](const Extents& a, const Extents& b) {
      const auto inputs = make_batch_inputs<TypeParam>(Algebra::real, a, b, 1);
      return implementation.run(Algebra::real, inputs.a, inputs.b, c);
    };
    EXPECT_EQ(run({16, 8}, {16, 16}), Fault::inner_extents_differ);
    EXPECT_EQ(run({2, 16, 8}, {3, 8, 16}), Fault::batch_extents_differ);
    EXPECT_EQ(run({8}, {8, 16}), Fault::too_few_dimensions);
    auto short_one = make_batch_inputs<TypeParam>(Algebra::real, {16, 8}, {8, 16}, 1);
    short_one.b.values.pop_back();
    EXPECT_EQ(implementation.run(Algebra::real, short_one.a, short_one.b, c),
              Fault::elements_missing);
    EXPECT_EQ(c.values, std::vector<TypeParam>{TypeParam(7)});
    EXPECT_EQ(c.extents, Extents{1});
  }
}

TYPED_TEST(SemiringBatches, EqualRunsGiveEqualBits) {
  const auto inputs = make_batch_inputs<TypeParam>(Algebra::log, {3, 64, 48}, {48, 32}, 2);
  for (const auto& implementation : batch_implementations<TypeParam>()) {
    Tensor<TypeParam> once;
    Tensor<TypeParam> again;
    ASSERT_EQ(implementation.run(Algebra::log, inputs.a, inputs.b, once), Fault::none);
    ASSERT_EQ(implementation.run(Algebra::log, inputs.a, inputs.b, again), Fault::none);
    EXPECT_EQ(once.values, again.values) << implementation.name;
  }
}

TEST(SemiringBatch, OracleOfABatchIsThatOfItsMatrices) {
  const auto inputs = make_batch_inputs<double>(Algebra::log, {2, 3, 4}, {4, 5}, 3);
  const auto all = semiring_matmul::oracle<double>(Algebra::log, inputs.a, inputs.b);
  ASSERT_EQ(all.size(), 30U);
  const semiring_matmul::MatrixView<const double> b{inputs.b.values.data(), 4, 5, 5};
  for (std::size_t i = 0; i < 2; ++i) {
    const semiring_matmul::MatrixView<const double> a{inputs.a.values.data() + i * 12, 3, 4, 4};
    const auto one = semiring_matmul::oracle<double>(Algebra::log, a, b);
    EXPECT_TRUE(std::equal(one.begin(), one.end(), all.begin() + static_cast<long>(i * 15)));
  }
}

}  // namespace
}  // namespace semiring_tests
