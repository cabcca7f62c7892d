/// What is aggregated: out_i = (+) over the slots p of row i of message(i,p), with
/// message(i,p) = w_ip * W [h_j ; a_ip], j the column of slot (i,p), padding left out.
///
/// Edge attributes a_ip are optional. Where they are given they stand behind the features of the
/// edge's source, so that W is (d_out, d_in + e): one matrix says what features and attributes
/// count for, and the message stays linear in both. Without them e = 0.
///
/// A row with nothing but padding is the identity: 0, -inf or +inf.
/// Decides: the message, and which shapes fit. Refuses to know: how it is computed.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <ell_aggregation/ell.hpp>

namespace ell_aggregation {

/// e numbers for each slot, (rows, slots, e) row-major; those of padding are never read.
template <class T>
struct EdgeAttributes {
  std::size_t rows = 0;
  std::size_t slots = 0;
  std::size_t width = 0;  ///< e
  std::vector<T> values;
};

template <class T>
struct Inputs {
  Ell<T> ell;          ///< (n, k) slots of an (n, n_columns) matrix: the weights w
  Matrix<T> features;  ///< H (n_columns, d_in)
  Matrix<T> weights;   ///< W (d_out, d_in + e)
  std::optional<EdgeAttributes<T>> attributes = {};
};

/// The extents that must fit together, and what kernels know of all slots beforehand.
struct Shapes {
  Reduction padded_for = Reduction::sum;
  bool has_padding = false;
  std::size_t rows = 0;
  std::size_t slots = 0;
  std::size_t columns = 0;
  std::size_t feature_rows = 0;
  std::size_t features = 0;    ///< d_in
  std::size_t attributes = 0;  ///< e
  std::size_t outputs = 0;     ///< d_out
  std::size_t weight_columns = 0;
};

template <class T>
Shapes shapes_of(const Inputs<T>& inputs) {
  return {inputs.ell.padded_for(), inputs.ell.has_padding(),
          inputs.ell.rows(),       inputs.ell.slots(),
          inputs.ell.columns(),    inputs.features.rows,
          inputs.features.columns, inputs.attributes ? inputs.attributes->width : 0,
          inputs.weights.rows,     inputs.weights.columns};
}

/// Whether `reduction` can be aggregated by at all over these extents into an output of
/// `out_rows` x `out_columns`.
constexpr Fault shapes_fit(Reduction reduction, const Shapes& shapes, std::size_t out_rows,
                           std::size_t out_columns) {
  if (reduction == Reduction::log) return Fault::log_is_not_aggregated;
  if (reduction == Reduction::euclidean) return Fault::euclidean_is_not_aggregated;
  if (reduction != shapes.padded_for) return Fault::padded_for_another_reduction;
  if (shapes.feature_rows != shapes.columns) return Fault::features_do_not_fit;
  if (shapes.weight_columns != shapes.features + shapes.attributes) {
    return Fault::weights_do_not_fit;
  }
  const bool fits = out_rows == shapes.rows && out_columns == shapes.outputs;
  return fits ? Fault::none : Fault::output_does_not_fit;
}

/// The leading shape of the attributes, if there are any.
template <class T>
Fault attributes_fit(const Inputs<T>& inputs) {
  if (!inputs.attributes) return Fault::none;
  const EdgeAttributes<T>& given = *inputs.attributes;
  const bool fits = given.rows == inputs.ell.rows() && given.slots == inputs.ell.slots() &&
                    given.values.size() == given.rows * given.slots * given.width;
  return fits ? Fault::none : Fault::attributes_do_not_fit;
}

/// Both of the above, for an output in host memory.
template <class T>
Fault inputs_fit(Reduction reduction, const Inputs<T>& inputs, const Matrix<T>& out) {
  const Fault fault = attributes_fit(inputs);
  if (fault != Fault::none) return fault;
  return shapes_fit(reduction, shapes_of(inputs), out.rows, out.columns);
}

}  // namespace ell_aggregation
