/// When sampling ends: pure arithmetic, so that it can be checked by hand.
/// Decides: the three criteria and their constants, the floor of 30 samples, and that the hard
/// budget alone may cut below it. Refuses to know: clocks, and what the values are times of.
///
/// `samples` is the default and what the gate stores: a rule that looks at the values stops early
/// exactly when noise happens to be small, and so biases what it keeps. `stdrel` and `entropy` are
/// for exploring: they spend time where a row is noisy. docs/measuring.md says more.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <variant>

#include <tidegate/row/stopping.hpp>
#include <tidegate/stats/running_entropy.hpp>
#include <tidegate/stats/running_spread.hpp>

namespace tidegate::measure {

/// Fewer samples than this make no row that is judged, so the soft budget never cuts below it.
inline constexpr std::uint64_t least_samples = 30;
inline constexpr std::uint64_t most_samples = 100'000;  ///< whatever the criterion says

struct StoppingRule {
  std::uint64_t samples = 40;  ///< the count; for the other criteria the least number
  std::int64_t budget_ns = 60'000'000'000;
  std::int64_t hard_budget_ns = std::numeric_limits<std::int64_t>::max();
  Criterion criterion = Criterion::samples;
};

/// The last readings of a number, of which the oldest falls out.
class Readings {
 public:
  static constexpr std::size_t most = 64;
  void add(double reading);
  bool full() const { return values_.size() == most; }
  const std::deque<double>& values() const { return values_; }

 private:
  std::deque<double> values_;
};

/// Settled when the relative standard deviation of all samples is at most 0.5 %, or when its last
/// 64 readings, one a sample and looked at every 16 samples, have a relative standard deviation
/// below 5 % themselves: the noise is known, and more samples only repeat it. The constants are
/// those of nvbench's criterion of this name.
class StdrelCriterion {
 public:
  void add(double sample);
  bool settled() const;

 private:
  stats::RunningSpread spread_;
  Readings readings_;
};

/// Settled when a line through the last 64 entropies of the distribution, in bits over samples, is
/// flatter than 0.048 degrees and explains at least 0.36 of their variance: nothing new is being
/// seen. As nvbench's, with bins of 0.5 % instead of a timer's resolution: times averaged over a
/// batch hardly ever repeat to the last bit, and an entropy of all-different values always grows.
class EntropyCriterion {
 public:
  void add(double sample);
  bool settled() const;

 private:
  stats::RunningEntropy entropy_{1.005};
  Readings readings_;
};

/// One measurement's way to its end.
class Stopper {
 public:
  explicit Stopper(const StoppingRule& rule);

  /// Takes a warm sample into account, s per call and above 0.
  void add(double sample);

  /// Why sampling is over, or nothing. `sampling_ns` counts from the first warm sample, `total_ns`
  /// from the cold call.
  std::optional<StopReason> reason(std::int64_t sampling_ns, std::int64_t total_ns) const;

  std::uint64_t taken() const { return taken_; }

 private:
  bool settled() const;

  StoppingRule rule_;
  std::uint64_t taken_ = 0;
  std::variant<std::monostate, StdrelCriterion, EntropyCriterion> noise_;
};

}  // namespace tidegate::measure
