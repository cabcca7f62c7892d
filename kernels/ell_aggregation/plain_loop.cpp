/// The gather loop: see the header.
#include <algorithm>
#include <vector>

#include <ell_aggregation/plain_loop.hpp>

namespace ell_aggregation {
namespace {

template <class T>
Matrix<T> turned(const Matrix<T>& matrix) {
  Matrix<T> made(matrix.columns, matrix.rows);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j) made.at(j, i) = matrix.at(i, j);
  }
  return made;
}

/// message += the sum over c of from[c] * (row c of `weights`, from `first` on).
template <class T>
void add_transformed(const T* from, std::size_t count, const Matrix<T>& weights, std::size_t first,
                     T* message) {
  for (std::size_t c = 0; c < count; ++c) {
    const T x = from[c];
    const T* w = weights.values.data() + (first + c) * weights.columns;
    for (std::size_t o = 0; o < weights.columns; ++o) message[o] += x * w[o];
  }
}

template <class A, class T>
void aggregate_row(const Inputs<T>& inputs, const Matrix<T>& weights, std::size_t row,
                   std::vector<T>& message, T* out) {
  std::fill_n(out, weights.columns, A::template identity<T>());
  const std::size_t features = inputs.features.columns;
  for (std::size_t slot = 0; slot < inputs.ell.slots(); ++slot) {
    const T value = inputs.ell.values().at(row, slot);
    if (value == A::template identity<T>()) continue;
    std::fill(message.begin(), message.end(), T(0));
    const auto source = static_cast<std::size_t>(inputs.ell.indices().at(row, slot));
    add_transformed(inputs.features.values.data() + source * features, features, weights, 0,
                    message.data());
    if (inputs.attributes) {
      const EdgeAttributes<T>& given = *inputs.attributes;
      add_transformed(given.values.data() + (row * given.slots + slot) * given.width, given.width,
                      weights, features, message.data());
    }
    for (std::size_t o = 0; o < weights.columns; ++o) {
      out[o] = A::combine(out[o], value * message[o]);
    }
  }
}

}  // namespace

template <class T>
Fault plain_loop(Reduction reduction, const Inputs<T>& inputs, Matrix<T>& out) {
  const Fault fault = inputs_fit(reduction, inputs, out);
  if (fault != Fault::none) return fault;
  const Matrix<T> weights = turned(inputs.weights);
  std::vector<T> message(weights.columns);
  with_reduction(reduction, [&]<class A>(A) {
    for (std::size_t row = 0; row < out.rows; ++row) {
      aggregate_row<A>(inputs, weights, row, message, out.values.data() + row * out.columns);
    }
  });
  return Fault::none;
}

template Fault plain_loop(Reduction, const Inputs<float>&, Matrix<float>&);
template Fault plain_loop(Reduction, const Inputs<double>&, Matrix<double>&);

}  // namespace ell_aggregation
