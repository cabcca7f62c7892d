/// The product with all m*k*n terms written to memory first and reduced afterwards, as array
/// languages do it without fusion.
/// Decides: the layout of the terms (m, k, n). Refuses to know: how large that may become; the
/// caller keeps the extents small.
#pragma once

#include <vector>

#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_matmul {

/// C (m,n) from A (m,k) and B (k,n), for float and double. `terms` is grown to m*k*n elements and
/// can be used again. C is untouched on a fault.
template <class T>
[[nodiscard]] Fault naive(Algebra algebra, MatrixView<const T> a, MatrixView<const T> b,
                          MatrixView<T> c, std::vector<T>& terms);

}  // namespace semiring_matmul
