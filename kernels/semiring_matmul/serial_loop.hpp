/// The product as one would write it by hand: three loops, one thread, the inputs' own type.
/// Decides: the loop order (rows of C stay in cache, B is read along its rows).
/// Refuses to know: tiles, packing, vectors.
#pragma once

#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/batch.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_matmul {

/// C (m,n) from A (m,k) and B (k,n), for float and double. C is untouched on a fault.
template <class T>
[[nodiscard]] Fault serial_loop(Algebra algebra, MatrixView<const T> a, MatrixView<const T> b,
                                MatrixView<T> c);

/// All products of a plan, one after the other; the arrays have the plan's elements.
template <class T>
[[nodiscard]] Fault serial_loop(Algebra algebra, const BatchPlan& plan, const std::vector<T>& a,
                                const std::vector<T>& b, std::vector<T>& c);

}  // namespace semiring_matmul
