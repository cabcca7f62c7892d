/// Providers kokkos and kokkos_linear in a build without Kokkos: declared, so that their rows say
/// why they are missing.
#include "workload.hpp"

namespace {

constexpr auto why =
    "This program was built without Kokkos: configure with -DTIDEGATE_ENABLE_KOKKOS=ON and build "
    "again.";

TIDEGATE_PROVIDER("ell_aggregation", "kokkos", nullptr, {.reference = true, .missing = why});
TIDEGATE_PROVIDER("ell_aggregation", "kokkos_linear", nullptr,
                  {.supports = ell_bench::is_sum, .missing = why});

}  // namespace
