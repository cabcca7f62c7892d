/// The case ell_edge_softmax: the softmax over the 16 edges of each of n nodes.
/// Decides: axes, sizes, the representative point. Refuses to know: any implementation; each
/// provider_<name>.cpp adds its own.
#include <tidegate/measure/benchmark.hpp>

TIDEGATE_CASE("ell_edge_softmax")
    .axis("n", {4096, 16384})
    .axis("dtype", {"fp32", "fp64"})
    .representative("n=16384,dtype=fp32");

TIDEGATE_MAIN()
