/// kokkos_matmul in fp64: all six algebras. A file of its own because each one takes its time to
/// compile. Decides and knows nothing beyond that.
#include <semiring_matmul/kokkos_kernel_impl.hpp>

namespace semiring_matmul {

template Fault kokkos_matmul<double>(Algebra, const DeviceMatrix<const double>&,
                                     const DeviceMatrix<const double>&,
                                     const DeviceMatrix<double>&);
template Fault kokkos_matmul<double>(Algebra, const BatchPlan&, const DeviceElements<const double>&,
                                     const DeviceElements<const double>&,
                                     const DeviceElements<double>&);

}  // namespace semiring_matmul
