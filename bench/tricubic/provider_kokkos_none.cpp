/// Provider kokkos in a build without Kokkos: declared, so that its rows say why they are missing.
#include <tidegate/measure/benchmark.hpp>

namespace {

TIDEGATE_PROVIDER("tricubic", "kokkos", nullptr,
                  {.reference = true,
                   .missing = "This program was built without Kokkos: configure with "
                              "-DTIDEGATE_ENABLE_KOKKOS=ON and build again."});
TIDEGATE_PROVIDER("tricubic_per_query", "kokkos", nullptr,
                  {.reference = true,
                   .missing = "This program was built without Kokkos: configure with "
                              "-DTIDEGATE_ENABLE_KOKKOS=ON and build again."});

}  // namespace
