/// Provider eigen_linear in a build that did not find it: declared, so that its rows say why.
#include "workload.hpp"

namespace {

TIDEGATE_PROVIDER("ell_aggregation", "eigen_linear", nullptr,
                  {.supports = ell_bench::is_sum,
                   .missing = "Eigen was not found when this program was configured: install "
                              "libeigen3-dev, configure and build again."});

}  // namespace
