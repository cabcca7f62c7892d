/// Adds the Kokkos kernel to the implementations: with its table of cells, and without one, as it
/// treats grids whose table would be too large.
#include <tricubic/kokkos_kernel.hpp>

#include "kernels/tricubic_implementations.hpp"

namespace tricubic_tests {
namespace {

template <class T, std::size_t table_limit>
Report run_kokkos(RunState& run, Output output, const Grid<T>& grid, const Queries<T>& queries,
                  Results<T>& results) {
  const auto out = tricubic::to_device(results);
  const Report report = tricubic::kokkos_tricubic<T>(
      run, output, tricubic::to_device(grid, table_limit), tricubic::to_device(queries), out);
  Kokkos::fence();
  results = tricubic::to_host(out);
  return report;
}

template <class T>
void add() {
  implementations<T>().push_back({"kokkos", run_kokkos<T, tricubic::largest_table_bytes>});
  implementations<T>().push_back({"kokkos without table", run_kokkos<T, 0>});
}

[[maybe_unused]] const bool registered = [] {
  add<float>();
  add<double>();
  return true;
}();

}  // namespace
}  // namespace tricubic_tests
