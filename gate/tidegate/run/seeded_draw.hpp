/// Random draws that are the same on every machine and with every standard library.
/// Decides: the generator (SplitMix64; Steele, Lea, Flood, OOPSLA 2014,
/// doi:10.1145/2660193.2660195) and how a draw follows from seed and stream number. Refuses to
/// know: what is drawn.
#pragma once

#include <cstdint>

namespace tidegate::run {

class SeededDraw {
 public:
  /// Streams of one seed are independent: the pair number is mixed in by a full round.
  SeededDraw(std::uint64_t seed, std::uint64_t stream) : state_(seed) {
    state_ = next() ^ (stream * golden);
    state_ = next();
  }

  std::uint64_t next() {
    state_ += golden;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  /// Uniform in [0, count); the bias of the remainder is below count / 2^64. `count` is not 0.
  std::uint64_t below(std::uint64_t count) { return next() % count; }

  bool coin() { return (next() >> 63U) != 0; }

 private:
  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
  std::uint64_t state_;
};

}  // namespace tidegate::run
