/// Mean and standard deviation of values that come one by one, in constant time each.
/// Decides: Welford's update, which does not lose small differences to a large mean
/// (Welford, Technometrics 4 (1962) 419-420). Refuses to know: when enough came.
#pragma once

#include <cmath>
#include <cstdint>

namespace tidegate::stats {

class RunningSpread {
 public:
  void add(double value) {
    ++count_;
    const double before = value - mean_;
    mean_ += before / static_cast<double>(count_);
    squares_ += before * (value - mean_);
  }

  std::uint64_t count() const { return count_; }
  double mean() const { return mean_; }
  /// Divisor N-1; 0 for fewer than two values.
  double stddev() const {
    return count_ < 2 ? 0 : std::sqrt(squares_ / static_cast<double>(count_ - 1));
  }
  /// stddev / mean: dimensionless. 0 for a mean of 0.
  double relative() const { return mean_ == 0 ? 0 : stddev() / mean_; }

 private:
  std::uint64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

}  // namespace tidegate::stats
