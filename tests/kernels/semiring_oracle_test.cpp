/// The oracle itself, on values that can be worked out by hand.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <semiring_matmul/oracle.hpp>

namespace {

using semiring_matmul::Algebra;
using semiring_matmul::Matrix;
using semiring_matmul::oracle;
using semiring_matmul::sampled_rows;

constexpr double infinity = std::numeric_limits<double>::infinity();

Matrix<double> matrix(std::size_t rows, std::size_t columns, std::vector<double> values) {
  Matrix<double> made(rows, columns);
  made.values = std::move(values);
  return made;
}

std::vector<double> of(Algebra algebra, const Matrix<double>& a, const Matrix<double>& b) {
  return oracle<double>(algebra, a.view(), b.view());
}

struct Tiny {
  Algebra algebra;
  std::array<double, 4> expected;
};

TEST(SemiringOracle, TinyProductsOfEveryAlgebra) {
  const Matrix<double> a = matrix(2, 2, {1, 2, 3, -1});
  const Matrix<double> b = matrix(2, 2, {0.5, -2, 4, 1});
  const Tiny table[] = {
      {Algebra::real, {8.5, 0, -2.5, -7}},
      {Algebra::max_plus, {6, 3, 3.5, 1}},
      {Algebra::min_plus, {1.5, -1, 3, 0}},
      {Algebra::log, {6.01104774485, 3.01814992792, 3.97407698418, 1.31326168752}},
      {Algebra::euclidean, {2.06155281281, 3.16227766017, 5.59016994375, 5.3851648071}},
  };
  for (const Tiny& row : table) {
    SCOPED_TRACE(name_of(row.algebra));
    const std::vector<double> out = of(row.algebra, a, b);
    ASSERT_EQ(out.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(out[i], row.expected[i], 1e-9);
  }
}

TEST(SemiringOracle, BooleanIsOrOfAnd) {
  const Matrix<double> a = matrix(2, 2, {1, 0, 0, 1});
  const Matrix<double> b = matrix(2, 2, {0, 1, 0, 0});
  EXPECT_EQ(of(Algebra::boolean, a, b), (std::vector<double>{0, 1, 0, 0}));
}

TEST(SemiringOracle, NoTermsGiveTheIdentity) {
  const Matrix<double> a(1, 0);
  const Matrix<double> b(0, 2);
  EXPECT_EQ(of(Algebra::real, a, b), (std::vector<double>{0, 0}));
  EXPECT_EQ(of(Algebra::log, a, b), (std::vector<double>{-infinity, -infinity}));
  EXPECT_EQ(of(Algebra::max_plus, a, b), (std::vector<double>{-infinity, -infinity}));
  EXPECT_EQ(of(Algebra::min_plus, a, b), (std::vector<double>{infinity, infinity}));
  EXPECT_EQ(of(Algebra::boolean, a, b), (std::vector<double>{0, 0}));
  EXPECT_EQ(of(Algebra::euclidean, a, b), (std::vector<double>{0, 0}));
}

TEST(SemiringOracle, LogTakesInfinitiesWithoutNaN) {
  const Matrix<double> ones = matrix(3, 1, {0, 0, 0});
  EXPECT_EQ(of(Algebra::log, matrix(1, 3, {-infinity, -infinity, -infinity}), ones).front(),
            -infinity);
  EXPECT_EQ(of(Algebra::log, matrix(1, 3, {-infinity, 2, -infinity}), ones).front(), 2.0);
  EXPECT_EQ(of(Algebra::log, matrix(1, 3, {1, infinity, 2}), ones).front(), infinity);
  EXPECT_EQ(of(Algebra::log, matrix(1, 3, {infinity, infinity, -infinity}), ones).front(),
            infinity);
  EXPECT_NEAR(of(Algebra::log, matrix(1, 3, {1000, 1000, 1000}), ones).front(),
              1000 + std::log(3.0), 1e-9);
}

TEST(SemiringOracle, LogPassesNaNOn) {
  const Matrix<double> a = matrix(1, 2, {infinity, 1});
  const Matrix<double> b = matrix(2, 1, {-infinity, 1});
  EXPECT_TRUE(std::isnan(of(Algebra::log, a, b).front()));
  EXPECT_EQ(of(Algebra::max_plus, a, b).front(), 2.0);  // inf - inf never wins
}

TEST(SemiringOracle, RefusesWhatDoesNotFit) {
  EXPECT_TRUE(of(Algebra::real, Matrix<double>(2, 3), Matrix<double>(2, 3)).empty());
  const Matrix<double> square(2, 2);
  const std::size_t outside[] = {2};
  EXPECT_TRUE(
      semiring_matmul::oracle_rows<double>(Algebra::real, square.view(), square.view(), outside)
          .empty());
}

TEST(SemiringOracle, ChosenRowsAreThoseOfTheWhole) {
  const Matrix<double> a = matrix(3, 2, {1, 2, 3, 4, 5, 6});
  const Matrix<double> b = matrix(2, 1, {10, 1});
  const std::size_t rows[] = {2, 0};
  EXPECT_EQ(semiring_matmul::oracle_rows<double>(Algebra::real, a.view(), b.view(), rows),
            (std::vector<double>{56, 12}));
}

TEST(SemiringOracle, SampledRowsCoverEveryStratum) {
  const std::vector<std::size_t> rows = sampled_rows(512, 32, 7);
  ASSERT_EQ(rows.size(), 32U);
  EXPECT_EQ(rows.front(), 0U);
  EXPECT_EQ(rows.back(), 511U);
  for (std::size_t s = 0; s < rows.size(); ++s) EXPECT_EQ(rows[s] / 16, s);
  EXPECT_EQ(rows, sampled_rows(512, 32, 7));
  EXPECT_NE(rows, sampled_rows(512, 32, 8));
}

TEST(SemiringOracle, FewRowsAreAllTaken) {
  EXPECT_EQ(sampled_rows(3, 32, 0), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_TRUE(sampled_rows(0, 32, 0).empty());
}

}  // namespace
