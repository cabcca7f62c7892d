/// Seeded inputs: see the header.
#include <cmath>
#include <utility>

#include <common/generator.hpp>
#include <ell_aggregation/data.hpp>

namespace ell_aggregation {
namespace {

template <class T>
Matrix<T> normal_matrix(kernels::Generator& generator, std::size_t rows, std::size_t columns,
                        double scale) {
  Matrix<T> made(rows, columns);
  for (T& value : made.values) value = static_cast<T>(scale * generator.normal());
  return made;
}

}  // namespace

template <class T>
Inputs<T> make_inputs(Reduction reduction, std::size_t n, std::size_t k, std::size_t d_in,
                      std::size_t d_out, std::uint64_t seed) {
  kernels::Generator generator(seed);
  Inputs<T> inputs;
  inputs.features = normal_matrix<T>(generator, n, d_in, 1.0);
  const double scale = d_in == 0 ? 1.0 : 1.0 / std::sqrt(static_cast<double>(d_in));
  inputs.weights = normal_matrix<T>(generator, d_out, d_in, scale);
  Matrix<T> values = normal_matrix<T>(generator, n, k, 1.0);
  Matrix<std::int32_t> indices(n, k);
  for (std::int32_t& index : indices.values) {
    index = static_cast<std::int32_t>(generator.word() % n);
  }
  // Every index is below n: nothing can be refused.
  (void)inputs.ell.assign(std::move(values), std::move(indices), n, reduction);
  return inputs;
}

template Inputs<float> make_inputs(Reduction, std::size_t, std::size_t, std::size_t, std::size_t,
                                   std::uint64_t);
template Inputs<double> make_inputs(Reduction, std::size_t, std::size_t, std::size_t, std::size_t,
                                    std::uint64_t);

}  // namespace ell_aggregation
