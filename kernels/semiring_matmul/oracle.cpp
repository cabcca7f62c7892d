/// The oracle's loops: see the header.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

#include <common/generator.hpp>
#include <semiring_matmul/oracle.hpp>

namespace semiring_matmul {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// One output: `value` is the total, or the largest term of log; `sum` belongs to log alone.
struct Cell {
  double value;
  double sum;
};

double start(Algebra algebra) {
  switch (algebra) {
    case Algebra::log:
    case Algebra::max_plus:
      return -infinite;
    case Algebra::min_plus:
      return infinite;
    case Algebra::real:
    case Algebra::boolean:
    case Algebra::euclidean:
      break;
  }
  return 0.0;
}

void add_exponential(Cell& cell, double term) {
  if (term == -infinite) return;
  const double largest = term <= cell.value ? cell.value : term;
  // Equal terms are taken out of the exponential: inf - inf would be NaN.
  const double old_part =
      cell.value == largest ? cell.sum : cell.sum * std::exp(cell.value - largest);
  const double new_part = term == largest ? 1.0 : std::exp(term - largest);
  cell.sum = old_part + new_part;
  cell.value = largest;
}

void add(Algebra algebra, Cell& cell, double x, double y) {
  switch (algebra) {
    case Algebra::real:
      cell.value += x * y;
      break;
    case Algebra::log:
      add_exponential(cell, x + y);
      break;
    case Algebra::max_plus:
      if (cell.value < x + y) cell.value = x + y;
      break;
    case Algebra::min_plus:
      if (x + y < cell.value) cell.value = x + y;
      break;
    case Algebra::boolean:
      if (x != 0.0 && y != 0.0) cell.value = 1.0;
      break;
    case Algebra::euclidean:
      cell.value += (x - y) * (x - y);
      break;
  }
}

double result(Algebra algebra, const Cell& cell) {
  if (algebra == Algebra::euclidean) return std::sqrt(cell.value);
  if (algebra != Algebra::log) return cell.value;
  return cell.sum == 0.0 ? -infinite : cell.value + std::log(cell.sum);
}

template <class T>
void append_row(Algebra algebra, const T* a_row, MatrixView<const T> b, std::vector<double>& out) {
  std::vector<Cell> cells(b.columns, Cell{start(algebra), 0.0});
  for (std::size_t p = 0; p < b.rows; ++p) {
    const double x = a_row[p];
    for (std::size_t j = 0; j < b.columns; ++j) add(algebra, cells[j], x, b.row(p)[j]);
  }
  for (const Cell& cell : cells) out.push_back(result(algebra, cell));
}

}  // namespace

template <class T>
std::vector<double> oracle_rows(Algebra algebra, MatrixView<const T> a, MatrixView<const T> b,
                                std::span<const std::size_t> rows) {
  std::vector<double> out;
  const auto outside = [&a](std::size_t row) { return row >= a.rows; };
  if (a.columns != b.rows || std::any_of(rows.begin(), rows.end(), outside)) return out;
  out.reserve(rows.size() * b.columns);
  for (const std::size_t row : rows) append_row(algebra, a.row(row), b, out);
  return out;
}

template <class T>
std::vector<double> oracle(Algebra algebra, MatrixView<const T> a, MatrixView<const T> b) {
  std::vector<std::size_t> rows(a.rows);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return oracle_rows<T>(algebra, a, b, rows);
}

template <class T>
std::vector<double> oracle(Algebra algebra, const Tensor<T>& a, const Tensor<T>& b) {
  std::vector<double> out;
  const BatchPlan plan = plan_batch(a.extents, b.extents);
  if (arrays_fit(plan, a.values.size(), b.values.size(), plan.c_elements()) != Fault::none) {
    return out;
  }
  for (std::size_t i = 0; i < plan.map.count; ++i) {
    const T* a_matrix = a.values.data() + plan.map.a_matrix(i) * plan.rows * plan.depth;
    const T* b_matrix = b.values.data() + plan.map.b_matrix(i) * plan.depth * plan.columns;
    const MatrixView<const T> b_view{b_matrix, plan.depth, plan.columns, plan.columns};
    for (std::size_t row = 0; row < plan.rows; ++row) {
      append_row(algebra, a_matrix + row * plan.depth, b_view, out);
    }
  }
  return out;
}

std::vector<std::size_t> sampled_rows(std::size_t rows, std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> chosen;
  kernels::Generator generator(seed);
  const std::size_t strata = std::min(rows, count);
  for (std::size_t s = 0; s < strata; ++s) {
    const std::size_t begin = s * rows / strata;
    const std::size_t end = (s + 1) * rows / strata;
    chosen.push_back(begin + static_cast<std::size_t>(generator.word() % (end - begin)));
  }
  if (!chosen.empty()) {
    chosen.front() = 0;
    chosen.back() = rows - 1;
  }
  return chosen;
}

template std::vector<double> oracle_rows(Algebra, MatrixView<const float>, MatrixView<const float>,
                                         std::span<const std::size_t>);
template std::vector<double> oracle_rows(Algebra, MatrixView<const double>,
                                         MatrixView<const double>, std::span<const std::size_t>);
template std::vector<double> oracle(Algebra, const Tensor<float>&, const Tensor<float>&);
template std::vector<double> oracle(Algebra, const Tensor<double>&, const Tensor<double>&);
template std::vector<double> oracle(Algebra, MatrixView<const float>, MatrixView<const float>);
template std::vector<double> oracle(Algebra, MatrixView<const double>, MatrixView<const double>);

}  // namespace semiring_matmul
