/// A row a work item on a CPU, a pixel a thread on a GPU: see the header.
#include <detector_absorption/kokkos_kernel.hpp>
#include <detector_absorption/lane_row.hpp>
#include <detector_absorption/pixel.hpp>

namespace detector_absorption {
namespace {

template <class T>
struct RowTask {
  Job<T> job;

  void operator()(const std::size_t row) const { absorb_row(job, row); }
};

template <class T>
struct PixelTask {
  Job<T> job;

  KERNEL_FUNCTION void operator()(const std::size_t pixel) const {
    absorb_pixel(job, pixel / job.grid.columns, pixel % job.grid.columns);
  }
};

template <class T>
void launch(const Job<T>& job) {
  using Space = Kokkos::DefaultExecutionSpace;
  using Range = Kokkos::RangePolicy<Space, Kokkos::IndexType<std::size_t>>;
  if constexpr (Kokkos::SpaceAccessibility<Kokkos::HostSpace, Space::memory_space>::accessible) {
    Kokkos::parallel_for("detector_absorption", Range(0, job.grid.rows), RowTask<T>{job});
  } else {
    Kokkos::parallel_for("detector_absorption", Range(0, job.grid.rows * job.grid.columns),
                         PixelTask<T>{job});
  }
}

}  // namespace

template <class T>
Fault kokkos_absorb(const KokkosPlan<T>& plan, const DeviceValues<const T>& intensities,
                    const DeviceValues<T>& out) {
  const Fault fault = sizes_fit(plan.plan, intensities.extent(0), out.extent(0));
  if (fault != Fault::none || out.extent(0) == 0) return fault;
  launch(
      job_of(plan.plan, plan.terms.data(), intensities.data(), intensities.extent(0), out.data()));
  return Fault::none;
}

template Fault kokkos_absorb(const KokkosPlan<float>&, const DeviceValues<const float>&,
                             const DeviceValues<float>&);
template Fault kokkos_absorb(const KokkosPlan<double>&, const DeviceValues<const double>&,
                             const DeviceValues<double>&);

}  // namespace detector_absorption
