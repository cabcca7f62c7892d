/// Adds the CUDA aggregation to the implementations where there is a device.
#include <ell_aggregation/cuda_kernel.hpp>
#include <ell_aggregation/cuda_softmax.hpp>
#include <gtest/gtest.h>

#include "kernels/ell_implementations.hpp"
#include "kernels/ell_softmaxes.hpp"

namespace ell_tests {
namespace {

template <class T>
Fault run_cuda(Reduction reduction, const Inputs<T>& inputs, Matrix<T>& out) {
  ell_aggregation::CudaInputs<T> on_device(inputs);
  kernels::cuda::DeviceArray<T> result(out.values);
  const Fault fault = ell_aggregation::cuda_aggregate<T>(reduction, on_device, result);
  kernels::cuda::synchronize();
  out.values = result.to_host();
  return fault;
}

template <class T>
Fault run_softmax(const Ell<T>& scores, Matrix<T>& weights) {
  const kernels::cuda::DeviceArray<T> in(scores.values().values);
  kernels::cuda::DeviceArray<T> out(weights.values);
  const Fault fault = ell_aggregation::cuda_softmax<T>(scores.padded_for(), scores.rows(), in, out);
  kernels::cuda::synchronize();
  weights.values = out.to_host();
  return fault;
}

[[maybe_unused]] const bool registered = [] {
  if (!kernels::cuda::why_no_device().empty()) return false;
  implementations<float>().push_back({"cuda", run_cuda<float>});
  implementations<double>().push_back({"cuda", run_cuda<double>});
  softmaxes<float>().push_back({"cuda", run_softmax<float>});
  softmaxes<double>().push_back({"cuda", run_softmax<double>});
  return true;
}();

TEST(EllCuda, IsAmongTheTestedImplementations) {
  const std::string reason = kernels::cuda::why_no_device();
  if (!reason.empty()) GTEST_SKIP() << reason;
  EXPECT_TRUE(registered);
  EXPECT_EQ(implementations<float>().back().name, "cuda");
}

}  // namespace
}  // namespace ell_tests
