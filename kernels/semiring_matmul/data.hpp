/// Seeded inputs, equal on every machine and standard library up to the rounding of log and cos.
/// Decides: the generator (splitmix64, Box-Muller). Refuses to know: std::normal_distribution,
/// whose sequence each library chooses for itself.
#pragma once

#include <cstddef>
#include <cstdint>

#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_matmul {

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

/// A (m,k) and B (k,n) of a product.
template <class T>
struct Inputs {
  Matrix<T> a;
  Matrix<T> b;
};

/// N(0, 1) elements; for boolean 0 or 1 with such a density of ones that about half of the outputs
/// are 1. Equal seeds give equal inputs, and an fp32 input is the rounded fp64 one.
template <class T>
Inputs<T> make_inputs(Algebra algebra, std::size_t m, std::size_t k, std::size_t n,
                      std::uint64_t seed);

}  // namespace semiring_matmul
