/// Two kernels, W h_j for each node and then the reduction over each row: see the header.
#include <ell_aggregation/cuda_kernel.hpp>

namespace ell_aggregation {
namespace {

constexpr int tile_outputs = 64;  ///< threadIdx.x: a warp reads and writes along a row
constexpr int thread_rows = 4;    ///< threadIdx.y
constexpr int rows_a_thread = 8;  ///< of the product
constexpr int tile_rows = thread_rows * rows_a_thread;
constexpr int chunk = 32;  ///< of the inner extent, in shared memory

unsigned blocks_of(std::size_t count, std::size_t a_block) {
  return static_cast<unsigned>((count + a_block - 1) / a_block);
}

/// What both kernels read. Extents are in elements.
template <class T>
struct Job {
  Shapes shapes;
  const T* values;
  const std::int32_t* indices;
  const T* features;
  const T* weights;
  const T* attributes;
  T* transformed;
  T* out;
};

/// transformed = features * (first d_in columns of W) turned round: a tile of 32 nodes by 64
/// outputs a block, eight nodes a thread. Chunks of both factors come through shared memory, read
/// along their rows; W's chunk is stored turned round, one column apart against bank conflicts.
template <class T>
__global__ void transform(Job<T> job) {
  __shared__ T nodes[tile_rows][chunk];
  __shared__ T weights[chunk][tile_outputs + 1];
  const std::size_t depth = job.shapes.features;
  const std::size_t first_node = std::size_t{blockIdx.x} * tile_rows;
  const std::size_t first_output = std::size_t{blockIdx.y} * tile_outputs;
  const int thread = threadIdx.y * tile_outputs + threadIdx.x;
  const int step = tile_outputs * thread_rows / chunk;
  const int column = thread % chunk;
  T sums[rows_a_thread] = {};
  for (std::size_t start = 0; start < depth; start += chunk) {
    const bool inside = start + column < depth;
    __syncthreads();  // the chunk before has been used
    for (int row = thread / chunk; row < tile_rows; row += step) {
      const std::size_t node = first_node + row;
      const bool is_node = inside && node < job.shapes.columns;
      nodes[row][column] = is_node ? job.features[node * depth + start + column] : T(0);
    }
    for (int row = thread / chunk; row < tile_outputs; row += step) {
      const std::size_t output = first_output + row;
      const bool is_output = inside && output < job.shapes.outputs;
      weights[column][row] =
          is_output ? job.weights[output * job.shapes.weight_columns + start + column] : T(0);
    }
    __syncthreads();
    const int end = depth - start < chunk ? static_cast<int>(depth - start) : chunk;
    for (int c = 0; c < end; ++c) {
      const T w = weights[c][threadIdx.x];
      for (int r = 0; r < rows_a_thread; ++r) {
        sums[r] += nodes[threadIdx.y * rows_a_thread + r][c] * w;
      }
    }
  }
  const std::size_t output = first_output + threadIdx.x;
  for (int r = 0; r < rows_a_thread; ++r) {
    const std::size_t node = first_node + threadIdx.y * rows_a_thread + r;
    if (node < job.shapes.columns && output < job.shapes.outputs) {
      job.transformed[node * job.shapes.outputs + output] = sums[r];
    }
  }
}

/// One output a thread. All threads of a warp read the same slot, and one gathered row together.
template <class A, class T>
__global__ void reduce(Job<T> job) {
  const Shapes& shapes = job.shapes;
  const std::size_t row = std::size_t{blockIdx.x} * thread_rows + threadIdx.y;
  const std::size_t output = std::size_t{blockIdx.y} * tile_outputs + threadIdx.x;
  if (row >= shapes.rows || output >= shapes.outputs) return;
  const T* w = job.weights + output * shapes.weight_columns + shapes.features;
  T total = A::template identity<T>();
  for (std::size_t slot = row * shapes.slots; slot < (row + 1) * shapes.slots; ++slot) {
    const T value = job.values[slot];
    if (value == A::template identity<T>()) continue;
    const auto node = static_cast<std::size_t>(job.indices[slot]);
    T message = job.transformed[node * shapes.outputs + output];
    for (std::size_t q = 0; q < shapes.attributes; ++q) {
      message += w[q] * job.attributes[slot * shapes.attributes + q];
    }
    total = A::combine(total, value * message);
  }
  job.out[row * shapes.outputs + output] = total;
}

template <class T>
void launch(Reduction reduction, const Job<T>& job) {
  const Shapes& shapes = job.shapes;
  const dim3 threads(tile_outputs, thread_rows);
  const unsigned across = blocks_of(shapes.outputs, tile_outputs);
  if (shapes.columns > 0) {
    transform<<<dim3(blocks_of(shapes.columns, tile_rows), across), threads>>>(job);
    kernels::cuda::check_launch();
  }
  const dim3 blocks(blocks_of(shapes.rows, thread_rows), across);
  with_reduction(reduction, [&]<class A>(A) { reduce<A, T><<<blocks, threads>>>(job); });
  kernels::cuda::check_launch();
}

}  // namespace

template <class T>
Fault cuda_aggregate(Reduction reduction, CudaInputs<T>& inputs,
                     kernels::cuda::DeviceArray<T>& out) {
  if (inputs.attributes_fault != Fault::none) return inputs.attributes_fault;
  const Shapes& shapes = inputs.shapes;
  const bool whole = out.size() == shapes.rows * shapes.outputs;
  const Fault fault =
      shapes_fit(reduction, shapes, shapes.rows, whole ? shapes.outputs : shapes.outputs + 1);
  if (fault != Fault::none || out.size() == 0) return fault;
  launch<T>(reduction, {shapes, inputs.values.data(), inputs.indices.data(), inputs.features.data(),
                        inputs.weights.data(), inputs.attributes.data(), inputs.transformed.data(),
                        out.data()});
  return Fault::none;
}

template Fault cuda_aggregate(Reduction, CudaInputs<float>&, kernels::cuda::DeviceArray<float>&);
template Fault cuda_aggregate(Reduction, CudaInputs<double>&, kernels::cuda::DeviceArray<double>&);

}  // namespace ell_aggregation
