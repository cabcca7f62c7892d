/// The seam between the sampler and time; tests put tests/fakes/scripted_clock.hpp here.
/// Decides: nanoseconds as whole numbers, monotonic. Refuses to know: what is being timed.
#pragma once

#include <cstdint>

namespace tidegate::measure {

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  /// Nanoseconds since some fixed moment.
  virtual std::int64_t now_ns() = 0;
  /// The smallest step between two readings, cost of a reading included; at least 1.
  virtual std::int64_t resolution_ns() const = 0;
};

/// std::chrono::steady_clock; its resolution is measured when it is made.
class SteadyClock final : public Clock {
 public:
  SteadyClock();
  std::int64_t now_ns() override;
  std::int64_t resolution_ns() const override { return resolution_ns_; }

 private:
  std::int64_t resolution_ns_ = 1;
};

}  // namespace tidegate::measure
