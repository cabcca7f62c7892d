/// Names of the reductions. Decides: their spelling, which is also that of the benchmark's axis.
/// Refuses to know: what they compute.
#include <ell_aggregation/reduction.hpp>

namespace ell_aggregation {

std::string_view name_of(Reduction reduction) {
  switch (reduction) {
    case Reduction::max:
      return "max";
    case Reduction::min:
      return "min";
    case Reduction::log:
      return "log";
    case Reduction::euclidean:
      return "euclidean";
    case Reduction::sum:
      break;
  }
  return "sum";
}

std::optional<Reduction> reduction_named(std::string_view name) {
  for (const Reduction reduction : all_reductions) {
    if (name_of(reduction) == name) return reduction;
  }
  return std::nullopt;
}

}  // namespace ell_aggregation
