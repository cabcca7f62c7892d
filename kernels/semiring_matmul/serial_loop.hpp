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

/// The same for a batch, one product after the other. C gets its extents and room.
template <class T>
[[nodiscard]] Fault serial_loop(Algebra algebra, const Tensor<T>& a, const Tensor<T>& b,
                                Tensor<T>& c);

}  // namespace semiring_matmul
