/// How an attempt was conducted, beside what it measured.
/// Decides: what a time may include and what the stages of a call amount to.
/// Refuses to know: JSON (conduct_json) and clocks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/row/stopping.hpp>

namespace tidegate {

/// What the timed region covers. Times that cover different things make no ratio.
enum class Includes {
  compute,              ///< data stays where it is computed
  compute_and_transfer  ///< copies between host and device are part of each call
};

std::string_view includes_name(Includes includes);  ///< `compute`, `compute_and_transfer`

/// One named part of a call.
struct StageTime {
  std::string name;
  double seconds = 0;         ///< median, per call of the operation
  std::uint64_t entries = 0;  ///< how often it was entered while stages were timed

  bool operator==(const StageTime&) const = default;
};

/// The stages of a call, timed in calls of their own beside the total of the same calls, so that
/// no warm sample pays for the clock readings.
struct Stages {
  enum class Verdict {
    complete,   ///< they add up to the total within 5 %
    incomplete  ///< time is spent outside of every stage, or counted twice
  };
  Verdict verdict = Verdict::incomplete;
  double sum_s = 0;
  double total_s = 0;
  std::vector<StageTime> times;  ///< in the order first entered

  bool operator==(const Stages&) const = default;
};

/// Stages that differ from the total by more than this share do not explain it.
inline constexpr double stage_tolerance = 0.05;

/// The verdict on stages and a total, s.
Stages::Verdict stage_verdict(double sum_s, double total_s);

}  // namespace tidegate
