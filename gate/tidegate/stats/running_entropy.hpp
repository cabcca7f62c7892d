/// Shannon entropy of values that come one by one, as counted in bins.
/// Decides: bins of equal ratio, since times of 1 ns and of 1 s are both known to some percent.
/// Refuses to know: when it has stopped growing.
#pragma once

#include <cstdint>
#include <map>

namespace tidegate::stats {

class RunningEntropy {
 public:
  /// `ratio` is the upper over the lower end of a bin; above 1.
  explicit RunningEntropy(double ratio);

  /// Values that are not above 0 share the lowest bin.
  void add(double value);

  /// H = -sum p log2 p = log2 n - (sum c log2 c) / n over the bins' counts c, in bits (Shannon,
  /// Bell System Technical Journal 27 (1948) 379-423). 0 for no values.
  double bits() const;

 private:
  double log_ratio_;
  std::map<std::int64_t, std::uint64_t> counts_;
  std::uint64_t total_ = 0;
  double weighted_ = 0;  ///< sum c log2 c
};

}  // namespace tidegate::stats
