/// The bodies of kokkos_tricubic, included only by the files that instantiate it.
/// Decides: which engine runs: blocks of queries on a CPU, a query a thread on a GPU.
/// Refuses to know: the arithmetic of either.
#pragma once

#include <tricubic/kokkos_kernel.hpp>
#include <tricubic/point.hpp>
// nvcc hands the vectors' shuffles on in a form that g++ refuses; a GPU has no use for them.
#if !defined(__CUDACC__)
#include <tricubic/host_engine.hpp>
#endif

namespace tricubic {

/// Query i on a GPU, as treated; or whether it is out of range.
template <Output output, class T>
struct TreatQuery {
  Job<T> job;
  Treatment treatment;

  KERNEL_FUNCTION void operator()(const std::size_t i, std::uint64_t& out_of_range) const {
    if (!treat_query<output>(job, treatment, i)) ++out_of_range;
  }
};

template <class T>
struct CountQuery {
  Job<T> job;

  KERNEL_FUNCTION void operator()(const std::size_t i, std::uint64_t& out_of_range) const {
    if (!accepts_query(job, i)) ++out_of_range;
  }
};

template <Output output, class T>
struct DeviceEngine {
  using Space = Kokkos::DefaultExecutionSpace;
  using Policy = Kokkos::RangePolicy<Space, Kokkos::IndexType<std::size_t>>;

  Job<T> job;

  std::uint64_t count() const {
    std::uint64_t out_of_range = 0;
    Kokkos::parallel_reduce("tricubic count", Policy(0, job.queries.count), CountQuery<T>{job},
                            out_of_range);
    return out_of_range;
  }

  std::uint64_t apply(Treatment treatment, bool /*is_known*/) const {
    std::uint64_t out_of_range = 0;
    Kokkos::parallel_reduce("tricubic", Policy(0, job.queries.count),
                            TreatQuery<output, T>{job, treatment}, out_of_range);
    return out_of_range;
  }
};

template <class T>
Fault device_sizes_fit(Output output, const DeviceGrid<T>& grid, const DeviceQueries<T>& queries,
                       const DeviceResults<T>& results) {
  return sizes_fit(
      grid.range, output,
      {grid.values.extent(0),
       {queries.x[0].extent(0), queries.x[1].extent(0), queries.x[2].extent(0)},
       results.value.extent(0),
       {results.slope[0].extent(0), results.slope[1].extent(0), results.slope[2].extent(0)}});
}

template <class T>
Job<T> device_job(const RunState& run, const DeviceGrid<T>& grid, const DeviceQueries<T>& queries,
                  const DeviceResults<T>& results) {
  const bool has_table = grid.values.extent(0) != 0;
  return {{has_table ? grid.values.data() : nullptr, {grid.range[0], grid.range[1], grid.range[2]}},
          window_of<T>(grid.range, run.settings().acceptance),
          static_cast<T>(run.settings().default_value),
          {{queries.x[0].data(), queries.x[1].data(), queries.x[2].data()}, queries.x[0].extent(0)},
          {results.value.data(),
           {results.slope[0].data(), results.slope[1].data(), results.slope[2].data()}}};
}

template <class T>
Report kokkos_tricubic(RunState& run, Output output, const DeviceGrid<T>& grid,
                       const DeviceQueries<T>& queries, const DeviceResults<T>& results) {
  const Fault fault = device_sizes_fit(output, grid, queries, results);
  if (fault != Fault::none) return {fault};
  const Job<T> job = device_job(run, grid, queries, results);
  return with_output(output, [&]<Output asked>() {
#if defined(__CUDACC__)
    return walk(run, job.grid.data != nullptr, DeviceEngine<asked, T>{job});
#else
    const T* cells = grid.cells.extent(0) == 0 ? nullptr : grid.cells.data();
    return walk(run, job.grid.data != nullptr, HostEngine<asked, T>{job, cells});
#endif
  });
}

}  // namespace tricubic
