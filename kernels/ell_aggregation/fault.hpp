/// Every way in which making an ELL matrix or aggregating over it can be refused.
/// Decides: the closed list and its sentences. Refuses to know: who checks what.
#pragma once

#include <string_view>

namespace ell_aggregation {

/// Why something was refused; nothing is written then.
enum class Fault {
  none,
  values_and_indices_differ,     ///< in shape
  row_longer_than_width,         ///< a row has more edges than slots
  pad_column_outside,            ///< padding must name a valid column, which kernels may read
  column_outside,                ///< of an edge
  euclidean_cannot_be_padded,    ///< it has no annihilator
  mask_of_wrong_length,          ///< one entry a column
  not_square,                    ///< self loops
  attributes_do_not_fit,         ///< leading shape must be (n,k)
  features_do_not_fit,           ///< one row a column of the ELL matrix
  weights_do_not_fit,            ///< as many columns as features and attributes together
  output_does_not_fit,           ///< one row a row of the ELL matrix
  padded_for_another_reduction,  ///< its padding is no identity here
  log_is_not_aggregated,
  euclidean_is_not_aggregated,
  only_sum_is_linear  ///< the shortcut W (sum of w h) holds for nothing else
};

/// One sentence for people.
constexpr std::string_view sentence(Fault fault) {
  switch (fault) {
    case Fault::values_and_indices_differ:
      return "Values and indices must have the same shape, (rows, slots).";
    case Fault::row_longer_than_width:
      return "A row has more edges than the matrix has slots a row: raise the width.";
    case Fault::pad_column_outside:
      return "The column that padding names must be a column of the matrix.";
    case Fault::column_outside:
      return "A column index lies outside of the matrix.";
    case Fault::euclidean_cannot_be_padded:
      return "Euclidean has no annihilator, so nothing can stand for a missing edge: drop the "
             "columns instead.";
    case Fault::mask_of_wrong_length:
      return "The mask must have one entry for each column.";
    case Fault::not_square:
      return "Self loops need as many columns as rows.";
    case Fault::attributes_do_not_fit:
      return "Edge attributes must have the leading shape (rows, slots).";
    case Fault::features_do_not_fit:
      return "There must be one row of features for each column of the ELL matrix.";
    case Fault::weights_do_not_fit:
      return "W must have as many columns as features and edge attributes together.";
    case Fault::output_does_not_fit:
      return "The output must have the rows of the ELL matrix and a column for each row of W.";
    case Fault::padded_for_another_reduction:
      return "The ELL matrix was padded for another reduction: its padding would count here.";
    case Fault::log_is_not_aggregated:
      return "Aggregating by log is not implemented: use sum, max or min.";
    case Fault::euclidean_is_not_aggregated:
      return "Aggregating by euclidean is not implemented: use sum, max or min.";
    case Fault::only_sum_is_linear:
      return "Only a sum may be formed before W is applied.";
    case Fault::none:
      break;
  }
  return "Everything fits.";
}

}  // namespace ell_aggregation
