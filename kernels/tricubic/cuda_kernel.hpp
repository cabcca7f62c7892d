/// The batch written in CUDA, for code that the host's compiler compiles.
/// Decides: what lies on the device before the clock runs. Refuses to know: Kokkos, benchmarks.
#pragma once

#include <common/cuda_device.hpp>
#include <tricubic/batch.hpp>
#include <tricubic/run_state.hpp>

namespace tricubic {

/// A grid, its queries and places for their results on the device.
template <class T>
class CudaBatch {
 public:
  /// Copies to the device. Throws std::runtime_error with CUDA's words when that fails.
  CudaBatch(Output output, const Grid<T>& grid, const Queries<T>& queries);

  /// Interpolates. Whether queries are out of range is known when this returns; the results are
  /// complete after kernels::cuda::synchronize().
  [[nodiscard]] Report interpolate(RunState& run);

  /// Copies of the results; waits for the device.
  Results<T> to_host() const;
  /// Makes the results recognisably wrong, so that an interpolation that never ran is found.
  void poison();

 private:
  using Array = kernels::cuda::DeviceArray<T>;

  Output output_;
  Fault fault_;
  Range range_[axes];
  Array values_;
  Array x_[axes];
  Array value_;
  Array slope_[axes];
  kernels::cuda::DeviceArray<unsigned long long> out_of_range_;
};

}  // namespace tricubic
