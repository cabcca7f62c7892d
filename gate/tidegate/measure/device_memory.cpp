#include <algorithm>

#include <tidegate/measure/device_memory.hpp>

namespace tidegate::measure {

bool is_device_space(std::string_view name) {
  return name != "HBW" && name.find("Host") == std::string_view::npos;
}

void DeviceMemory::clear() {
  const std::lock_guard lock(mutex_);
  live_.clear();
  bytes_ = 0;
  peak_ = 0;
}

void DeviceMemory::allocated(std::string_view space, const void* pointer, std::uint64_t bytes) {
  if (pointer == nullptr || !is_device_space(space)) return;
  const std::lock_guard lock(mutex_);
  std::uint64_t& held = live_[pointer];
  bytes_ -= held;  // its free was not reported, and the address is in use again
  held = bytes;
  bytes_ += bytes;
  peak_ = std::max(peak_, bytes_);
}

void DeviceMemory::freed(const void* pointer) {
  const std::lock_guard lock(mutex_);
  const auto found = live_.find(pointer);
  if (found == live_.end()) return;
  bytes_ -= found->second;
  live_.erase(found);
}

std::uint64_t DeviceMemory::peak_bytes() const {
  const std::lock_guard lock(mutex_);
  return peak_;
}

}  // namespace tidegate::measure
