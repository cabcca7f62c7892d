/// Seeded inputs of a product.
/// Decides: what is drawn for which algebra. Refuses to know: how (common/generator).
#pragma once

#include <cstddef>
#include <cstdint>

#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_matmul {

/// A (m,k) and B (k,n) of a product.
template <class T>
struct Inputs {
  Matrix<T> a;
  Matrix<T> b;
};

/// N(0, 1) elements; for boolean 0 or 1 with such a density of ones that about half of the outputs
/// are 1. Equal seeds give equal inputs, and an fp32 input is the rounded fp64 one.
template <class T>
Inputs<T> make_inputs(Algebra algebra, std::size_t m, std::size_t k, std::size_t n,
                      std::uint64_t seed);

}  // namespace semiring_matmul
