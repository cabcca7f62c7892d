/// Batches of matrices: A (..., m, k) times B (..., k, n), the leading extents broadcast.
/// Decides: which matrix of A meets which of B. Refuses to know: algebras, how one product is made.
///
/// Broadcasting is that of numpy: the leading extents are aligned at their right, a missing one
/// counts as 1, and an extent of 1 is repeated. Matrices lie one after the other, without gaps.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include <common/device_function.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_matmul {

/// Elements in the order of their indices, the last one running fastest.
template <class T>
struct Tensor {
  std::vector<std::size_t> extents;
  std::vector<T> values;
};

/// Elements that an array of these extents has; 1 without extents.
std::size_t element_count(std::span<const std::size_t> extents);

inline constexpr std::size_t max_batch_dimensions = 6;

/// Which matrices of A and B make matrix `index` of C; copied to devices.
struct BatchMap {
  std::size_t count = 1;  ///< matrices of C
  std::size_t dimensions = 0;
  std::size_t extents[max_batch_dimensions] = {};
  std::size_t a_steps[max_batch_dimensions] = {};  ///< in matrices; 0 where A is repeated
  std::size_t b_steps[max_batch_dimensions] = {};

  KERNEL_FUNCTION std::size_t a_matrix(std::size_t index) const { return at(index, a_steps); }
  KERNEL_FUNCTION std::size_t b_matrix(std::size_t index) const { return at(index, b_steps); }

 private:
  KERNEL_FUNCTION std::size_t at(std::size_t index, const std::size_t* steps) const {
    std::size_t matrix = 0;
    for (std::size_t d = dimensions; d-- > 0;) {
      matrix += index % extents[d] * steps[d];
      index /= extents[d];
    }
    return matrix;
  }
};

/// A batched product: its shape, and what is wrong with it. Nothing else holds after a fault.
struct BatchPlan {
  Fault fault = Fault::none;
  std::vector<std::size_t> extents;  ///< of C
  std::size_t rows = 0;
  std::size_t depth = 0;
  std::size_t columns = 0;
  std::size_t a_elements = 0;
  std::size_t b_elements = 0;
  BatchMap map;

  std::size_t c_elements() const { return map.count * rows * columns; }
};

/// The plan for A and B of these extents.
BatchPlan plan_batch(std::span<const std::size_t> a, std::span<const std::size_t> b);

/// The plan of one product (m,k) x (k,n).
BatchPlan plan_single(std::size_t rows, std::size_t depth, std::size_t columns);

/// The plan's own fault, else whether A, B and C are as long as it says.
Fault arrays_fit(const BatchPlan& plan, std::size_t a, std::size_t b, std::size_t c);

/// Calls `product(a, b, c)` with views of each matrix of C and those that it is made of. The arrays
/// fit the plan.
template <class T, class F>
void for_each_product(const BatchPlan& plan, const T* a, const T* b, T* c, F product) {
  for (std::size_t i = 0; i < plan.map.count; ++i) {
    const T* a_matrix = a + plan.map.a_matrix(i) * plan.rows * plan.depth;
    const T* b_matrix = b + plan.map.b_matrix(i) * plan.depth * plan.columns;
    T* c_matrix = c + i * plan.rows * plan.columns;
    product(MatrixView<const T>{a_matrix, plan.rows, plan.depth, plan.depth},
            MatrixView<const T>{b_matrix, plan.depth, plan.columns, plan.columns},
            MatrixView<T>{c_matrix, plan.rows, plan.columns, plan.columns});
  }
}

}  // namespace semiring_matmul
