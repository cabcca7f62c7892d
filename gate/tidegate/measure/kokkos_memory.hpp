/// Kokkos's reports of allocations, for the peak of a device's memory.
/// Decides: that nobody listens on a host backend, beside a tool that the user loaded, or while
/// samples are taken: with a listener each launch of a kernel costs its name. Kokkos 3.4 to 5.
/// Refuses to know: how bytes add up (measure/device_memory).
#pragma once

#include <cstdint>
#include <string>

#include <Kokkos_Core.hpp>

#include <tidegate/measure/device_memory.hpp>

namespace tidegate::measure {

/// What Kokkos allocated in this process; its callbacks are plain functions without a context.
inline DeviceMemory& kokkos_memory() {
  static DeviceMemory memory;
  return memory;
}

/// Whether our listener is set now.
inline bool& listens_to_kokkos() {
  static bool listens = false;
  return listens;
}

/// Why nobody can listen; empty when somebody can. For a Kokkos that runs.
inline std::string kokkos_memory_refusal(bool tool_loaded) {
  const std::string space = Kokkos::DefaultExecutionSpace::memory_space::name();
  if (!is_device_space(space)) {
    return std::string("no device memory: the backend is ") + Kokkos::DefaultExecutionSpace::name();
  }
  return tool_loaded ? "the reports of Kokkos go to the tool that was loaded with it" : "";
}

inline void listen_to_kokkos() {
  namespace tools = Kokkos::Tools::Experimental;
  tools::set_allocate_data_callback(
      [](Kokkos_Profiling_SpaceHandle space, const char* /*label*/, const void* pointer,
         std::uint64_t bytes) { kokkos_memory().allocated(space.name, pointer, bytes); });
  tools::set_deallocate_data_callback(
      [](Kokkos_Profiling_SpaceHandle /*space*/, const char* /*label*/, const void* pointer,
         std::uint64_t /*bytes*/) { kokkos_memory().freed(pointer); });
  listens_to_kokkos() = true;
}

/// Called behind the first call, before its clock is read: next to nothing where nobody listens.
inline void stop_listening_to_kokkos() {
  if (!listens_to_kokkos()) return;
  listens_to_kokkos() = false;
  Kokkos::Tools::Experimental::set_allocate_data_callback(nullptr);
  Kokkos::Tools::Experimental::set_deallocate_data_callback(nullptr);
}

/// Whether a tool was loaded stands in `tool_loaded` once Kokkos has started.
inline DeviceMemoryWatch kokkos_memory_watch(const bool& tool_loaded) {
  DeviceMemoryWatch watch;
  watch.begin = [&tool_loaded] {
    kokkos_memory().clear();
    if (kokkos_memory_refusal(tool_loaded).empty()) listen_to_kokkos();
  };
  watch.rest = stop_listening_to_kokkos;
  watch.peak = [&tool_loaded]() -> DevicePeak {
    const std::string why = kokkos_memory_refusal(tool_loaded);
    if (!why.empty()) return {std::nullopt, why};
    return {kokkos_memory().peak_bytes(), {}};
  };
  return watch;
}

}  // namespace tidegate::measure
