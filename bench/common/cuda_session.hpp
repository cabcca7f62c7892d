/// What every native cuda provider does before it measures.
/// Decides: that a machine without a device gives a `skipped` row with CUDA's own reason, and that
/// both sides of a sample wait for the device. Refuses to know: which kernel follows.
#pragma once

#include <string>

#include <common/cuda_device.hpp>

#include <tidegate/measure/benchmark.hpp>

namespace bench {

/// False when there is no device: the row is skipped then, and nothing of CUDA may be called.
inline bool cuda_ready(tidegate::State& state) {
  const std::string reason = kernels::cuda::why_no_device();
  if (!reason.empty()) {
    state.skip("no CUDA device: " + reason);
    return false;
  }
  state.fence_with([] { kernels::cuda::synchronize(); });
  return true;
}

}  // namespace bench
