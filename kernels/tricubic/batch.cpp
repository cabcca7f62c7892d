/// What fits together: see the header.
#include <tricubic/batch.hpp>

namespace tricubic {

std::string_view sentence(Fault fault) {
  switch (fault) {
    case Fault::index_too_large:
      return "The indices of the grid must lie within -1048576 and 1048576.";
    case Fault::values_do_not_fit:
      return "The grid must have one value for each (h, k, l) of its ranges, or none at all.";
    case Fault::coordinates_differ:
      return "There must be as many h as k as l.";
    case Fault::results_do_not_fit:
      return "There must be one place for each result of each query.";
    case Fault::none:
      break;
  }
  return "The batch fits.";
}

Fault sizes_fit(const Range (&range)[axes], Output output, const Sizes& sizes) {
  std::size_t values = 1;
  for (const Range& axis : range) {
    if (axis.extent() == 0) {
      values = 0;
      continue;
    }
    if (axis.first < -largest_index || axis.last > largest_index) return Fault::index_too_large;
    values *= axis.extent();  // below 2^64: no factor is above 2^21 + 1
  }
  if (sizes.values != 0 && sizes.values != values) return Fault::values_do_not_fit;
  const std::size_t count = sizes.coordinates[0];
  for (const std::size_t coordinates : sizes.coordinates) {
    if (coordinates != count) return Fault::coordinates_differ;
  }
  if (sizes.value_places != count) return Fault::results_do_not_fit;
  if (output == Output::value) return Fault::none;
  for (const std::size_t places : sizes.slope_places) {
    if (places != count) return Fault::results_do_not_fit;
  }
  return Fault::none;
}

}  // namespace tricubic
