/// kokkos_matmul_wide: fp32 matrices, fp64 sums. Decides and knows nothing beyond that.
#include <semiring_matmul/kokkos_kernel_impl.hpp>

namespace semiring_matmul {

Fault kokkos_matmul_wide(Algebra algebra, const BatchPlan& plan,
                         const DeviceElements<const float>& a, const DeviceElements<const float>& b,
                         const DeviceElements<float>& c) {
  return run_products<float, double>(algebra, plan, a, b, c);
}

}  // namespace semiring_matmul
