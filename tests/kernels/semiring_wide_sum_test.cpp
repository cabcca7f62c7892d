/// Sums in fp64 of fp32 matrices: never less accurate than sums in fp32, and much more so where
/// the terms cancel.
#include <cmath>

#include <gtest/gtest.h>
#include <semiring_matmul/data.hpp>
#include <semiring_matmul/oracle.hpp>

#include "kernels/semiring_implementations.hpp"

namespace semiring_tests {
namespace {

using semiring_matmul::make_inputs;

const Implementation<float>& named(const std::string& name) {
  for (const auto& implementation : implementations<float>()) {
    if (implementation.name == name) return implementation;
  }
  throw std::out_of_range(name);
}

/// The largest error of an element, absolute.
double worst_error(const std::string& name, Algebra algebra, const Matrix<float>& a,
                   const Matrix<float>& b) {
  const auto expected = semiring_matmul::oracle<float>(algebra, a.view(), b.view());
  const Matrix<float> out = product(named(name), algebra, a, b);
  double worst = 0.0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    worst = std::max(worst, std::abs(out.values[i] - expected[i]));
  }
  return worst;
}

/// Triples of 10^6, 10^-3 and -10^6: in fp32 the small one is lost beside the large one. All
/// products are exact, so that it does not matter whether a compiler fuses them with the sums.
TEST(SemiringWideSum, KeepsWhatCancellationLeaves) {
  Matrix<float> a(3, 300);
  Matrix<float> b(300, 20);
  for (std::size_t p = 0; p < 300; ++p) {
    for (std::size_t i = 0; i < 3; ++i) a.at(i, p) = p % 3 == 2 ? -1.0F : 1.0F;
    for (std::size_t j = 0; j < 20; ++j) b.at(p, j) = p % 3 == 1 ? 1e-3F : 1e6F;
  }
  EXPECT_LT(worst_error("kokkos_wide", Algebra::real, a, b), 1e-6);
  EXPECT_GT(worst_error("serial_loop", Algebra::real, a, b), 0.05);
  EXPECT_GT(worst_error("kokkos", Algebra::real, a, b), 0.05);
}

TEST(SemiringWideSum, IsNeverLessAccurate) {
  for (const Algebra algebra : {Algebra::real, Algebra::log, Algebra::euclidean}) {
    for (const std::uint64_t seed : {0, 1, 2}) {
      SCOPED_TRACE(std::string(name_of(algebra)) + " " + std::to_string(seed));
      const auto inputs = make_inputs<float>(algebra, 50, 700, 40, seed);
      EXPECT_LE(worst_error("kokkos_wide", algebra, inputs.a, inputs.b),
                worst_error("kokkos", algebra, inputs.a, inputs.b));
    }
  }
}

TEST(SemiringWideSum, IsTheRoundedOracle) {
  const auto inputs = make_inputs<float>(Algebra::real, 33, 300, 35, 4);
  const auto expected =
      semiring_matmul::oracle<float>(Algebra::real, inputs.a.view(), inputs.b.view());
  const Matrix<float> out = product(named("kokkos_wide"), Algebra::real, inputs.a, inputs.b);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_FLOAT_EQ(out.values[i], static_cast<float>(expected[i]));
  }
}

}  // namespace
}  // namespace semiring_tests
