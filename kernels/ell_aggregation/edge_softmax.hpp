/// The softmax over each row's edges: the weights of an attention from its scores.
///
/// weight(i,p) = exp(s_ip - m_i) / sum over the row's edges of exp(s - m_i), m_i the row's largest
/// score. Padding has the weight 0 and counts nowhere; a row with nothing but padding is all 0.
/// A score of +inf or NaN makes its row's edges NaN, as IEEE has it; its padding stays 0.
///
/// Scores are an ELL matrix padded with -inf (for max or log), whose exponential is that 0; of
/// another padding a score could not be told from it. The weights are padded for sum.
/// Decides: the definition, the plain loop and the fp64 oracle. Refuses to know: messages, vectors.
#pragma once

#include <vector>

#include <ell_aggregation/ell.hpp>

namespace ell_aggregation {

/// padded_for_another_reduction when the scores are not padded with -inf, output_does_not_fit when
/// the weights have not their shape.
constexpr Fault softmax_fits(Reduction padded_for, std::size_t rows, std::size_t slots,
                             std::size_t out_rows, std::size_t out_slots) {
  const bool padded = padded_for == Reduction::max || padded_for == Reduction::log;
  if (!padded) return Fault::padded_for_another_reduction;
  return rows == out_rows && slots == out_slots ? Fault::none : Fault::output_does_not_fit;
}

/// `weights` (rows, slots) of `scores`, for float and double, one slot after the other in the
/// scores' own type; untouched on a fault.
template <class T>
[[nodiscard]] Fault plain_softmax(const Ell<T>& scores, Matrix<T>& weights);

/// All weights in double precision, row by row; empty when the scores are not padded with -inf.
template <class T>
std::vector<double> softmax_oracle(const Ell<T>& scores);

}  // namespace ell_aggregation
