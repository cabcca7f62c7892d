/// kokkos_matmul in fp32: all six algebras. A file of its own because each one takes its time to
/// compile. Decides and knows nothing beyond that.
#include <semiring_matmul/kokkos_kernel_impl.hpp>

namespace semiring_matmul {

template Fault kokkos_matmul<float>(Algebra, const DeviceMatrix<const float>&,
                                    const DeviceMatrix<const float>&, const DeviceMatrix<float>&);
template Fault kokkos_matmul<float>(Algebra, const BatchPlan&, const DeviceElements<const float>&,
                                    const DeviceElements<const float>&,
                                    const DeviceElements<float>&);

}  // namespace semiring_matmul
