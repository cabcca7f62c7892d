/// The absorption with Kokkos: one call for every reading, scalar and backend.
/// Decides: where it runs (the default execution space of this Kokkos), and that a plan's terms lie
/// there before it is called. Refuses to know: who initialised Kokkos, who measures.
#pragma once

#include <cstddef>
#include <vector>

#include <Kokkos_Core.hpp>
#include <detector_absorption/plan.hpp>

namespace detector_absorption {

/// Values in the memory of Kokkos' default execution space.
template <class T>
using DeviceValues = Kokkos::View<T*, Kokkos::DefaultExecutionSpace::memory_space>;

/// A copy in device memory.
template <class T>
DeviceValues<T> to_device(const std::vector<T>& values) {
  DeviceValues<T> copy(Kokkos::view_alloc(Kokkos::WithoutInitializing, "values"), values.size());
  const Kokkos::View<const T*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged> host(values.data(),
                                                                                values.size());
  Kokkos::deep_copy(copy, host);
  return copy;
}

/// A copy in host memory; waits for the device.
template <class T>
std::vector<T> to_host(const DeviceValues<T>& values) {
  std::vector<T> copy(values.extent(0));
  const Kokkos::View<T*, Kokkos::HostSpace, Kokkos::MemoryUnmanaged> host(copy.data(), copy.size());
  Kokkos::deep_copy(host, values);
  return copy;
}

/// A plan with its terms where kernels read them.
template <class T>
struct KokkosPlan {
  Plan<T> plan;
  DeviceValues<Term<T>> terms;

  explicit KokkosPlan(Plan<T> made) : plan(std::move(made)), terms(to_device(plan.terms)) {}
};

/// For float and double. Returns before the device is done when the backend is asynchronous: fence
/// before `out` is read. `out` is untouched on a fault.
template <class T>
[[nodiscard]] Fault kokkos_absorb(const KokkosPlan<T>& plan,
                                  const DeviceValues<const T>& intensities,
                                  const DeviceValues<T>& out);

}  // namespace detector_absorption
