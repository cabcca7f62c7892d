// The two loops that the doctor times against themselves.
// Decides: what they do, which is the same in each call. Refuses to know: clocks.
#include <array>
#include <cstddef>
#include <memory>

#include <tidegate/doctor/noise.hpp>
#include <tidegate/measure/do_not_optimize.hpp>

namespace tidegate::doctor {
namespace {

constexpr int steps = 1000;

using Chains = std::array<double, 4>;

/// Four chains, none of which can run ahead of itself: about 4 us. They start from memory, or the
/// compiler would compute them once for all calls.
double chains(const Chains& start) {
  Chains at = start;
  for (int step = 0; step < steps; ++step) {
    for (double& value : at) value = value * 0.999 + 0.001;
  }
  return at[0] + at[1] + at[2] + at[3];
}

constexpr std::size_t length = (std::size_t{64} << 20U) / sizeof(double);  // beyond most caches

double sum_of(const std::vector<double>& values) {
  double sums[4] = {0, 0, 0, 0};
  for (std::size_t i = 0; i + 4 <= values.size(); i += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += values[i + lane];
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

}  // namespace

std::vector<NoiseLoop> noise_loops() {
  const auto start = std::make_shared<const Chains>(Chains{1.0, 1.25, 1.5, 1.75});
  auto compute = [start] { return chains(*start); };
  const auto values = std::make_shared<const std::vector<double>>(length, 1.0);
  auto memory = [values] { return sum_of(*values); };
  return {{"compute", [compute](std::uint64_t calls) mutable { measure::repeat(compute, calls); }},
          {"memory", [memory](std::uint64_t calls) mutable { measure::repeat(memory, calls); }}};
}

}  // namespace tidegate::doctor
