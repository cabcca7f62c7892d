/// The case ell_aggregation: out_i = (+) over the 16 edges of node i of w * (W h_j), W 64 x 64.
/// Decides: axes, sizes, the representative point. Refuses to know: any implementation; each
/// provider_<name>.cpp adds its own.
#include <tidegate/measure/benchmark.hpp>

TIDEGATE_CASE("ell_aggregation")
    .axis("n", {4096, 16384})
    .axis("reduce", {"sum", "max", "min"})
    .axis("dtype", {"fp32", "fp64"})
    .representative("n=16384,reduce=sum,dtype=fp32");

TIDEGATE_MAIN()
