/// The words for how sampling may end and for how it did.
/// Decides: the closed sets of criteria and of reasons. Refuses to know: the arithmetic
/// (measure/stopping_rule) and clocks.
#pragma once

#include <optional>
#include <string_view>

namespace tidegate {

/// What has to be so for a row to have enough warm samples.
enum class Criterion {
  samples,  ///< a fixed count: the values never decide, so what is stored is not biased by them
  stdrel,   ///< their relative standard deviation is small, or no longer changes
  entropy   ///< the entropy of their distribution no longer grows
};

/// Why sampling ended.
enum class StopReason {
  criterion,    ///< the criterion was met
  budget,       ///< the soft budget was spent, with at least 30 samples
  hard_budget,  ///< the hard budget was spent, with however few samples
  asked         ///< a lockstep runner had enough
};

std::string_view criterion_name(Criterion criterion);  ///< `samples`, `stdrel`, `entropy`
std::optional<Criterion> criterion_from(std::string_view name);
std::string_view stop_reason_name(StopReason reason);  ///< `criterion`, `budget`, ...
std::optional<StopReason> stop_reason_from(std::string_view name);

/// How the warm samples of an attempt ended.
struct Stopping {
  Criterion criterion = Criterion::samples;
  StopReason reason = StopReason::criterion;
  double elapsed_s = 0;  ///< from the cold call to the last warm sample

  bool operator==(const Stopping&) const = default;
};

}  // namespace tidegate
