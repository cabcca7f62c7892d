/// How much memory a device holds at once, from the allocations and frees that somebody reports.
/// Decides: which spaces are a device's, and that a free of what was never seen takes nothing away.
/// Refuses to know: who reports (measure/kokkos_memory.hpp does).
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tidegate::measure {

/// Whether a memory space of this name, in the words of Kokkos, is a device's: `Cuda`, `CudaUVM`,
/// `HIP`, not `Host`, `HBW`, `CudaHostPinned`, `SYCLHostUSM`.
bool is_device_space(std::string_view name);

/// Live bytes and their peak. Any thread may report.
class DeviceMemory {
 public:
  /// Forgets everything: what was allocated before belongs to another attempt.
  void clear();
  void allocated(std::string_view space, const void* pointer, std::uint64_t bytes);
  /// Frees what was reported as allocated, by its own size; anything else is not known.
  void freed(const void* pointer);
  /// The most bytes that lived at once since clear().
  std::uint64_t peak_bytes() const;

 private:
  mutable std::mutex mutex_;
  std::unordered_map<const void*, std::uint64_t> live_;
  std::uint64_t bytes_ = 0;
  std::uint64_t peak_ = 0;
};

/// A peak, or why there is none: a missing number is not 0.
struct DevicePeak {
  std::optional<std::uint64_t> bytes;
  std::string why;  ///< no bytes: why
};

/// What a session offers to whoever measures. Every function may be empty.
struct DeviceMemoryWatch {
  std::function<void()> begin;       ///< from here on an attempt's allocations count
  std::function<void()> rest;        ///< no more reports: they would cost the samples time
  std::function<DevicePeak()> peak;  ///< between the two
};

}  // namespace tidegate::measure
