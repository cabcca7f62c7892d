/// The batch with Kokkos: one call for every policy, scalar and backend.
/// Decides: what lies in device memory, and that a grid is prepared once, outside of what is timed.
/// Refuses to know: who initialised Kokkos, who measures.
#pragma once

#include <Kokkos_Core.hpp>
#include <tricubic/batch.hpp>
#include <tricubic/cell_table.hpp>
#include <tricubic/run_state.hpp>

namespace tricubic {

/// An array in the memory of Kokkos' default execution space.
template <class T>
using DeviceArray = Kokkos::View<T*, Kokkos::DefaultExecutionSpace::memory_space>;

/// Where a CPU computes: with cells in a table. A GPU reads the grid itself.
inline constexpr bool runs_on_host =
    Kokkos::SpaceAccessibility<Kokkos::HostSpace,
                               Kokkos::DefaultExecutionSpace::memory_space>::accessible;

/// A grid in device memory, ready for batches.
template <class T>
struct DeviceGrid {
  Range range[axes];
  DeviceArray<T> values;
  DeviceArray<T> cells;  ///< cell_table(); empty on a GPU and for grids that are too large
};

template <class T>
struct DeviceQueries {
  DeviceArray<T> x[axes];
};

/// For Output::value the slopes are empty.
template <class T>
struct DeviceResults {
  DeviceArray<T> value;
  DeviceArray<T> slope[axes];
};

/// Interpolates `queries` into `results`, for float and double. Whether queries are out of range is
/// known when this returns; the results are complete after a fence.
///
/// Not exact at grid points where a table of cells is used: off by up to 23 units of the largest of
/// the 64 neighbours, as anywhere in the cell. A small value beside large ones loses its digits;
/// plain_loop, CUDA and a grid without table return the grid's own bits there.
template <class T>
[[nodiscard]] Report kokkos_tricubic(RunState& run, Output output, const DeviceGrid<T>& grid,
                                     const DeviceQueries<T>& queries,
                                     const DeviceResults<T>& results);

/// A copy in device memory.
template <class T>
DeviceArray<T> to_device(const std::vector<T>& values) {
  DeviceArray<T> copy(Kokkos::view_alloc(Kokkos::WithoutInitializing, "values"), values.size());
  const Kokkos::View<const T*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged> host(values.data(),
                                                                                values.size());
  Kokkos::deep_copy(copy, host);
  return copy;
}

/// A copy in host memory; waits for the device.
template <class T>
std::vector<T> to_host(const DeviceArray<T>& values) {
  std::vector<T> copy(values.extent(0));
  const Kokkos::View<T*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged> host(copy.data(), copy.size());
  Kokkos::deep_copy(host, values);
  return copy;
}

/// `table_limit`: bytes that the table of cells may take.
template <class T>
DeviceGrid<T> to_device(const Grid<T>& grid, std::size_t table_limit = largest_table_bytes) {
  const std::vector<T> cells = runs_on_host ? cell_table(grid, table_limit) : std::vector<T>();
  return {{grid.range[0], grid.range[1], grid.range[2]}, to_device(grid.values), to_device(cells)};
}

template <class T>
DeviceQueries<T> to_device(const Queries<T>& queries) {
  return {{to_device(queries.x[0]), to_device(queries.x[1]), to_device(queries.x[2])}};
}

template <class T>
DeviceResults<T> to_device(const Results<T>& results) {
  return {to_device(results.value),
          {to_device(results.slope[0]), to_device(results.slope[1]), to_device(results.slope[2])}};
}

template <class T>
Results<T> to_host(const DeviceResults<T>& results) {
  Results<T> copy;
  copy.value = to_host(results.value);
  for (int axis = 0; axis < axes; ++axis) copy.slope[axis] = to_host(results.slope[axis]);
  return copy;
}

}  // namespace tricubic
