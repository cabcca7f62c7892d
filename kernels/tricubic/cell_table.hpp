/// The interpolant of a grid as one polynomial for each of its cells, made once a grid.
/// Decides: the basis and the layout of the 64 coefficients. Refuses to know: queries, vectors.
///
/// Within a cell the nested cubics are one polynomial, sum of c[h][k][l] u^h v^k w^l with exponents
/// 0 .. 3. The variables are u = t - 1/2 and not t: all terms are small then, and rounding costs at
/// most 23 units of the largest neighbour in place of 254 (2 with the weights themselves).
///
/// A legal transformation: it hangs on the grid alone, and it costs memory: 64 coefficients a cell,
/// 54 KiB in fp32 for the 216 cells of 9 x 9 x 9. In return a query reads 64 consecutive numbers in
/// place of 16 rows, and needs no weights.
#pragma once

#include <cstddef>
#include <vector>

#include <tricubic/grid.hpp>

namespace tricubic {

inline constexpr std::size_t cell_values = 64;

/// Grids whose table would be larger are interpolated without one.
inline constexpr std::size_t largest_table_bytes = std::size_t{64} << 20;
inline constexpr std::size_t most_cells = (std::size_t{1} << 22) - 1;  // numbered in fp32

/// Cells of an axis, the first one from first + 1 to first + 2: those with four neighbours.
constexpr std::size_t cells_of(const Range& range) {
  return range.extent() < 4 ? 0 : range.extent() - 3;
}

/// The number of cells; 0 when there is no table of values.
template <class T>
std::size_t cell_count(const Grid<T>& grid) {
  if (grid.values.empty()) return 0;
  return cells_of(grid.range[0]) * cells_of(grid.range[1]) * cells_of(grid.range[2]);
}

/// Coefficient (a, b, c) of cell (i, j, m), counted from the first cell, stands at
/// [((i * cells_k + j) * cells_l + m) * 64 + (a * 4 + b) * 4 + c]. Computed in double precision.
/// Empty when it would take more than `limit_bytes` or
/// most_cells.
template <class T>
std::vector<T> cell_table(const Grid<T>& grid, std::size_t limit_bytes = largest_table_bytes);

}  // namespace tricubic
