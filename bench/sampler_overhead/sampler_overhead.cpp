/// What an iteration costs under tidegate's sampler and under google-benchmark, in one process.
/// Both run the same number of iterations of the same body, in turns and in changing order, so
/// that a disturbance of the machine meets both. A repetition is short, about 0.2 ms, so that most
/// of them fit between two interruptions; medians and minima of the repetitions are compared.
/// Decides: repetitions and the table. Refuses to know: what is good enough.
#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <vector>

#include <fmt/format.h>

#include "loops.hpp"

namespace sampler_overhead {
namespace {

constexpr int repetitions = 1001;

struct Contest {
  const char* name;
  Body body;
  std::uint64_t iterations;
};

constexpr std::array<Contest, 2> contests{
    {{"empty body", Body::empty, 500'000}, {"100 ns body", Body::chained, 2'000}}};

/// The middle value; `repetitions` is odd.
double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double smallest(const std::vector<double>& values) {
  return *std::min_element(values.begin(), values.end());
}

void compare(const Contest& contest) {
  std::vector<double> own;
  std::vector<double> google;
  std::vector<double> ratios;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    const bool own_first = repetition % 2 == 0;
    if (own_first) own.push_back(own_seconds(contest.body, contest.iterations));
    google.push_back(google_seconds(contest.body, contest.iterations));
    if (!own_first) own.push_back(own_seconds(contest.body, contest.iterations));
    ratios.push_back(own.back() / google.back());
  }
  fmt::print("{:<12} {:>12.4f} {:>12.4f} {:>12.4f} {:>12.4f} {:>14.4f} {:>14.4f}\n", contest.name,
             smallest(own) * 1e9, smallest(google) * 1e9, median(own) * 1e9, median(google) * 1e9,
             smallest(own) / smallest(google), median(ratios));
}

}  // namespace
}  // namespace sampler_overhead

int main() {
  try {
    fmt::print("{:<12} {:>12} {:>12} {:>12} {:>12} {:>14} {:>14}\n", "ns per call", "own min",
               "google min", "own median", "google median", "ratio of min", "median ratio");
    for (const auto& contest : sampler_overhead::contests) sampler_overhead::compare(contest);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 2;
  }
  return 0;
}
