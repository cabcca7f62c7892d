/// Making ELL matrices: see the header.
#include <algorithm>
#include <utility>

#include <ell_aggregation/ell.hpp>

namespace ell_aggregation {
namespace {

bool is_inside(std::int32_t column, std::size_t columns) {
  return column >= 0 && static_cast<std::size_t>(column) < columns;
}

template <class T>
Fault list_fits(const std::vector<Edge<T>>& row, std::size_t columns, std::size_t slots,
                Reduction reduction) {
  if (row.size() > slots) return Fault::row_longer_than_width;
  if (row.size() < slots && reduction == Reduction::euclidean) {
    return Fault::euclidean_cannot_be_padded;
  }
  const auto fits = [columns](const Edge<T>& edge) { return is_inside(edge.column, columns); };
  return std::all_of(row.begin(), row.end(), fits) ? Fault::none : Fault::column_outside;
}

template <class T>
Fault lists_fit(const std::vector<std::vector<Edge<T>>>& rows, std::size_t columns,
                std::size_t slots, Reduction reduction, std::int32_t pad_column) {
  if (!rows.empty() && slots > 0 && !is_inside(pad_column, columns)) {
    return Fault::pad_column_outside;
  }
  for (const auto& row : rows) {
    const Fault fault = list_fits(row, columns, slots, reduction);
    if (fault != Fault::none) return fault;
  }
  return Fault::none;
}

}  // namespace

template <class T>
bool Ell<T>::has_padding() const {
  const std::optional<T> identity = identity_of<T>(padded_for_);
  return identity &&
         std::find(values_.values.begin(), values_.values.end(), *identity) != values_.values.end();
}

template <class T>
Fault Ell<T>::assign(Matrix<T> values, Matrix<std::int32_t> indices, std::size_t columns,
                     Reduction reduction) {
  if (values.rows != indices.rows || values.columns != indices.columns) {
    return Fault::values_and_indices_differ;
  }
  const auto fits = [columns](std::int32_t column) { return is_inside(column, columns); };
  if (!std::all_of(indices.values.begin(), indices.values.end(), fits)) {
    return Fault::column_outside;
  }
  values_ = std::move(values);
  indices_ = std::move(indices);
  columns_ = columns;
  padded_for_ = reduction;
  return Fault::none;
}

template <class T>
Fault Ell<T>::build(const std::vector<std::vector<Edge<T>>>& rows, std::size_t columns,
                    std::size_t slots, Reduction reduction, std::int32_t pad_column) {
  const Fault fault = lists_fit(rows, columns, slots, reduction, pad_column);
  if (fault != Fault::none) return fault;
  Matrix<T> values(rows.size(), slots);
  Matrix<std::int32_t> indices(rows.size(), slots);
  const T identity = identity_of<T>(reduction).value_or(T(0));  // euclidean has no padding here
  std::fill(values.values.begin(), values.values.end(), identity);
  std::fill(indices.values.begin(), indices.values.end(), pad_column);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t slot = 0; slot < rows[row].size(); ++slot) {
      values.at(row, slot) = rows[row][slot].value;
      indices.at(row, slot) = rows[row][slot].column;
    }
  }
  return assign(std::move(values), std::move(indices), columns, reduction);
}

template <class T>
Fault Ell<T>::mask_columns(const std::vector<bool>& keep) {
  const std::optional<T> identity = identity_of<T>(padded_for_);
  if (!identity) return Fault::euclidean_cannot_be_padded;
  if (keep.size() != columns_) return Fault::mask_of_wrong_length;
  for (std::size_t i = 0; i < indices_.values.size(); ++i) {
    if (!keep[static_cast<std::size_t>(indices_.values[i])]) values_.values[i] = *identity;
  }
  return Fault::none;
}

template <class T>
T Ell<T>::loop_value(std::size_t row, LoopFill fill) const {
  T total = 0;
  std::size_t edges = 0;
  for (std::size_t slot = 0; slot < slots(); ++slot) {
    if (is_padding(row, slot)) continue;
    total += values_.at(row, slot);
    ++edges;
  }
  if (fill == LoopFill::zero) return T(0);
  if (fill == LoopFill::add) return total;
  return edges == 0 ? identity_of<T>(padded_for_).value_or(T(0)) : total / static_cast<T>(edges);
}

template <class T>
Fault Ell<T>::add_self_loops(LoopFill fill) {
  if (rows() != columns_) return Fault::not_square;
  if (padded_for_ == Reduction::euclidean && fill == LoopFill::mean && slots() == 0) {
    return Fault::euclidean_cannot_be_padded;
  }
  Matrix<T> values(rows(), slots() + 1);
  Matrix<std::int32_t> indices(rows(), slots() + 1);
  for (std::size_t row = 0; row < rows(); ++row) {
    std::copy_n(values_.values.data() + row * slots(), slots(), &values.at(row, 0));
    std::copy_n(indices_.values.data() + row * slots(), slots(), &indices.at(row, 0));
    values.at(row, slots()) = loop_value(row, fill);
    indices.at(row, slots()) = static_cast<std::int32_t>(row);
  }
  values_ = std::move(values);
  indices_ = std::move(indices);
  return Fault::none;
}

template class Ell<float>;
template class Ell<double>;

}  // namespace ell_aggregation
