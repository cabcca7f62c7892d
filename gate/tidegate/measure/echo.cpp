#include <algorithm>
#include <cmath>

#include <tidegate/base/finite.hpp>
#include <tidegate/measure/echo.hpp>

namespace tidegate::measure {

void EchoSums::add(double out, double reference) {
  if (!is_finite(out) || !is_finite(reference)) return;
  max_ = count_ == 0 ? out : std::max(max_, out);
  max_abs_ = std::max(max_abs_, std::abs(out));
  const double count = static_cast<double>(++count_);
  const double from_out = out - mean_out_;
  const double from_reference = reference - mean_reference_;
  mean_out_ += from_out / count;
  mean_reference_ += from_reference / count;
  spread_out_ += from_out * (out - mean_out_);
  spread_reference_ += from_reference * (reference - mean_reference_);
  joint_ += from_out * (reference - mean_reference_);
}

void EchoSums::add(const EchoSums& other) {
  if (other.count_ == 0) return;
  if (count_ == 0) {
    *this = other;
    return;
  }
  const double ours = static_cast<double>(count_);
  const double theirs = static_cast<double>(other.count_);
  const double share = theirs / (ours + theirs);
  const double from_out = other.mean_out_ - mean_out_;
  const double from_reference = other.mean_reference_ - mean_reference_;
  mean_out_ += from_out * share;
  mean_reference_ += from_reference * share;
  spread_out_ += other.spread_out_ + from_out * from_out * ours * share;
  spread_reference_ += other.spread_reference_ + from_reference * from_reference * ours * share;
  joint_ += other.joint_ + from_out * from_reference * ours * share;
  count_ += other.count_;
  max_ = std::max(max_, other.max_);
  max_abs_ = std::max(max_abs_, other.max_abs_);
}

std::optional<Echo> EchoSums::result() const {
  // Squares of elements near the largest double are infinite: such numbers say nothing.
  if (count_ == 0 || !is_finite(mean_out_)) return std::nullopt;
  Echo echo{mean_out_, max_, max_abs_, std::nullopt};
  const double spread = std::sqrt(spread_out_) * std::sqrt(spread_reference_);
  if (spread > 0 && is_finite(spread) && is_finite(joint_)) {
    echo.correlation = std::clamp(joint_ / spread, -1.0, 1.0);
  }
  return echo;
}

}  // namespace tidegate::measure
