/// Provider cuda in a build without CUDA: declared, so that its rows say why they are missing.
#include <tidegate/measure/benchmark.hpp>

namespace {

TIDEGATE_PROVIDER("tricubic", "cuda", nullptr,
                  {.platform = "cuda",
                   .missing = "This program was built without CUDA: configure where nvcc is found "
                              "and build again."});
TIDEGATE_PROVIDER("tricubic_per_query", "cuda", nullptr,
                  {.platform = "cuda",
                   .missing = "This program was built without CUDA: configure where nvcc is found "
                              "and build again."});

}  // namespace
