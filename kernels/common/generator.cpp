/// Seeded numbers: see the header.
#include <cmath>
#include <numbers>

#include <common/generator.hpp>

namespace kernels {

std::uint64_t Generator::word() {
  state_ += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

double Generator::uniform() { return (static_cast<double>(word() >> 11) + 0.5) * 0x1.0p-53; }

double Generator::normal() {
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

}  // namespace kernels
