/// Seeded numbers, equal on every machine and standard library up to the rounding of log and cos.
/// Decides: the generator (splitmix64, Box-Muller). Refuses to know: std::normal_distribution,
/// whose sequence each library chooses for itself, and what is drawn.
#pragma once

#include <cstdint>

namespace kernels {

/// splitmix64 (Steele, Lea, Flood 2014): a sequence of 64-bit words for each seed.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : state_(seed) {}

  std::uint64_t word();
  double uniform();  ///< in (0, 1), 53 bits, never 0
  double normal();   ///< N(0, 1)

 private:
  std::uint64_t state_;
};

}  // namespace kernels
