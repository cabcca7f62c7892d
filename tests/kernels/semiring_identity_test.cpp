/// What must hold between algebras whatever the inputs, for every implementation and many shapes.
#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <semiring_matmul/data.hpp>
#include <semiring_matmul/oracle.hpp>

#include "kernels/semiring_implementations.hpp"
#include "kernels/semiring_shapes.hpp"

namespace semiring_tests {
namespace {

using semiring_matmul::Inputs;
using semiring_matmul::make_inputs;

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class F>
Matrix<double> mapped(const Matrix<double>& matrix, F change) {
  Matrix<double> made = matrix;
  std::transform(made.values.begin(), made.values.end(), made.values.begin(), change);
  return made;
}

/// Runs `property(implementation, shape, inputs)` for all of them.
template <class F>
void for_all(F property) {
  for (const auto& implementation : implementations<double>()) {
    for (const Shape& shape : all_shapes()) {
      SCOPED_TRACE(implementation.name + " " + text(shape));
      property(implementation, shape,
               make_inputs<double>(Algebra::real, shape.m, shape.k, shape.n, 11));
    }
  }
}

TEST(SemiringIdentity, MaxPlusIsMinPlusOfOppositesExactly) {
  for_all([](const auto& implementation, const Shape&, const Inputs<double>& inputs) {
    const auto minus = [](double x) { return -x; };
    const Matrix<double> largest = product(implementation, Algebra::max_plus, inputs.a, inputs.b);
    const Matrix<double> smallest = product(implementation, Algebra::min_plus,
                                            mapped(inputs.a, minus), mapped(inputs.b, minus));
    EXPECT_EQ(largest.values, mapped(smallest, minus).values);
  });
}

TEST(SemiringIdentity, LogLiesBetweenMaxAndMaxPlusLogOfDepth) {
  for_all([](const auto& implementation, const Shape& shape, const Inputs<double>& inputs) {
    const auto log = product(implementation, Algebra::log, inputs.a, inputs.b);
    const auto max = product(implementation, Algebra::max_plus, inputs.a, inputs.b);
    for (std::size_t i = 0; i < log.values.size(); ++i) {
      if (shape.k == 0) {
        EXPECT_EQ(log.values[i], -infinity);
        continue;
      }
      EXPECT_GE(log.values[i], max.values[i] - 1e-12);
      EXPECT_LE(log.values[i], max.values[i] + std::log(double(shape.k)) + 1e-12);
    }
  });
}

TEST(SemiringIdentity, LogTendsToMaxAsTheScaleGrows) {
  for_all([](const auto& implementation, const Shape& shape, const Inputs<double>& inputs) {
    if (shape.k == 0) return;
    const auto grown = [](double x) { return 1e4 * x; };
    const Matrix<double> a = mapped(inputs.a, grown);
    const Matrix<double> b = mapped(inputs.b, grown);
    const auto log = product(implementation, Algebra::log, a, b);
    const auto max = product(implementation, Algebra::max_plus, a, b);
    for (std::size_t i = 0; i < log.values.size(); ++i) {
      EXPECT_NEAR(log.values[i] / 1e4, max.values[i] / 1e4, std::log(double(shape.k)) / 1e4 + 1e-9);
    }
  });
}

TEST(SemiringIdentity, LogIsTheLogOfTheRealProductOfExponentials) {
  for_all([](const auto& implementation, const Shape& shape, const Inputs<double>& inputs) {
    if (shape.k == 0) return;
    const auto exponential = [](double x) { return std::exp(x); };
    const auto log = product(implementation, Algebra::log, inputs.a, inputs.b);
    const auto real = product(implementation, Algebra::real, mapped(inputs.a, exponential),
                              mapped(inputs.b, exponential));
    for (std::size_t i = 0; i < log.values.size(); ++i) {
      EXPECT_NEAR(log.values[i], std::log(real.values[i]), 1e-10);
    }
  });
}

TEST(SemiringIdentity, SquaredDistanceIsNormsMinusTwiceTheProduct) {
  for_all([](const auto& implementation, const Shape& shape, const Inputs<double>& inputs) {
    const auto distance = product(implementation, Algebra::euclidean, inputs.a, inputs.b);
    const auto real = product(implementation, Algebra::real, inputs.a, inputs.b);
    for (std::size_t i = 0; i < shape.m; ++i) {
      for (std::size_t j = 0; j < shape.n; ++j) {
        double norms = 0.0;
        for (std::size_t p = 0; p < shape.k; ++p) {
          norms += std::pow(inputs.a.at(i, p), 2) + std::pow(inputs.b.at(p, j), 2);
        }
        const double squared = std::pow(distance.at(i, j), 2);
        EXPECT_NEAR(squared, norms - 2.0 * real.at(i, j), 1e-11 * (1.0 + norms));
      }
    }
  });
}

struct Unit {
  Algebra algebra;
  double diagonal;
  double elsewhere;
};

TEST(SemiringIdentity, TheIdentityMatrixChangesNothing) {
  const Unit table[] = {{Algebra::real, 1, 0},
                        {Algebra::log, 0, -infinity},
                        {Algebra::max_plus, 0, -infinity},
                        {Algebra::min_plus, 0, infinity},
                        {Algebra::boolean, 1, 0}};
  for (const auto& implementation : implementations<double>()) {
    for (const Unit& row : table) {
      SCOPED_TRACE(implementation.name + " " + std::string(name_of(row.algebra)));
      const Matrix<double> a = make_inputs<double>(row.algebra, 13, 37, 1, 5).a;
      Matrix<double> unit(37, 37);
      for (std::size_t i = 0; i < 37 * 37; ++i) {
        unit.values[i] = i % 38 == 0 ? row.diagonal : row.elsewhere;
      }
      const Matrix<double> same = product(implementation, row.algebra, a, unit);
      for (std::size_t i = 0; i < a.values.size(); ++i) {
        // exp and log of the same number may differ from it by their rounding.
        const double near = row.algebra == Algebra::log ? 1e-14 * (1 + std::abs(a.values[i])) : 0;
        EXPECT_NEAR(same.values[i], a.values[i], near);
      }
    }
  }
}

TEST(SemiringIdentity, DistanceToOneselfIsZero) {
  for (const auto& implementation : implementations<float>()) {
    SCOPED_TRACE(implementation.name);
    const Matrix<float> points = make_inputs<float>(Algebra::euclidean, 41, 67, 1, 3).a;
    Matrix<float> turned(67, 41);
    for (std::size_t i = 0; i < 41; ++i) {
      for (std::size_t p = 0; p < 67; ++p) turned.at(p, i) = points.at(i, p);
    }
    const Matrix<float> distance = product(implementation, Algebra::euclidean, points, turned);
    for (std::size_t i = 0; i < 41; ++i) {
      EXPECT_NEAR(distance.at(i, i), 0.0F, 1e-5F);
      EXPECT_GT(distance.at(i, (i + 1) % 41), 1.0F);
    }
  }
}

}  // namespace
}  // namespace semiring_tests
