/// A sparse matrix in ELL form: values and column indices, (rows, slots) row-major.
/// Decides: what is padding, and that no index ever lies outside: kernels need not look.
/// Refuses to know: what is computed over it.
///
/// A slot is padding when its value is the identity of the reduction that the matrix was made for
/// (0 for sum, -inf for max and log, +inf for min). Its index still names a valid column. Kernels
/// leave padding out by that test, never by arithmetic: -inf times a negative message is +inf,
/// -inf times 0 is NaN, and both would win or spoil a max. So an edge of weight 0 under sum is no
/// edge either: it adds nothing even where the features of its column are infinite or NaN.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <common/matrix.hpp>
#include <ell_aggregation/fault.hpp>
#include <ell_aggregation/reduction.hpp>

namespace ell_aggregation {

using kernels::Matrix;

/// Of a list from which a matrix is built.
template <class T>
struct Edge {
  std::int32_t column;
  T value;
};

/// The value of the loops that add_self_loops() adds.
enum class LoopFill {
  mean,  ///< the mean of the row's edges; a row without edges gets no loop: its slot is padding
  add,   ///< the sum of the row's edges; 0 without edges
  zero   ///< 0: under sum a slot without effect, under max and min a message of zeros
};

/// Invariant: every index lies in [0, columns). The default one has no rows.
template <class T>
class Ell {
 public:
  std::size_t rows() const { return values_.rows; }
  std::size_t slots() const { return values_.columns; }  ///< of each row
  std::size_t columns() const { return columns_; }
  Reduction padded_for() const { return padded_for_; }
  const Matrix<T>& values() const { return values_; }
  const Matrix<std::int32_t>& indices() const { return indices_; }

  bool is_padding(std::size_t row, std::size_t slot) const {
    return identity_of<T>(padded_for_) == values_.at(row, slot);
  }
  /// Whether any slot is padding: where none is, kernels need not ask each.
  bool has_padding() const;

  /// From arrays that are ELL already. Faults: values_and_indices_differ, column_outside; `*this`
  /// stays as it was.
  [[nodiscard]] Fault assign(Matrix<T> values, Matrix<std::int32_t> indices, std::size_t columns,
                             Reduction reduction);

  /// From lists of edges, a list a row, padded to `slots` with identities at `pad_column`. Faults:
  /// row_longer_than_width, pad_column_outside (where there is any slot), column_outside,
  /// euclidean_cannot_be_padded (a row is shorter); `*this` stays as it was.
  [[nodiscard]] Fault build(const std::vector<std::vector<Edge<T>>>& rows, std::size_t columns,
                            std::size_t slots, Reduction reduction, std::int32_t pad_column = 0);

  /// Makes padding of every edge whose column is not kept; the indices stay. Faults:
  /// mask_of_wrong_length, euclidean_cannot_be_padded.
  [[nodiscard]] Fault mask_columns(const std::vector<bool>& keep);

  /// One slot more a row, behind the others: an edge from each row to itself. Faults: not_square,
  /// and euclidean_cannot_be_padded where a mean would be of nothing.
  [[nodiscard]] Fault add_self_loops(LoopFill fill);

 private:
  T loop_value(std::size_t row, LoopFill fill) const;

  Matrix<T> values_;
  Matrix<std::int32_t> indices_;
  std::size_t columns_ = 0;
  Reduction padded_for_ = Reduction::sum;
};

}  // namespace ell_aggregation
