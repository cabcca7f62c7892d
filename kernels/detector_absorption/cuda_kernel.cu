/// A pixel a thread; neighbouring threads have neighbouring pixels: see the header.
#include <algorithm>

#include <detector_absorption/cuda_kernel.hpp>
#include <detector_absorption/pixel.hpp>

namespace detector_absorption {
namespace {

constexpr int threads_x = 32;  // along a row: a warp reads one line of an image
constexpr int threads_y = 8;
constexpr int chunk = threads_x * threads_y;

/// All threads of a block need the same term at the same time. It comes from shared memory, a
/// chunk of terms at a time, one loaded by each thread.
template <class T>
__global__ void absorb(Job<T> job) {
  __shared__ Term<T> terms[chunk];
  const int thread = threadIdx.y * threads_x + threadIdx.x;
  const std::size_t column = std::size_t{blockIdx.x} * threads_x + threadIdx.x;
  const std::size_t row_step = std::size_t{gridDim.y} * threads_y;
  for (std::size_t top = std::size_t{blockIdx.y} * threads_y; top < job.grid.rows;
       top += row_step) {
    const std::size_t row = top + threadIdx.y;
    const bool inside = row < job.grid.rows && column < job.grid.columns;
    const std::size_t pixel = row * job.grid.columns + column;
    const T u = job.grid.first_u + static_cast<T>(column) * job.grid.pixel;
    const T v = job.grid.first_v + static_cast<T>(row) * job.grid.pixel;
    const T beside = u * u + v * v;
    T sum = 0;
    for (std::size_t first = 0; first < job.count; first += chunk) {
      const int count = static_cast<int>(job.count - first < chunk ? job.count - first : chunk);
      __syncthreads();  // the chunk before has been used
      if (thread < count) terms[thread] = job.terms[first + thread];
      __syncthreads();
      if (!inside) continue;
      for (int t = 0; t < count; ++t) {
        const T part = captured_by(terms[t], beside);
        sum += job.stride == 0 ? part : part * job.intensities[pixel + (first + t) * job.stride];
      }
    }
    if (inside) job.out[pixel] = job.stride == 0 ? sum * job.intensities[pixel] : sum;
  }
}

}  // namespace

template <class T>
Fault cuda_absorb(const CudaPlan<T>& plan, const kernels::cuda::DeviceArray<T>& intensities,
                  kernels::cuda::DeviceArray<T>& out) {
  const Fault fault = sizes_fit(plan.plan, intensities.size(), out.size());
  if (fault != Fault::none || out.size() == 0) return fault;
  const Grid<T>& grid = plan.plan.grid;
  constexpr std::size_t most_blocks_y = 65535;
  const dim3 blocks(
      static_cast<unsigned>((grid.columns + threads_x - 1) / threads_x),
      static_cast<unsigned>(std::min((grid.rows + threads_y - 1) / threads_y, most_blocks_y)));
  absorb<<<blocks, dim3(threads_x, threads_y)>>>(
      job_of(plan.plan, plan.terms.data(), intensities.data(), intensities.size(), out.data()));
  kernels::cuda::check_launch();
  return Fault::none;
}

template Fault cuda_absorb(const CudaPlan<float>&, const kernels::cuda::DeviceArray<float>&,
                           kernels::cuda::DeviceArray<float>&);
template Fault cuda_absorb(const CudaPlan<double>&, const kernels::cuda::DeviceArray<double>&,
                           kernels::cuda::DeviceArray<double>&);

}  // namespace detector_absorption
