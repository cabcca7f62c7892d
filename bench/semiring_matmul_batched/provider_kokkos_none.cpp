/// Providers kokkos and kokkos_tiled in a build without Kokkos: declared, so that their rows say
/// why they are missing.
#include <tidegate/measure/benchmark.hpp>

namespace {

constexpr auto why =
    "This program was built without Kokkos: configure with -DTIDEGATE_ENABLE_KOKKOS=ON and build "
    "again.";

TIDEGATE_PROVIDER("semiring_matmul_batched", "kokkos", nullptr,
                  {.reference = true, .missing = why});
TIDEGATE_PROVIDER("semiring_matmul_batched", "kokkos_tiled", nullptr, {.missing = why});

}  // namespace
