#include <algorithm>
#include <chrono>
#include <limits>

#include <tidegate/measure/clock.hpp>

namespace tidegate::measure {
namespace {

/// Steps that the resolution is taken from; the smallest of many is free of interruptions.
constexpr int probed_steps = 100;

}  // namespace

SteadyClock::SteadyClock() {
  std::int64_t smallest = std::numeric_limits<std::int64_t>::max();
  for (int step = 0; step < probed_steps; ++step) {
    const std::int64_t before = now_ns();
    std::int64_t after = now_ns();
    while (after == before) after = now_ns();
    smallest = std::min(smallest, after - before);
  }
  resolution_ns_ = smallest;
}

std::int64_t SteadyClock::now_ns() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

}  // namespace tidegate::measure
