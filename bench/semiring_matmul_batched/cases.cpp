/// The case semiring_matmul_batched: products of many small matrices, B one for each or one for
/// all. Decides: axes, sizes, the representative point. Refuses to know: any implementation; each
/// provider_<name>.cpp adds its own.
///
/// `shape` is batch x m x k x n; `b` says whether each matrix of A has its own B or all share one
/// (a batch extent of 1, broadcast). 1x17x19x23 is a shape that no tile divides.
#include <tidegate/measure/benchmark.hpp>

TIDEGATE_CASE("semiring_matmul_batched")
    .axis("shape", {"1x17x19x23", "16x64x64x64", "8x128x96x112"})
    .axis("b", {"each", "shared"})
    .axis("algebra", {"real", "log", "max_plus"})
    .axis("dtype", {"fp32", "fp64"})
    .representative("shape=16x64x64x64,b=each,algebra=log,dtype=fp32");

TIDEGATE_MAIN()
