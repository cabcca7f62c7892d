/// The batch in CUDA: a query a thread, neighbouring threads on neighbouring queries.
/// Decides: the grid's place: a block's shared memory where it fits, since threads read 64
/// scattered values each; else the caches. Refuses to know: policies (run_state.hpp), who waits.
#include <limits>
#include <stdexcept>

#include <tricubic/cuda_kernel.hpp>
#include <tricubic/point.hpp>

namespace tricubic {
namespace {

constexpr unsigned threads = 256;
constexpr std::size_t shared_bytes = 48 * 1024;  // what every device gives without being asked

unsigned blocks_for(std::size_t count) {
  const std::size_t blocks = (count + threads - 1) / threads;
  if (blocks > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw std::runtime_error("a batch has more queries than one CUDA launch can take");
  }
  return static_cast<unsigned>(blocks);
}

/// Adds a block's queries that are out of range to the total. All threads of a block call it.
__device__ void add_out_of_range(bool is_out, unsigned long long* total) {
  const int number = __syncthreads_count(is_out);
  if (threadIdx.x == 0 && number != 0) atomicAdd(total, static_cast<unsigned long long>(number));
}

template <class T>
__global__ void count_queries(Job<T> job, unsigned long long* out_of_range) {
  const std::size_t i = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  add_out_of_range(i < job.queries.count && !accepts_query(job, i), out_of_range);
}

/// `shared_values`: how many values of the grid fit into shared memory: all or none.
template <Output output, class T>
__global__ void treat_queries(Job<T> job, Treatment treatment, unsigned shared_values,
                              unsigned long long* out_of_range) {
  extern __shared__ __align__(sizeof(double)) unsigned char shared[];
  T* const copy = reinterpret_cast<T*>(shared);
  for (unsigned v = threadIdx.x; v < shared_values; v += blockDim.x) copy[v] = job.grid.data[v];
  if (shared_values != 0) job.grid.data = copy;
  __syncthreads();
  const std::size_t i = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  const bool is_out = i < job.queries.count && !treat_query<output>(job, treatment, i);
  add_out_of_range(is_out, out_of_range);
}

template <Output output, class T>
struct Engine {
  Job<T> job;
  std::size_t values;
  kernels::cuda::DeviceArray<unsigned long long>* out_of_range;

  std::uint64_t count() const {
    if (job.queries.count == 0) return 0;
    out_of_range->assign({0});
    count_queries<<<blocks_for(job.queries.count), threads>>>(job, out_of_range->data());
    kernels::cuda::check_launch();
    return out_of_range->to_host().front();
  }

  std::uint64_t apply(Treatment treatment, bool is_known) const {
    if (job.queries.count == 0) return 0;
    const bool fits = treatment == Treatment::interpolate && values * sizeof(T) <= shared_bytes;
    const std::size_t shared_values = fits ? values : 0;
    if (!is_known) out_of_range->assign({0});
    treat_queries<output><<<blocks_for(job.queries.count), threads, shared_values * sizeof(T)>>>(
        job, treatment, static_cast<unsigned>(shared_values), out_of_range->data());
    kernels::cuda::check_launch();
    // Reading the number waits for the device: only where somebody asks for it.
    return is_known ? 0 : out_of_range->to_host().front();
  }
};

}  // namespace

template <class T>
CudaBatch<T>::CudaBatch(Output output, const Grid<T>& grid, const Queries<T>& queries)
    : output_(output),
      fault_(sizes_fit(grid, output, queries, Results<T>(queries.size(), output))),
      range_{grid.range[0], grid.range[1], grid.range[2]},
      values_(grid.values),
      x_{Array(queries.x[0]), Array(queries.x[1]), Array(queries.x[2])},
      value_(queries.size()),
      slope_{Array(output == Output::gradient ? queries.size() : 0),
             Array(output == Output::gradient ? queries.size() : 0),
             Array(output == Output::gradient ? queries.size() : 0)},
      out_of_range_(1) {}

template <class T>
Report CudaBatch<T>::interpolate(RunState& run) {
  if (fault_ != Fault::none) return {fault_};
  const Job<T> job{{values_.data(), {range_[0], range_[1], range_[2]}},
                   window_of<T>(range_, run.settings().acceptance),
                   static_cast<T>(run.settings().default_value),
                   {{x_[0].data(), x_[1].data(), x_[2].data()}, x_[0].size()},
                   {value_.data(), {slope_[0].data(), slope_[1].data(), slope_[2].data()}}};
  return with_output(output_, [&]<Output asked>() {
    return walk(run, values_.size() != 0, Engine<asked, T>{job, values_.size(), &out_of_range_});
  });
}

template <class T>
Results<T> CudaBatch<T>::to_host() const {
  Results<T> copy;
  copy.value = value_.to_host();
  for (int axis = 0; axis < axes; ++axis) copy.slope[axis] = slope_[axis].to_host();
  return copy;
}

template <class T>
void CudaBatch<T>::poison() {
  const std::vector<T> wrong(value_.size(), std::numeric_limits<T>::quiet_NaN());
  value_.assign(wrong);
  for (Array& axis : slope_) axis.assign(wrong);
}

template class CudaBatch<float>;
template class CudaBatch<double>;

}  // namespace tricubic
