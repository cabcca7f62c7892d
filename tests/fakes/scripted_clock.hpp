/// A clock that stands still until a test moves it, so that every timing test is exact arithmetic.
#pragma once

#include <cstdint>

#include <tidegate/measure/clock.hpp>

namespace tidegate::measure {

class ScriptedClock final : public Clock {
 public:
  explicit ScriptedClock(std::int64_t resolution_ns = 1) : resolution_ns_(resolution_ns) {}

  std::int64_t now_ns() override { return now_ns_; }
  std::int64_t resolution_ns() const override { return resolution_ns_; }
  void advance(std::int64_t nanoseconds) { now_ns_ += nanoseconds; }

 private:
  std::int64_t now_ns_ = 1'000'000;
  std::int64_t resolution_ns_;
};

}  // namespace tidegate::measure
