/// The knobs of [lockstep] and [baseline] as tables: key, field, range.
/// Decides: what a knob is called in tidegate.toml and which values make sense.
/// Refuses to know: TOML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tidegate/judge/policy.hpp>

namespace tidegate::judge {

/// One knob of [lockstep] that is a ratio or a probability, with its open range.
struct RealKnob {
  std::string_view key;
  double LockstepPolicy::*field;
  double low;
  double high;
};
inline constexpr RealKnob real_knobs[] = {
    {"family_error", &LockstepPolicy::family_error, 0, 1},
    {"smallest_slowdown", &LockstepPolicy::smallest_slowdown, 0, 10},
    {"pass_excludes", &LockstepPolicy::pass_excludes, 0, 10},
    {"pass_error", &LockstepPolicy::pass_error, 0, 0.5},
    {"tail_limit", &LockstepPolicy::tail_limit, 0, 100},
    {"tail_hold", &LockstepPolicy::tail_hold, 0, 100},
};

/// One that is a count, with its closed range. The exact test costs max_pairs to the third.
struct CountKnob {
  std::string_view key;
  std::uint32_t LockstepPolicy::*field;
  std::int64_t low;
  std::int64_t high;
};
inline constexpr CountKnob count_knobs[] = {
    {"first_pass", &LockstepPolicy::first_pass, 1, 200},
    {"max_pairs", &LockstepPolicy::max_pairs, 1, 200},
    {"samples", &LockstepPolicy::samples, 20, 100000},
    {"looks", &LockstepPolicy::looks, 1, 100},
};

/// One knob of [baseline] that is a count, with its closed range.
struct BaselineKnob {
  std::string_view key;
  std::uint32_t BaselinePolicy::*field;
  std::int64_t low;
  std::int64_t high;
};
inline constexpr BaselineKnob baseline_knobs[] = {
    {"attempts", &BaselinePolicy::attempts, 1, 1000},
    {"stale_after_days", &BaselinePolicy::stale_after_days, 1, 36500},
    {"stale_after_commits", &BaselinePolicy::stale_after_commits, 1, 1000000},
};

/// Which two knobs contradict each other, as a sentence; empty when none do.
std::string contradiction(const LockstepPolicy& knobs);

}  // namespace tidegate::judge
