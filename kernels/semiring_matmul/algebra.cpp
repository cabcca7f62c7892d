/// Names of the algebras. Decides: their spelling, which is also that of the benchmark's axis.
/// Refuses to know: what they compute.
#include <semiring_matmul/algebra.hpp>

namespace semiring_matmul {

std::string_view name_of(Algebra algebra) {
  switch (algebra) {
    case Algebra::log:
      return "log";
    case Algebra::max_plus:
      return "max_plus";
    case Algebra::min_plus:
      return "min_plus";
    case Algebra::boolean:
      return "boolean";
    case Algebra::euclidean:
      return "euclidean";
    case Algebra::real:
      break;
  }
  return "real";
}

std::optional<Algebra> algebra_named(std::string_view name) {
  for (const Algebra algebra : all_algebras) {
    if (name_of(algebra) == name) return algebra;
  }
  return std::nullopt;
}

}  // namespace semiring_matmul
