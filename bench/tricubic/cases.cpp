/// The cases tricubic, a table of 9 x 9 x 9 values interpolated at many points, and
/// tricubic_per_query, the same where some of the points are out of range.
/// Decides: axes, sizes, the representative point. Refuses to know: any implementation; each
/// provider_<name>.cpp adds its own.
///
/// call=batch: size^2 queries in one call, the pixels of a detector. call=scalar: one query a call,
/// the original's benchmark: min(100, size) calls, so that `size` changes nothing beyond 100.
///
/// percent_out: of the queries, how many are out of range and take the nearest value. Under the
/// policy of `tricubic` a single one would end interpolation. A case and not an axis: 2 points more
/// and not 16. What 1 % cost beyond 0 % is what a kernel pays for treating queries apart.
#include <tidegate/measure/benchmark.hpp>

TIDEGATE_CASE("tricubic")
    .axis("size", {256, 512})
    .axis("call", {"batch", "scalar"})
    .axis("output", {"value", "gradient"})
    .axis("dtype", {"fp32", "fp64"})
    .representative("size=512,call=batch,output=value,dtype=fp32");

TIDEGATE_CASE("tricubic_per_query")
    .axis("size", {512})
    .axis("percent_out", {0, 1})
    .axis("dtype", {"fp32"})
    .representative("size=512,percent_out=1,dtype=fp32");

TIDEGATE_MAIN()
