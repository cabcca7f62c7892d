/// kokkos_tricubic in fp64: a file of its own because each one takes its time to compile.
/// Decides and knows nothing beyond that.
#include <tricubic/kokkos_kernel_impl.hpp>

namespace tricubic {

template Report kokkos_tricubic(RunState&, Output, const DeviceGrid<double>&,
                                const DeviceQueries<double>&, const DeviceResults<double>&);

}  // namespace tricubic
