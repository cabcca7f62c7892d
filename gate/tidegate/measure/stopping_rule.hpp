/// When sampling ends: pure arithmetic, so that it can be checked by hand.
/// Decides: a fixed number of samples, cut short by the budget but never below the floor.
/// Refuses to know: clocks and values. The values never decide: a rule that looks at them stops
/// early exactly when noise happens to be small, and biases what is stored.
#pragma once

#include <cstdint>

namespace tidegate::measure {

/// Fewer samples than this make no row that is judged, so the budget never cuts below it.
inline constexpr std::uint64_t least_samples = 30;

struct StoppingRule {
  std::uint64_t samples = 40;
  std::int64_t budget_ns = 60'000'000'000;

  /// Whether `taken` samples that lasted `elapsed_ns` together are enough.
  bool enough(std::uint64_t taken, std::int64_t elapsed_ns) const {
    if (taken >= samples) return true;
    return taken >= least_samples && elapsed_ns >= budget_ns;
  }
};

}  // namespace tidegate::measure
