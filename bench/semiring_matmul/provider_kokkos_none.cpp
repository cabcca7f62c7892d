/// Providers kokkos, kokkos_tiled and kokkos_wide in a build without Kokkos: declared, so that
/// their rows say why they are missing.
#include <tidegate/measure/benchmark.hpp>

namespace {

constexpr auto why =
    "This program was built without Kokkos: configure with -DTIDEGATE_ENABLE_KOKKOS=ON and build "
    "again.";

TIDEGATE_PROVIDER("semiring_matmul", "kokkos", nullptr, {.reference = true, .missing = why});
TIDEGATE_PROVIDER("semiring_matmul", "kokkos_tiled", nullptr, {.missing = why});
TIDEGATE_PROVIDER("semiring_matmul", "kokkos_wide", nullptr, {.missing = why});

}  // namespace
