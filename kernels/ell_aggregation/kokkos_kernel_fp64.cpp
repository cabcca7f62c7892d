/// The Kokkos aggregations in fp64. A file of its own because each one takes its time to compile.
/// Decides and knows nothing beyond that.
#include <ell_aggregation/kokkos_kernel_impl.hpp>

namespace ell_aggregation {

template Fault kokkos_aggregate<double>(Reduction, const DeviceInputs<double>&, Workspace<double>&,
                                        const DeviceMatrix<double>&);
template Fault kokkos_aggregate_linear<double>(Reduction, const DeviceInputs<double>&,
                                               Workspace<double>&, const DeviceMatrix<double>&);

}  // namespace ell_aggregation
