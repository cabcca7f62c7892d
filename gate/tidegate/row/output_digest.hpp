/// What an attempt computed, in a few numbers that neither sign nor order of its elements changes.
/// Decides: which numbers. Refuses to know: which outputs are alike (judge/drift), how an output is
/// summed (measure), and JSON (output_digest_json).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tidegate {

/// Sums are over the finite elements; one that is beyond a double is infinite, and null in JSON.
struct OutputDigest {
  std::vector<std::uint64_t> shape;  ///< `{512, 512}`; empty: a single number
  std::string dtype;                 ///< `fp32`
  std::uint64_t finite = 0;          ///< elements
  std::uint64_t nonfinite = 0;       ///< NaN and infinities
  double l1 = 0;                     ///< sum of magnitudes
  double l2_squared = 0;             ///< sum of squares
  double linf = 0;                   ///< largest magnitude

  bool operator==(const OutputDigest&) const = default;
};

}  // namespace tidegate
