/// The case detector_absorption: what the layers of a detector of size x size pixels capture.
/// Decides: axes, sizes, the representative point. Refuses to know: any implementation; each
/// provider_<name>.cpp adds its own.
///
/// thick says how a result comes of the layers: `oversample` sums layers of one place and one
/// image, as the port to PyTorch does; `parallax` sums layers each at its own place, as nanoBragg.c
/// does; `last_layer` is what is left of either with the option off, see absorption.hpp.
#include <tidegate/measure/benchmark.hpp>

TIDEGATE_CASE("detector_absorption")
    .axis("size", {256, 512})
    .axis("layers", {5, 64})
    .axis("thick", {"oversample", "parallax", "last_layer"})
    .axis("dtype", {"fp32", "fp64"})
    .representative("size=512,layers=5,thick=oversample,dtype=fp32");

TIDEGATE_MAIN()
