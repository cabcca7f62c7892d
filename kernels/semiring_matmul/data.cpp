/// Seeded inputs: see the header.
#include <cmath>

#include <common/generator.hpp>
#include <semiring_matmul/data.hpp>

namespace semiring_matmul {

using kernels::Generator;

namespace {

/// Density p of ones with 1 - (1 - p^2)^k = 1/2: neither input decides the output by itself.
double balanced_density(std::size_t k) {
  return k == 0 ? 0.5 : std::sqrt(1.0 - std::pow(0.5, 1.0 / static_cast<double>(k)));
}

template <class T>
void fill(Algebra algebra, Generator& generator, std::size_t k, Matrix<T>& matrix) {
  const double density = balanced_density(k);
  for (T& value : matrix.values) {
    value = algebra == Algebra::boolean ? static_cast<T>(generator.uniform() < density)
                                        : static_cast<T>(generator.normal());
  }
}

}  // namespace

template <class T>
Inputs<T> make_inputs(Algebra algebra, std::size_t m, std::size_t k, std::size_t n,
                      std::uint64_t seed) {
  Inputs<T> inputs{Matrix<T>(m, k), Matrix<T>(k, n)};
  Generator generator(seed);
  fill(algebra, generator, k, inputs.a);
  fill(algebra, generator, k, inputs.b);
  return inputs;
}

template Inputs<float> make_inputs(Algebra, std::size_t, std::size_t, std::size_t, std::uint64_t);
template Inputs<double> make_inputs(Algebra, std::size_t, std::size_t, std::size_t, std::uint64_t);

}  // namespace semiring_matmul
