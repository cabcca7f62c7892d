/// Adds the CUDA kernel to the implementations where there is a device to run it.
#include <algorithm>

#include <common/cuda_device.hpp>
#include <gtest/gtest.h>
#include <tricubic/cuda_kernel.hpp>

#include "kernels/tricubic_implementations.hpp"

namespace tricubic_tests {
namespace {

template <class T>
Report run_cuda(RunState& run, Output output, const Grid<T>& grid, const Queries<T>& queries,
                Results<T>& results) {
  const Fault fault = tricubic::sizes_fit(grid, output, queries, results);
  if (fault != Fault::none) return {fault};
  tricubic::CudaBatch<T> batch(output, grid, queries);
  batch.poison();
  const Report report = batch.interpolate(run);
  results = batch.to_host();
  return report;
}

[[maybe_unused]] const bool registered = [] {
  if (!kernels::cuda::why_no_device().empty()) return false;
  implementations<float>().push_back({"cuda", run_cuda<float>});
  implementations<double>().push_back({"cuda", run_cuda<double>});
  return true;
}();

TEST(TricubicCuda, IsAmongTheTestedImplementations) {
  const std::string reason = kernels::cuda::why_no_device();
  if (!reason.empty()) GTEST_SKIP() << "no CUDA device: " << reason;
  const auto& list = implementations<float>();
  EXPECT_TRUE(std::any_of(list.begin(), list.end(), [](const auto& implementation) {
    return implementation.name == "cuda";
  }));
}

TEST(TricubicCuda, RefusesWhatDoesNotFit) {
  const std::string reason = kernels::cuda::why_no_device();
  if (!reason.empty()) GTEST_SKIP() << "no CUDA device: " << reason;
  Grid<float> grid({0, 3}, {0, 3}, {0, 3});
  grid.values.pop_back();
  RunState run{Settings{}};
  tricubic::CudaBatch<float> batch(Output::value, grid, queries_at<float>({{1, 1, 1}}));
  EXPECT_EQ(batch.interpolate(run).fault, Fault::values_do_not_fit);
}

}  // namespace
}  // namespace tricubic_tests
