/// What an aggregation is, in double precision and in plain loops.
/// Decides: the values that every implementation is held against. Refuses to know: the structs and
/// blocks of the implementations; it shares with them the inputs and what is padding.
///
/// One element: for each slot that is no padding w * (sum over c of W_oc [h_j ; a]_c), slot by slot
/// added to a sum, or held against the largest or smallest message so far, which NaN never beats.
#pragma once

#include <cstddef>
#include <vector>

#include <ell_aggregation/inputs.hpp>

namespace ell_aggregation {

/// Element (row, output) of the aggregation of inputs that fit.
template <class T>
double oracle_element(Reduction reduction, const Inputs<T>& inputs, std::size_t row,
                      std::size_t output);

/// All elements, row by row; empty when something does not fit.
template <class T>
std::vector<double> oracle(Reduction reduction, const Inputs<T>& inputs);

}  // namespace ell_aggregation
