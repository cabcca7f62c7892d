/// The oracle's loops: see the header.
#include <limits>

#include <ell_aggregation/oracle.hpp>

namespace ell_aggregation {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double start(Reduction reduction) {
  if (reduction == Reduction::max) return -infinite;
  return reduction == Reduction::min ? infinite : 0.0;
}

double combined(Reduction reduction, double total, double message) {
  if (reduction == Reduction::max) return total < message ? message : total;
  if (reduction == Reduction::min) return message < total ? message : total;
  return total + message;
}

template <class T>
double message(const Inputs<T>& inputs, std::size_t row, std::size_t slot, std::size_t output) {
  const auto source = static_cast<std::size_t>(inputs.ell.indices().at(row, slot));
  const std::size_t features = inputs.features.columns;
  double transformed = 0.0;
  for (std::size_t c = 0; c < features; ++c) {
    transformed += double{inputs.weights.at(output, c)} * double{inputs.features.at(source, c)};
  }
  if (inputs.attributes) {
    const EdgeAttributes<T>& given = *inputs.attributes;
    const T* of_edge = given.values.data() + (row * given.slots + slot) * given.width;
    for (std::size_t q = 0; q < given.width; ++q) {
      transformed += double{inputs.weights.at(output, features + q)} * double{of_edge[q]};
    }
  }
  return double{inputs.ell.values().at(row, slot)} * transformed;
}

}  // namespace

template <class T>
double oracle_element(Reduction reduction, const Inputs<T>& inputs, std::size_t row,
                      std::size_t output) {
  double total = start(reduction);
  for (std::size_t slot = 0; slot < inputs.ell.slots(); ++slot) {
    if (inputs.ell.is_padding(row, slot)) continue;
    total = combined(reduction, total, message(inputs, row, slot, output));
  }
  return total;
}

template <class T>
std::vector<double> oracle(Reduction reduction, const Inputs<T>& inputs) {
  std::vector<double> out;
  const std::size_t rows = inputs.ell.rows();
  const std::size_t outputs = inputs.weights.rows;
  if (attributes_fit(inputs) != Fault::none ||
      shapes_fit(reduction, shapes_of(inputs), rows, outputs) != Fault::none) {
    return out;
  }
  out.reserve(rows * outputs);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t output = 0; output < outputs; ++output) {
      out.push_back(oracle_element(reduction, inputs, row, output));
    }
  }
  return out;
}

template double oracle_element(Reduction, const Inputs<float>&, std::size_t, std::size_t);
template double oracle_element(Reduction, const Inputs<double>&, std::size_t, std::size_t);
template std::vector<double> oracle(Reduction, const Inputs<float>&);
template std::vector<double> oracle(Reduction, const Inputs<double>&);

}  // namespace ell_aggregation
