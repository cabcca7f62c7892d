/// The same two bodies under two samplers, seconds per iteration each.
/// Decides: what is compared. Refuses to know: repetitions and medians.
#pragma once

#include <cstdint>

namespace sampler_overhead {

enum class Body {
  empty,   ///< nothing but a compiler barrier: the loop itself
  chained  ///< a chain of dependent additions, about 100 ns
};

/// An addition takes four cycles on most processors; chains of two iterations overlap by half.
inline constexpr int chain_length = 140;

/// Where a chain starts: memory that a compiler must read anew in each iteration.
inline double chain_start = 1;

/// Additions that each need the one before.
inline double chain() {
  double value = chain_start;
  for (int link = 0; link < chain_length; ++link) value += 1.0;
  return value;
}

/// One batch of `iterations` under tidegate's sampler.
double own_seconds(Body body, std::uint64_t iterations);

/// One batch of `iterations` under google-benchmark.
double google_seconds(Body body, std::uint64_t iterations);

}  // namespace sampler_overhead
