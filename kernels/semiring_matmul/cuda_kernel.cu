/// The CUDA kernels: see the header.
/// Decides: tiles, the way through shared memory, which tile a shape gets. Refuses to know: the
/// algebras' arithmetic (cuda_accumulator.hpp), device memory (common/cuda_device.hpp).
///
/// The tiled kernel: a block of 16 x 16 threads makes a tile of C, each thread side x side outputs
/// in registers, in groups of one 16-byte vector, so that a warp reads shared memory without
/// conflicts. While a chunk is summed the next one is already on its way from global memory.
#include <cuda_runtime_api.h>
#include <semiring_matmul/cuda_accumulator.hpp>
#include <semiring_matmul/cuda_kernel.hpp>

namespace semiring_matmul::cuda {
namespace {

using kernels::cuda::DeviceArray;

constexpr int threads_across = 16;
constexpr int threads = threads_across * threads_across;

/// Pointers and extents of a plan, as a kernel is given them.
template <class T>
struct Products {
  const T* a;
  const T* b;
  T* c;
  BatchMap map;
  std::size_t rows;
  std::size_t depth;
  std::size_t columns;
};

/// 16 bytes that move at once.
template <class T>
struct alignas(16) Vector {
  static constexpr int size = 16 / sizeof(T);
  T at[size];
};

/// Extents of a tile whose threads make side x side outputs each.
template <class T, int side>
struct TileShape {
  static constexpr int width = Vector<T>::size;
  static constexpr int extent = threads_across * side;  // rows and columns
  static constexpr int depth = 16;
  static constexpr int loads = extent * depth / threads / width;  // vectors a thread and matrix
  static_assert(side % width == 0 && loads * threads * width == extent * depth);
};

/// A chunk of A, turned, and of B in shared memory. The width more keeps rows 16-byte aligned and
/// spreads the turned elements over the banks.
template <class T, int side>
struct Chunks {
  using Shape = TileShape<T, side>;
  alignas(16) T a[Shape::depth][Shape::extent + Shape::width];
  alignas(16) T b[Shape::depth][Shape::extent];
};

/// What one thread moves of each chunk.
template <class T, int side>
struct Cargo {
  using Shape = TileShape<T, side>;
  Vector<T> a[Shape::loads];
  Vector<T> b[Shape::loads];

  /// From the tile's first rows and columns, advanced to the chunk. All extents are multiples of
  /// 16 elements and cudaMalloc's memory is aligned, so that every vector is.
  __device__ void load(const T* a_from, std::size_t a_stride, const T* b_from,
                       std::size_t b_stride) {
    for (int l = 0; l < Shape::loads; ++l) {
      const int vector = l * threads + static_cast<int>(threadIdx.x);
      constexpr int in_a = Shape::depth / Shape::width;
      constexpr int in_b = Shape::extent / Shape::width;
      a[l] = *reinterpret_cast<const Vector<T>*>(a_from + vector / in_a * a_stride +
                                                 vector % in_a * Shape::width);
      b[l] = *reinterpret_cast<const Vector<T>*>(b_from + vector / in_b * b_stride +
                                                 vector % in_b * Shape::width);
    }
  }

  __device__ void store(Chunks<T, side>& chunks) const {
    for (int l = 0; l < Shape::loads; ++l) {
      const int vector = l * threads + static_cast<int>(threadIdx.x);
      constexpr int in_a = Shape::depth / Shape::width;
      constexpr int in_b = Shape::extent / Shape::width;
      for (int v = 0; v < Shape::width; ++v) {
        chunks.a[vector % in_a * Shape::width + v][vector / in_a] = a[l].at[v];
      }
      *reinterpret_cast<Vector<T>*>(&chunks.b[vector / in_b][vector % in_b * Shape::width]) = b[l];
    }
  }
};

/// Where output `i` of a thread stands along one side of the tile: groups of one vector each.
template <class T>
__device__ int output_place(int thread, int i) {
  constexpr int width = Vector<T>::size;
  return i / width * threads_across * width + thread * width + i % width;
}

template <class T, int side>
__device__ void read_side(const T* line, int thread, T (&values)[side]) {
  constexpr int width = Vector<T>::size;
  for (int i = 0; i < side; i += width) {
    const auto vector = *reinterpret_cast<const Vector<T>*>(line + output_place<T>(thread, i));
    for (int v = 0; v < width; ++v) values[i + v] = vector.at[v];
  }
}

template <class A, class T, int side>
__device__ void add_chunk(const Chunks<T, side>& chunks, int thread_row, int thread_column,
                          Output<A, T> (&outputs)[side][side]) {
#pragma unroll
  for (int p = 0; p < TileShape<T, side>::depth; ++p) {
    T x[side];
    T y[side];
    read_side<T, side>(chunks.a[p], thread_row, x);
    read_side<T, side>(chunks.b[p], thread_column, y);
#pragma unroll
    for (int i = 0; i < side; ++i) {
#pragma unroll
      for (int j = 0; j < side; ++j) outputs[i][j].add(x[i], y[j]);
    }
  }
}

template <class T, int side, class A>
__device__ void store_outputs(T* c, std::size_t stride, int thread_row, int thread_column,
                              const Output<A, T> (&outputs)[side][side]) {
  constexpr int width = Vector<T>::size;
  for (int i = 0; i < side; ++i) {
    T* line = c + output_place<T>(thread_row, i) * stride;
    for (int j = 0; j < side; j += width) {
      Vector<T> values;
      for (int v = 0; v < width; ++v) values.at[v] = outputs[i][j + v].value();
      *reinterpret_cast<Vector<T>*>(line + output_place<T>(thread_column, j)) = values;
    }
  }
}

/// The extents are multiples of the tile's.
template <class A, class T, int side>
__global__ void __launch_bounds__(threads) tiled_kernel(Products<T> products) {
  using Shape = TileShape<T, side>;
  const std::size_t across = products.columns / Shape::extent;
  const std::size_t down = products.rows / Shape::extent;
  const std::size_t matrix = blockIdx.x / (across * down);
  const std::size_t place = blockIdx.x % (across * down);
  const std::size_t first_row = place / across * Shape::extent;
  const std::size_t first_column = place % across * Shape::extent;
  const T* a =
      products.a + (products.map.a_matrix(matrix) * products.rows + first_row) * products.depth;
  const T* b =
      products.b + products.map.b_matrix(matrix) * products.depth * products.columns + first_column;
  const int thread_row = static_cast<int>(threadIdx.x) / threads_across;
  const int thread_column = static_cast<int>(threadIdx.x) % threads_across;

  __shared__ Chunks<T, side> chunks;
  Output<A, T> outputs[side][side];
  Cargo<T, side> cargo;
  if (products.depth != 0) cargo.load(a, products.depth, b, products.columns);
  for (std::size_t start = 0; start < products.depth; start += Shape::depth) {
    cargo.store(chunks);
    __syncthreads();
    const std::size_t next = start + Shape::depth;
    if (next < products.depth) {
      cargo.load(a + next, products.depth, b + next * products.columns, products.columns);
    }
    add_chunk<A, T, side>(chunks, thread_row, thread_column, outputs);
    __syncthreads();
  }
  T* c = products.c + (matrix * products.rows + first_row) * products.columns + first_column;
  store_outputs<T, side, A>(c, products.columns, thread_row, thread_column, outputs);
}

/// One output a thread; chunks of 16 x 16 through shared memory, edges checked while copying.
template <class A, class T>
__global__ void __launch_bounds__(threads) checked_kernel(Products<T> products) {
  constexpr int tile = threads_across;
  const std::size_t across = (products.columns + tile - 1) / tile;
  const std::size_t down = (products.rows + tile - 1) / tile;
  const std::size_t matrix = blockIdx.x / (across * down);
  const std::size_t place = blockIdx.x % (across * down);
  const int thread_row = static_cast<int>(threadIdx.x) / tile;
  const int thread_column = static_cast<int>(threadIdx.x) % tile;
  const std::size_t row = place / across * tile + thread_row;
  const std::size_t column = place % across * tile + thread_column;
  const T* a = products.a + products.map.a_matrix(matrix) * products.rows * products.depth;
  const T* b = products.b + products.map.b_matrix(matrix) * products.depth * products.columns;

  __shared__ T a_chunk[tile][tile];
  __shared__ T b_chunk[tile][tile];
  Output<A, T> output;
  for (std::size_t start = 0; start < products.depth; start += tile) {
    const std::size_t a_column = start + thread_column;
    const std::size_t b_row = start + thread_row;
    const bool in_a = row < products.rows && a_column < products.depth;
    const bool in_b = column < products.columns && b_row < products.depth;
    a_chunk[thread_row][thread_column] = in_a ? a[row * products.depth + a_column] : T(0);
    b_chunk[thread_row][thread_column] = in_b ? b[b_row * products.columns + column] : T(0);
    __syncthreads();
    const int end = products.depth - start < tile ? static_cast<int>(products.depth - start) : tile;
    for (int p = 0; p < end; ++p) output.add(a_chunk[thread_row][p], b_chunk[p][thread_column]);
    __syncthreads();
  }
  if (row < products.rows && column < products.columns) {
    products.c[(matrix * products.rows + row) * products.columns + column] = output.value();
  }
}

template <class T>
Products<T> products_of(const BatchPlan& plan, const DeviceArray<T>& a, const DeviceArray<T>& b,
                        DeviceArray<T>& c) {
  return {a.data(), b.data(), c.data(), plan.map, plan.rows, plan.depth, plan.columns};
}

std::size_t ceiling(std::size_t value, std::size_t by) { return (value + by - 1) / by; }

/// Blocks of a grid; a launch with more than 2^31 - 1 is refused by CUDA, and check_launch() says
/// so.
unsigned grid_size(std::size_t blocks) {
  constexpr std::size_t most = 0xFFFFFFFF;
  return static_cast<unsigned>(blocks < most ? blocks : most);
}

template <class T, int side>
bool divides(const BatchPlan& plan) {
  constexpr std::size_t extent = TileShape<T, side>::extent;
  return plan.rows % extent == 0 && plan.columns % extent == 0;
}

template <class A, class T, int side>
void launch_tiled(const BatchPlan& plan, const Products<T>& products) {
  constexpr std::size_t extent = TileShape<T, side>::extent;
  const std::size_t blocks = plan.c_elements() / (extent * extent);
  tiled_kernel<A, T, side><<<grid_size(blocks), threads>>>(products);
  kernels::cuda::check_launch();
}

/// Multiprocessors of the current device; 1 where CUDA does not say, the launch itself will fail.
std::size_t multiprocessors() {
  int device = 0;
  int count = 1;
  if (cudaGetDevice(&device) != cudaSuccess) return 1;
  cudaDeviceGetAttribute(&count, cudaDevAttrMultiProcessorCount, device);
  return static_cast<std::size_t>(count);
}

/// 8 x 8 outputs a thread reuse each element more often, but outputs of 8 bytes (fp64, and log with
/// its bound and sum) leave no registers for it.
template <class A, class T>
void launch_best_tile(const BatchPlan& plan, const Products<T>& products) {
  if constexpr (sizeof(Output<A, T>) == 4) {
    constexpr std::size_t extent = TileShape<T, 8>::extent;
    if (divides<T, 8>(plan) && plan.c_elements() >= multiprocessors() * extent * extent) {
      launch_tiled<A, T, 8>(plan, products);
      return;
    }
  }
  launch_tiled<A, T, 4>(plan, products);
}

}  // namespace

bool is_tileable(std::size_t m, std::size_t k, std::size_t n) {
  using Smallest = TileShape<float, 4>;
  return m % Smallest::extent == 0 && n % Smallest::extent == 0 && k % Smallest::depth == 0;
}

template <class T>
Fault matmul_tiled(Algebra algebra, const BatchPlan& plan, const DeviceArray<T>& a,
                   const DeviceArray<T>& b, DeviceArray<T>& c) {
  const Fault fault = arrays_fit(plan, a.size(), b.size(), c.size());
  if (fault != Fault::none) return fault;
  if (!is_tileable(plan.rows, plan.depth, plan.columns)) return Fault::does_not_tile;
  if (c.size() == 0) return Fault::none;
  with_algebra(algebra,
               [&]<class A>(A) { launch_best_tile<A, T>(plan, products_of(plan, a, b, c)); });
  return Fault::none;
}

template <class T>
Fault matmul_checked(Algebra algebra, const BatchPlan& plan, const DeviceArray<T>& a,
                     const DeviceArray<T>& b, DeviceArray<T>& c) {
  const Fault fault = arrays_fit(plan, a.size(), b.size(), c.size());
  if (fault != Fault::none || c.size() == 0) return fault;
  const std::size_t blocks =
      plan.map.count * ceiling(plan.rows, threads_across) * ceiling(plan.columns, threads_across);
  with_algebra(algebra, [&]<class A>(A) {
    checked_kernel<A, T><<<grid_size(blocks), threads>>>(products_of(plan, a, b, c));
  });
  kernels::cuda::check_launch();
  return Fault::none;
}

template Fault matmul_tiled(Algebra, const BatchPlan&, const DeviceArray<float>&,
                            const DeviceArray<float>&, DeviceArray<float>&);
template Fault matmul_tiled(Algebra, const BatchPlan&, const DeviceArray<double>&,
                            const DeviceArray<double>&, DeviceArray<double>&);
template Fault matmul_checked(Algebra, const BatchPlan&, const DeviceArray<float>&,
                              const DeviceArray<float>&, DeviceArray<float>&);
template Fault matmul_checked(Algebra, const BatchPlan&, const DeviceArray<double>&,
                              const DeviceArray<double>&, DeviceArray<double>&);

}  // namespace semiring_matmul::cuda
