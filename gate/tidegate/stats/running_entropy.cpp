#include <cmath>
#include <limits>

#include <tidegate/stats/running_entropy.hpp>

namespace tidegate::stats {
namespace {

double weighted(std::uint64_t count) {
  return count == 0 ? 0 : static_cast<double>(count) * std::log2(static_cast<double>(count));
}

}  // namespace

RunningEntropy::RunningEntropy(double ratio) : log_ratio_(std::log(ratio)) {}

void RunningEntropy::add(double value) {
  const double positive = std::fmax(value, std::numeric_limits<double>::min());
  const auto bin = static_cast<std::int64_t>(std::floor(std::log(positive) / log_ratio_));
  std::uint64_t& count = counts_[bin];
  weighted_ += weighted(count + 1) - weighted(count);
  ++count;
  ++total_;
}

double RunningEntropy::bits() const {
  if (counts_.size() < 2) return 0;  // exactly: a trace of rounding would look like a trend
  const double n = static_cast<double>(total_);
  return std::fmax(0, std::log2(n) - weighted_ / n);
}

}  // namespace tidegate::stats
