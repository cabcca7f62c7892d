/// The case tricubic: a table of 9 x 9 x 9 values interpolated at many points.
/// Decides: axes, sizes, the representative point. Refuses to know: any implementation; each
/// provider_<name>.cpp adds its own.
///
/// call=batch: size^2 queries in one call, the pixels of a detector. call=scalar: one query a call,
/// the original's benchmark: min(100, size) calls, so that `size` changes nothing beyond 100.
#include <tidegate/measure/benchmark.hpp>

TIDEGATE_CASE("tricubic")
    .axis("size", {256, 512})
    .axis("call", {"batch", "scalar"})
    .axis("output", {"value", "gradient"})
    .axis("dtype", {"fp32", "fp64"})
    .representative("size=512,call=batch,output=value,dtype=fp32");

TIDEGATE_MAIN()
