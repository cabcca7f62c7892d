/// Suites on several threads, with the same sums for any number of them.
/// Decides: which thread plays which suite; a suite's draws hang on seed, stream and its own number
/// alone. Refuses to know: what a suite is.
#pragma once

#include <cstdint>
#include <future>
#include <random>
#include <vector>

#include <tidegate/base/error.hpp>

namespace verdict_trust {

/// The draws of one suite. mt19937_64 and seed_seq are the same in every standard library; the
/// standard's distributions are not, hence `below`.
class SuiteDraw {
 public:
  SuiteDraw(std::uint64_t seed, std::uint32_t stream, std::uint64_t suite) {
    std::seed_seq mixed{low_half(seed), high_half(seed), stream, low_half(suite), high_half(suite)};
    random_.seed(mixed);
  }

  /// Uniform in [0, count); the bias of the remainder is below count / 2^64. `count` is not 0.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

 private:
  static std::uint32_t low_half(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
  static std::uint32_t high_half(std::uint64_t value) {
    return static_cast<std::uint32_t>(value >> 32U);
  }

  std::mt19937_64 random_;
};

/// The sum of play(0) ... play(suites - 1), each an Outcome<Tally>; the first error otherwise.
/// Tallies are whole numbers, so the order in which they are added does not matter.
template <class Tally, class Play>
tidegate::Outcome<Tally> sum_over_suites(std::uint64_t suites, unsigned threads, const Play& play) {
  const auto share_of_thread = [&](std::uint64_t first) -> tidegate::Outcome<Tally> {
    Tally sum;
    for (std::uint64_t suite = first; suite < suites; suite += threads) {
      const tidegate::Outcome<Tally> played = play(suite);
      if (!played) return tidegate::pass_on(played);
      sum += *played;
    }
    return sum;
  };
  std::vector<std::future<tidegate::Outcome<Tally>>> parts;
  for (unsigned thread = 0; thread < threads; ++thread) {
    parts.push_back(std::async(std::launch::async, share_of_thread, thread));
  }
  tidegate::Outcome<Tally> sum = Tally{};
  for (auto& part : parts) {
    const tidegate::Outcome<Tally> played = part.get();
    if (sum && played) *sum += *played;
    if (sum && !played) sum = tidegate::pass_on(played);
  }
  return sum;
}

}  // namespace verdict_trust
