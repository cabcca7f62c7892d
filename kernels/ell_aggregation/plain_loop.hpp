/// The aggregation as its definition reads: edge by edge, one thread, the inputs' own type.
/// Decides: the loop order (W is turned round once, so that the inner loop runs along outputs).
/// Refuses to know: blocks, vectors, that k edges share one W h_j: it computes each of them.
#pragma once

#include <ell_aggregation/inputs.hpp>

namespace ell_aggregation {

/// `out` (n, d_out), for float and double; untouched on a fault.
template <class T>
[[nodiscard]] Fault plain_loop(Reduction reduction, const Inputs<T>& inputs, Matrix<T>& out);

}  // namespace ell_aggregation
