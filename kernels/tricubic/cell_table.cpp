/// From values to coefficients: see the header.
#include <algorithm>

#include <tricubic/cell_table.hpp>

namespace tricubic {
namespace {

/// Coefficient r of the cubic through y at t = -1, 0, 1, 2, in powers of t - 1/2, is the sum of
/// basis[r][i] * y[i].
constexpr double basis[4][4] = {{-1.0 / 16, 9.0 / 16, 9.0 / 16, -1.0 / 16},
                                {1.0 / 24, -27.0 / 24, 27.0 / 24, -1.0 / 24},
                                {1.0 / 4, -1.0 / 4, -1.0 / 4, 1.0 / 4},
                                {-1.0 / 6, 3.0 / 6, -3.0 / 6, 1.0 / 6}};

/// Replaces the four values `stride` apart by their coefficients.
void to_coefficients(double* values, std::size_t stride) {
  double y[4];
  for (std::size_t i = 0; i < 4; ++i) y[i] = values[i * stride];
  for (std::size_t r = 0; r < 4; ++r) {
    values[r * stride] =
        basis[r][0] * y[0] + basis[r][1] * y[1] + basis[r][2] * y[2] + basis[r][3] * y[3];
  }
}

template <class T>
void append_cell(const Grid<T>& grid, int h, int k, int l, std::vector<T>& table) {
  double values[cell_values];
  double* to = values;
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 4; ++j) {
      to = std::copy_n(grid.view().at(h + i, k + j, l), 4, to);
    }
  }
  for (const std::size_t stride : {std::size_t{1}, std::size_t{4}, std::size_t{16}}) {
    for (std::size_t line = 0; line < 16; ++line) {
      // The lines along an axis start wherever the index along that axis is 0.
      to_coefficients(values + line / stride * stride * 4 + line % stride, stride);
    }
  }
  for (const double value : values) table.push_back(static_cast<T>(value));
}

}  // namespace

template <class T>
std::vector<T> cell_table(const Grid<T>& grid, std::size_t limit_bytes) {
  std::vector<T> table;
  const std::size_t cells = cell_count(grid);
  const std::size_t fitting = std::min(most_cells, limit_bytes / (cell_values * sizeof(T)));
  if (cells == 0 || cells > fitting) return table;
  table.reserve(cells * cell_values);
  const auto end = [&grid](int axis) {
    return grid.range[axis].first + static_cast<int>(cells_of(grid.range[axis]));
  };
  for (int h = grid.range[0].first; h < end(0); ++h) {
    for (int k = grid.range[1].first; k < end(1); ++k) {
      for (int l = grid.range[2].first; l < end(2); ++l) append_cell(grid, h, k, l, table);
    }
  }
  return table;
}

template std::vector<float> cell_table(const Grid<float>&, std::size_t);
template std::vector<double> cell_table(const Grid<double>&, std::size_t);

}  // namespace tricubic
