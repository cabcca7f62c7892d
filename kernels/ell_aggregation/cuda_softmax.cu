/// Half a warp a row, a slot a thread: see the header.
#include <algorithm>

#include <ell_aggregation/cuda_softmax.hpp>

namespace ell_aggregation {
namespace {

constexpr int group = 16;  ///< threads of a row: neighbours read neighbouring slots
constexpr int rows_a_block = 16;

/// A::combine over the threads of a row; all of them get it.
template <class A, class T>
__device__ T folded(T value) {
  for (int distance = group / 2; distance > 0; distance /= 2) {
    value = A::combine(value, __shfl_xor_sync(0xffffffffU, value, distance, group));
  }
  return value;
}

template <class T>
__global__ void softmax(const T* scores, std::size_t rows, std::size_t slots, T* weights) {
  const std::size_t row = std::size_t{blockIdx.x} * rows_a_block + threadIdx.y;
  const bool is_row = row < rows;  // nobody leaves: all threads of a warp exchange values
  const T* from = scores + (is_row ? row : 0) * slots;
  T* to = weights + row * slots;
  const std::size_t end = is_row ? slots : 0;
  T largest = -infinity<T>;
  for (std::size_t p = threadIdx.x; p < end; p += group) largest = Max::combine(largest, from[p]);
  largest = folded<Max>(largest);
  T total = 0;
  for (std::size_t p = threadIdx.x; p < end; p += group) {
    const T made = from[p] == -infinity<T> ? T(0) : exp(from[p] - largest);
    to[p] = made;
    total += made;
  }
  total = folded<Sum>(total);
  if (total == T(0)) return;  // nothing but padding
  for (std::size_t p = threadIdx.x; p < end; p += group) {
    if (from[p] != -infinity<T>) to[p] /= total;  // padding stays 0 where the total is NaN
  }
}

}  // namespace

template <class T>
Fault cuda_softmax(Reduction padded_for, std::size_t rows,
                   const kernels::cuda::DeviceArray<T>& scores,
                   kernels::cuda::DeviceArray<T>& weights) {
  const std::size_t slots = rows == 0 ? 0 : scores.size() / rows;
  const bool whole = scores.size() == rows * slots && weights.size() == scores.size();
  const Fault fault = softmax_fits(padded_for, rows, slots, rows, whole ? slots : slots + 1);
  if (fault != Fault::none || weights.size() == 0) return fault;
  const auto blocks = static_cast<unsigned>((rows + rows_a_block - 1) / rows_a_block);
  softmax<<<blocks, dim3(group, rows_a_block)>>>(scores.data(), rows, slots, weights.data());
  kernels::cuda::check_launch();
  return Fault::none;
}

template Fault cuda_softmax(Reduction, std::size_t, const kernels::cuda::DeviceArray<float>&,
                            kernels::cuda::DeviceArray<float>&);
template Fault cuda_softmax(Reduction, std::size_t, const kernels::cuda::DeviceArray<double>&,
                            kernels::cuda::DeviceArray<double>&);

}  // namespace ell_aggregation
