/// The ways in which a product can be refused.
/// Decides: the shapes that fit together. Refuses to know: who owns the memory, device memory.
#pragma once

#include <cstddef>
#include <string_view>

#include <common/matrix.hpp>

namespace semiring_matmul {

using kernels::Matrix;
using kernels::MatrixView;

/// Why a product was refused; nothing is written then.
enum class Fault {
  none,
  inner_extents_differ,  ///< the columns of A are not the rows of B
  output_does_not_fit,   ///< C is not (rows of A) x (columns of B)
  too_few_dimensions,    ///< A or B has fewer than two
  too_many_dimensions,   ///< more than batch.hpp has room for
  batch_extents_differ,  ///< two batch extents differ and neither is 1
  elements_missing,      ///< an array is not as long as its extents say
  does_not_tile,         ///< a tiled kernel was asked for an extent that no tile divides
  too_many_tiles         ///< more than a launch counts, or an extent that it cannot count
};

/// One sentence for people.
constexpr std::string_view sentence(Fault fault) {
  switch (fault) {
    case Fault::inner_extents_differ:
      return "A must have as many columns as B has rows.";
    case Fault::output_does_not_fit:
      return "C must have the rows of A and the columns of B.";
    case Fault::too_few_dimensions:
      return "A and B must each have at least two dimensions: rows and columns.";
    case Fault::too_many_dimensions:
      return "A and B may have at most six batch dimensions: merge some of them.";
    case Fault::batch_extents_differ:
      return "Batch extents of A and B must be equal, or 1 in one of the two.";
    case Fault::elements_missing:
      return "Each array must hold as many elements as its extents say.";
    case Fault::does_not_tile:
      return "The extents of A, B and C must be multiples of a tile's.";
    case Fault::too_many_tiles:
      return "A launch counts tiles and extents up to 2^31 - 1: split the product.";
    case Fault::none:
      break;
  }
  return "The shapes fit.";
}

/// Checks A (m,k), B (k,n), C (m,n); zero extents are fine.
constexpr Fault shapes_fit(std::size_t a_rows, std::size_t a_columns, std::size_t b_rows,
                           std::size_t b_columns, std::size_t c_rows, std::size_t c_columns) {
  if (a_columns != b_rows) return Fault::inner_extents_differ;
  if (c_rows != a_rows || c_columns != b_columns) return Fault::output_does_not_fit;
  return Fault::none;
}

template <class T>
constexpr Fault shapes_fit(MatrixView<const T> a, MatrixView<const T> b, MatrixView<T> c) {
  return shapes_fit(a.rows, a.columns, b.rows, b.columns, c.rows, c.columns);
}

}  // namespace semiring_matmul
