/// The CUDA kernels against the oracle; skipped, with CUDA's reason, where there is no device.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <semiring_matmul/cuda_kernel.hpp>
#include <semiring_matmul/data.hpp>
#include <semiring_matmul/oracle.hpp>

namespace {

using kernels::cuda::DeviceArray;
using semiring_matmul::Algebra;
using semiring_matmul::all_algebras;
using semiring_matmul::BatchInputs;
using semiring_matmul::BatchPlan;
using semiring_matmul::Fault;
using semiring_matmul::make_batch_inputs;

using Extents = std::vector<std::size_t>;

#define SKIP_WITHOUT_DEVICE()                                 \
  const std::string why_not = kernels::cuda::why_no_device(); \
  if (!why_not.empty()) GTEST_SKIP() << "no CUDA device: " << why_not

template <class T>
class SemiringCuda : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(SemiringCuda, Scalars);

enum class Way { tiled, checked };

template <class T>
std::vector<T> run(Way way, Algebra algebra, const BatchInputs<T>& inputs) {
  const BatchPlan plan = semiring_matmul::plan_batch(inputs.a.extents, inputs.b.extents);
  const DeviceArray<T> a(inputs.a.values);
  const DeviceArray<T> b(inputs.b.values);
  DeviceArray<T> c(plan.c_elements());
  const Fault fault = way == Way::tiled
                          ? semiring_matmul::cuda::matmul_tiled(algebra, plan, a, b, c)
                          : semiring_matmul::cuda::matmul_checked(algebra, plan, a, b, c);
  EXPECT_EQ(fault, Fault::none) << sentence(fault);
  kernels::cuda::synchronize();
  return c.to_host();
}

template <class T>
void expect_like_oracle(Way way, Algebra algebra, const BatchInputs<T>& inputs) {
  SCOPED_TRACE(name_of(algebra));
  const auto expected = semiring_matmul::oracle<T>(algebra, inputs.a, inputs.b);
  const std::vector<T> out = run(way, algebra, inputs);
  const double near = sizeof(T) == 4 ? 1e-4 : 1e-12;
  ASSERT_EQ(out.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (std::isinf(expected[i])) {
      ASSERT_EQ(out[i], expected[i]) << i;
    } else {
      ASSERT_NEAR(out[i], expected[i], near * (1 + std::abs(expected[i]))) << i;
    }
  }
}

TYPED_TEST(SemiringCuda, CheckedKernelTakesEveryShape) {
  SKIP_WITHOUT_DEVICE();
  const std::pair<Extents, Extents> table[] = {{{1, 1}, {1, 1}},
                                               {{5, 7}, {7, 3}},
                                               {{17, 19}, {19, 23}},
                                               {{3, 0}, {0, 2}},
                                               {{2, 1, 33, 16}, {3, 16, 15}},
                                               {{4, 16, 16}, {16, 16}},
                                               {{0, 5}, {5, 2}}};
  for (const auto& [a, b] : table) {
    for (const Algebra algebra : all_algebras) {
      expect_like_oracle(Way::checked, algebra, make_batch_inputs<TypeParam>(algebra, a, b, 1));
    }
  }
}

TYPED_TEST(SemiringCuda, TiledKernelTakesShapesThatTile) {
  SKIP_WITHOUT_DEVICE();
  // The last has more tiles of 128 x 128 than any device has multiprocessors.
  const std::pair<Extents, Extents> table[] = {{{64, 16}, {16, 64}},
                                               {{2, 64, 48}, {48, 192}},
                                               {{128, 512}, {512, 256}},
                                               {{300, 128, 16}, {16, 128}}};
  for (const auto& [a, b] : table) {
    for (const Algebra algebra : all_algebras) {
      expect_like_oracle(Way::tiled, algebra, make_batch_inputs<TypeParam>(algebra, a, b, 2));
    }
  }
}

TYPED_TEST(SemiringCuda, InfinitiesAreAsTheOracleHasThem) {
  SKIP_WITHOUT_DEVICE();
  constexpr TypeParam infinity = std::numeric_limits<TypeParam>::infinity();
  for (const Algebra algebra : {Algebra::log, Algebra::max_plus}) {
    auto inputs = make_batch_inputs<TypeParam>(algebra, {64, 32}, {32, 64}, 3);
    for (std::size_t p = 0; p < 32; ++p) inputs.a.values[5 * 32 + p] = -infinity;
    inputs.a.values[6 * 32 + 9] = -infinity;
    inputs.a.values[7 * 32] = infinity;
    expect_like_oracle(Way::tiled, algebra, inputs);
    expect_like_oracle(Way::checked, algebra, inputs);
  }
}

TEST(SemiringCudaShape, WhatDoesNotTileIsRefusedBeforeALaunch) {
  using semiring_matmul::cuda::is_tileable;
  EXPECT_TRUE(is_tileable(512, 512, 512));
  EXPECT_TRUE(is_tileable(64, 16, 192));
  EXPECT_FALSE(is_tileable(17, 19, 23));
  EXPECT_FALSE(is_tileable(64, 24, 64));
  EXPECT_FALSE(is_tileable(32, 16, 64));
  // Without elements no device memory is asked for, so that this holds on every machine.
  const DeviceArray<float> nothing(0);
  DeviceArray<float> c(0);
  const auto refused = [&](const Extents& a, const Extents& b) {
    const BatchPlan plan = semiring_matmul::plan_batch(a, b);
    return semiring_matmul::cuda::matmul_tiled(Algebra::real, plan, nothing, nothing, c);
  };
  EXPECT_EQ(refused({0, 0}, {0, 17}), Fault::does_not_tile);
  EXPECT_EQ(refused({4, 3}, {3, 4}), Fault::elements_missing);
  EXPECT_EQ(refused({4, 3}, {4, 4}), Fault::inner_extents_differ);
  EXPECT_EQ(refused({4}, {4, 4}), Fault::too_few_dimensions);
}

}  // namespace
