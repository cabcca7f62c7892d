/// The Kokkos aggregations in fp32. A file of its own because each one takes its time to compile.
/// Decides and knows nothing beyond that.
#include <ell_aggregation/kokkos_kernel_impl.hpp>

namespace ell_aggregation {

template Fault kokkos_aggregate<float>(Reduction, const DeviceInputs<float>&, Workspace<float>&,
                                       const DeviceMatrix<float>&);
template Fault kokkos_aggregate_linear<float>(Reduction, const DeviceInputs<float>&,
                                              Workspace<float>&, const DeviceMatrix<float>&);

}  // namespace ell_aggregation
