/// Seeded inputs of a product.
/// Decides: what is drawn for which algebra. Refuses to know: how (common/generator).
#pragma once

#include <cstddef>
#include <cstdint>

#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/batch.hpp>
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

/// A and B of a batch.
template <class T>
struct BatchInputs {
  Tensor<T> a;
  Tensor<T> b;
};

/// The same elements for arrays of these extents; both have at least two.
template <class T>
BatchInputs<T> make_batch_inputs(Algebra algebra, std::vector<std::size_t> a,
                                 std::vector<std::size_t> b, std::uint64_t seed);

}  // namespace semiring_matmul
