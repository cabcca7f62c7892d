/// The case semiring_matmul: C = A (x) B of square matrices in six algebras.
/// Decides: axes, sizes, the representative point. Refuses to know: any implementation; each
/// provider_<name>.cpp adds its own.
#include <tidegate/measure/benchmark.hpp>

TIDEGATE_CASE("semiring_matmul")
    .axis("n", {128, 256, 512})
    .axis("algebra", {"real", "log", "max_plus", "min_plus", "boolean", "euclidean"})
    .axis("dtype", {"fp32", "fp64"})
    .representative("n=512,algebra=log,dtype=fp32");

TIDEGATE_MAIN()
