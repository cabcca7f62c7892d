/// The case semiring_matmul: C = A (x) B of square matrices in six algebras.
/// Decides: axes, sizes, the representative point. Refuses to know: any implementation; each
/// provider_<name>.cpp adds its own.
///
/// `log` has N(0, 1) inputs, the easy ones: a CPU's blocks are factored (kernels/semiring_matmul/
/// log_block.hpp). `log_wide` is the same algebra on inputs of scale 50, which fp32 streams; read
/// both, and the counters factored_blocks and streamed_blocks, before a word on log at large.
#include <tidegate/measure/benchmark.hpp>

TIDEGATE_CASE("semiring_matmul")
    .axis("n", {128, 256, 512})
    .axis("algebra", {"real", "log", "log_wide", "max_plus", "min_plus", "boolean", "euclidean"})
    .axis("dtype", {"fp32", "fp64"})
    .representative("n=512,algebra=log,dtype=fp32");

TIDEGATE_MAIN()
