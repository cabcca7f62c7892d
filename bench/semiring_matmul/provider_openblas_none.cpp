/// Provider openblas in a build that did not find it: declared, so that its rows say why.
#include <tidegate/measure/benchmark.hpp>

namespace {

bool is_real(const tidegate::Point& point) {
  const tidegate::AxisValue* algebra = point.find("algebra");
  return algebra != nullptr && std::get<std::string>(*algebra) == "real";
}

TIDEGATE_PROVIDER("semiring_matmul", "openblas", nullptr,
                  {.supports = is_real,
                   .missing = "OpenBLAS was not found when this program was configured: install "
                              "libopenblas-dev, configure and build again."});

}  // namespace
