/// Adds the CUDA kernel to the implementations of the absorption.
#include <detector_absorption/cuda_kernel.hpp>

#include "kernels/absorption_implementations.hpp"

namespace absorption_tests {
namespace {

template <class T>
Fault run_cuda(const Absorption& absorption, const std::vector<T>& in, std::vector<T>& out) {
  auto planned = detector_absorption::make_plan<T>(absorption);
  if (planned.fault != Fault::none) return planned.fault;
  const detector_absorption::CudaPlan<T> plan(std::move(planned.plan));
  const kernels::cuda::DeviceArray<T> device_in(in);
  kernels::cuda::DeviceArray<T> device_out(out);
  const Fault fault = detector_absorption::cuda_absorb<T>(plan, device_in, device_out);
  kernels::cuda::synchronize();
  out = device_out.to_host();
  return fault;
}

[[maybe_unused]] const bool registered = [] {
  implementations<float>().push_back({"cuda", run_cuda<float>, kernels::cuda::why_no_device});
  implementations<double>().push_back({"cuda", run_cuda<double>, kernels::cuda::why_no_device});
  return true;
}();

}  // namespace
}  // namespace absorption_tests
