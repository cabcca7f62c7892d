/// Seeded inputs: see the header.
#include <cmath>
#include <utility>

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
void fill(Algebra algebra, Generator& generator, std::size_t k, std::vector<T>& values) {
  const double density = balanced_density(k);
  for (T& value : values) {
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
  fill(algebra, generator, k, inputs.a.values);
  fill(algebra, generator, k, inputs.b.values);
  return inputs;
}

template <class T>
BatchInputs<T> make_batch_inputs(Algebra algebra, std::vector<std::size_t> a,
                                 std::vector<std::size_t> b, std::uint64_t seed) {
  const std::size_t k = a.back();
  BatchInputs<T> inputs{{std::move(a), {}}, {std::move(b), {}}};
  inputs.a.values.resize(element_count(inputs.a.extents));
  inputs.b.values.resize(element_count(inputs.b.extents));
  Generator generator(seed);
  fill(algebra, generator, k, inputs.a.values);
  fill(algebra, generator, k, inputs.b.values);
  return inputs;
}

template BatchInputs<float> make_batch_inputs(Algebra, std::vector<std::size_t>,
                                              std::vector<std::size_t>, std::uint64_t);
template BatchInputs<double> make_batch_inputs(Algebra, std::vector<std::size_t>,
                                               std::vector<std::size_t>, std::uint64_t);
template Inputs<float> make_inputs(Algebra, std::size_t, std::size_t, std::size_t, std::uint64_t);
template Inputs<double> make_inputs(Algebra, std::size_t, std::size_t, std::size_t, std::uint64_t);

}  // namespace semiring_matmul
