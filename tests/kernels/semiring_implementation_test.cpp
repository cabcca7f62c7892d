/// Every implementation against the fp64 oracle, and at the edges of floating point.
#include <array>
#include <cmath>
#include <limits>

#include <common/generator.hpp>
#include <gtest/gtest.h>
#include <semiring_matmul/data.hpp>
#include <semiring_matmul/oracle.hpp>

#include "kernels/semiring_implementations.hpp"
#include "kernels/semiring_shapes.hpp"

namespace semiring_tests {
namespace {

using semiring_matmul::all_algebras;
using semiring_matmul::make_inputs;

template <class T>
class SemiringImplementation : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(SemiringImplementation, Scalars);

/// Relative to 1 + |reference|: one rounding for max and min, k of them for sums.
template <class T>
double tolerance(Algebra algebra) {
  const bool exact = algebra == Algebra::max_plus || algebra == Algebra::min_plus;
  const double in_single = exact ? 1e-5 : 1e-4;
  return sizeof(T) == 4 ? in_single : 1e-12;
}

template <class T>
void expect_like_oracle(const std::string& name, Algebra algebra, const Matrix<T>& a,
                        const Matrix<T>& b, const Matrix<T>& out) {
  SCOPED_TRACE(name + " " + std::string(name_of(algebra)));
  const std::vector<double> expected = semiring_matmul::oracle<T>(algebra, a.view(), b.view());
  ASSERT_EQ(out.values.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double value = out.values[i];
    if (std::isfinite(expected[i])) {
      ASSERT_NEAR(value, expected[i], tolerance<T>(algebra) * (1.0 + std::abs(expected[i])))
          << "element " << i;
    } else if (std::isnan(expected[i])) {
      ASSERT_TRUE(std::isnan(value)) << "element " << i << " is " << value;
    } else {
      ASSERT_EQ(value, expected[i]) << "element " << i;
    }
  }
}

template <class T>
void expect_all_like_oracle(Algebra algebra, const Matrix<T>& a, const Matrix<T>& b) {
  for (const auto& implementation : implementations<T>()) {
    expect_like_oracle(implementation.name, algebra, a, b, product(implementation, algebra, a, b));
  }
}

/// The products of the oracle's own test, worked out by hand.
TYPED_TEST(SemiringImplementation, TinyProductsAreAsByHand) {
  struct Tiny {
    Algebra algebra;
    std::array<double, 4> expected;
  };
  const Tiny table[] = {
      {Algebra::real, {8.5, 0, -2.5, -7}},
      {Algebra::max_plus, {6, 3, 3.5, 1}},
      {Algebra::min_plus, {1.5, -1, 3, 0}},
      {Algebra::log, {6.01104774485, 3.01814992792, 3.97407698418, 1.31326168752}},
      {Algebra::euclidean, {2.06155281281, 3.16227766017, 5.59016994375, 5.3851648071}},
  };
  Matrix<TypeParam> a(2, 2);
  Matrix<TypeParam> b(2, 2);
  a.values = {1, 2, 3, -1};
  b.values = {TypeParam(0.5), -2, 4, 1};
  for (const auto& implementation : implementations<TypeParam>()) {
    for (const Tiny& row : table) {
      SCOPED_TRACE(implementation.name + " " + std::string(name_of(row.algebra)));
      const auto out = product(implementation, row.algebra, a, b);
      const double near = sizeof(TypeParam) == 4 ? 2e-6 : 1e-10;
      for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(out.values[i], row.expected[i], near);
    }
  }
}

TYPED_TEST(SemiringImplementation, AgreesWithTheOracleOnEveryShape) {
  for (const Shape& shape : all_shapes()) {
    SCOPED_TRACE(text(shape));
    for (const Algebra algebra : all_algebras) {
      const auto inputs = make_inputs<TypeParam>(algebra, shape.m, shape.k, shape.n, 0);
      expect_all_like_oracle<TypeParam>(algebra, inputs.a, inputs.b);
    }
  }
}

TYPED_TEST(SemiringImplementation, AgreesOnRandomShapes) {
  kernels::Generator generator(2026);
  for (int round = 0; round < 20; ++round) {
    const auto extent = [&generator] { return std::size_t{generator.word() % 150}; };
    const Shape shape{extent(), extent(), extent()};
    SCOPED_TRACE(text(shape));
    const Algebra algebra = all_algebras[static_cast<std::size_t>(round) % all_algebras.size()];
    const auto inputs = make_inputs<TypeParam>(algebra, shape.m, shape.k, shape.n, round);
    expect_all_like_oracle<TypeParam>(algebra, inputs.a, inputs.b);
  }
}

TYPED_TEST(SemiringImplementation, StaysFiniteAtScaleFifty) {
  for (const Algebra algebra : all_algebras) {
    if (algebra == Algebra::boolean) continue;
    auto inputs = make_inputs<TypeParam>(algebra, 33, 65, 34, 1);
    for (TypeParam& value : inputs.a.values) value *= TypeParam(50);
    for (TypeParam& value : inputs.b.values) value *= TypeParam(50);
    for (const auto& implementation : implementations<TypeParam>()) {
      const auto out = product(implementation, algebra, inputs.a, inputs.b);
      for (const TypeParam value : out.values) ASSERT_TRUE(std::isfinite(value));
      if (algebra == Algebra::log) {
        expect_like_oracle(implementation.name, algebra, inputs.a, inputs.b, out);
      }
    }
  }
}

/// A row of A with nothing but -inf, then one with a single finite element.
TYPED_TEST(SemiringImplementation, RowsOfMinusInfinityStayMinusInfinity) {
  constexpr TypeParam infinity = std::numeric_limits<TypeParam>::infinity();
  auto inputs = make_inputs<TypeParam>(Algebra::log, 20, 300, 40, 2);
  for (std::size_t p = 0; p < 300; ++p) {
    inputs.a.at(3, p) = -infinity;
    if (p != 299) inputs.a.at(4, p) = -infinity;
  }
  for (const auto& implementation : implementations<TypeParam>()) {
    for (const Algebra algebra : {Algebra::log, Algebra::max_plus}) {
      const auto out = product(implementation, algebra, inputs.a, inputs.b);
      for (std::size_t j = 0; j < 40; ++j) ASSERT_EQ(out.at(3, j), -infinity);
      expect_like_oracle(implementation.name, algebra, inputs.a, inputs.b, out);
    }
  }
}

/// +inf and NaN in the first and in a later chunk of the inner extent.
TYPED_TEST(SemiringImplementation, TakesInfinitiesAsTheOracleDoes) {
  constexpr TypeParam infinity = std::numeric_limits<TypeParam>::infinity();
  auto inputs = make_inputs<TypeParam>(Algebra::log, 12, 290, 35, 4);
  inputs.a.at(1, 0) = infinity;
  inputs.a.at(2, 280) = infinity;
  inputs.a.at(5, 1) = infinity;
  inputs.a.at(5, 281) = infinity;
  inputs.b.at(280, 34) = -infinity;  // meets +inf of row 2: NaN
  for (const Algebra algebra :
       {Algebra::log, Algebra::max_plus, Algebra::min_plus, Algebra::real}) {
    expect_all_like_oracle<TypeParam>(algebra, inputs.a, inputs.b);
  }
}

/// inf only inside: what a kernel packs beyond its edges must not reach an output.
TYPED_TEST(SemiringImplementation, EdgesDoNotLeakIntoOutputs) {
  auto inputs = make_inputs<TypeParam>(Algebra::real, 9, 5, 3, 4);
  for (TypeParam& value : inputs.a.values) value = std::numeric_limits<TypeParam>::infinity();
  for (TypeParam& value : inputs.b.values) value = TypeParam(1);
  for (const Algebra algebra : {Algebra::real, Algebra::euclidean, Algebra::log}) {
    expect_all_like_oracle<TypeParam>(algebra, inputs.a, inputs.b);
  }
}

/// Whatever is not 0 is true: small, negative, infinite, NaN; also where products underflow.
TYPED_TEST(SemiringImplementation, BooleanInputsAreTrueWhereTheyAreNotZero) {
  using Limits = std::numeric_limits<TypeParam>;
  const std::array<TypeParam, 7> truths = {TypeParam(1),   TypeParam(-3),      TypeParam(0.25),
                                           Limits::min(),  Limits::infinity(), Limits::quiet_NaN(),
                                           TypeParam(-0.5)};
  auto inputs = make_inputs<TypeParam>(Algebra::boolean, 33, 272, 35, 12);
  std::size_t next = 0;
  for (auto* values : {&inputs.a.values, &inputs.b.values}) {
    for (TypeParam& value : *values) {
      value = value == TypeParam(0) ? TypeParam(-0.0) : truths[next++ % truths.size()];
    }
  }
  expect_all_like_oracle<TypeParam>(Algebra::boolean, inputs.a, inputs.b);
  for (const auto& implementation : implementations<TypeParam>()) {
    for (const TypeParam out :
         product(implementation, Algebra::boolean, inputs.a, inputs.b).values) {
      ASSERT_TRUE(out == TypeParam(0) || out == TypeParam(1)) << implementation.name;
    }
  }
}

TYPED_TEST(SemiringImplementation, AllAreBitwiseEqualWhereNothingIsRounded) {
  for (const Algebra algebra : {Algebra::max_plus, Algebra::min_plus, Algebra::boolean}) {
    const auto inputs = make_inputs<TypeParam>(algebra, 70, 140, 66, 8);
    const auto& list = implementations<TypeParam>();
    const auto reference = product(list.front(), algebra, inputs.a, inputs.b);
    for (const auto& implementation : list) {
      EXPECT_EQ(product(implementation, algebra, inputs.a, inputs.b).values, reference.values)
          << implementation.name;
    }
  }
}

TYPED_TEST(SemiringImplementation, RefusesShapesThatDoNotFit) {
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    const Matrix<TypeParam> a(2, 3);
    Matrix<TypeParam> c(2, 4);
    c.values.assign(8, TypeParam(7));
    EXPECT_EQ(implementation.run(Algebra::real, a, Matrix<TypeParam>(4, 4), c),
              Fault::inner_extents_differ);
    EXPECT_EQ(implementation.run(Algebra::real, a, Matrix<TypeParam>(3, 5), c),
              Fault::output_does_not_fit);
    EXPECT_EQ(c.values, std::vector<TypeParam>(8, TypeParam(7)));
  }
}

TEST(SemiringAlgebra, NamesAreReadBack) {
  for (const Algebra algebra : all_algebras) {
    EXPECT_EQ(semiring_matmul::algebra_named(name_of(algebra)), algebra);
  }
  EXPECT_FALSE(semiring_matmul::algebra_named("tropical").has_value());
  EXPECT_FALSE(semiring_matmul::algebra_named("").has_value());
}

}  // namespace
}  // namespace semiring_tests
