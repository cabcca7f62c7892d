/// Which words for a platform mean a device of its own, with its own memory.
/// Decides: the list. Refuses to know: what is measured there, and how such a device is shared.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace tidegate {

inline bool is_device_platform(std::string_view platform) {
  constexpr std::array<std::string_view, 3> devices{"cuda", "hip", "sycl"};
  return std::find(devices.begin(), devices.end(), platform) != devices.end();
}

}  // namespace tidegate
