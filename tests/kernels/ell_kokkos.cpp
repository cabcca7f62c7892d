/// Adds the Kokkos aggregations to the implementations.
#include <ell_aggregation/kokkos_kernel.hpp>
#include <ell_aggregation/kokkos_softmax.hpp>

#include "kernels/ell_implementations.hpp"
#include "kernels/ell_softmaxes.hpp"

namespace ell_tests {
namespace {

using ell_aggregation::DeviceInputs;
using ell_aggregation::DeviceMatrix;
using ell_aggregation::Workspace;

template <class T>
using Kernel = Fault (*)(Reduction, const DeviceInputs<T>&, Workspace<T>&, const DeviceMatrix<T>&);

/// Two calls with one workspace, the second counts: what an earlier call left there must not reach
/// a later one.
template <class T, Kernel<T> kernel>
Fault run_kernel(Reduction reduction, const Inputs<T>& inputs, Matrix<T>& out) {
  const Fault fault = ell_aggregation::attributes_fit(inputs);
  if (fault != Fault::none) return fault;
  const DeviceMatrix<T> on_device = ell_aggregation::to_device(out);
  Workspace<T> workspace;
  const DeviceInputs<T> device_inputs = ell_aggregation::to_device(inputs);
  const Fault first = kernel(reduction, device_inputs, workspace, ell_aggregation::to_device(out));
  const Fault second = kernel(reduction, device_inputs, workspace, on_device);
  Kokkos::fence();
  out = ell_aggregation::to_host(on_device);
  return first == second ? first : Fault::none;
}

template <class T>
Fault run_softmax(const Ell<T>& scores, Matrix<T>& weights) {
  const DeviceMatrix<T> on_device = ell_aggregation::to_device(weights);
  const Fault fault = ell_aggregation::kokkos_softmax<T>(
      scores.padded_for(), ell_aggregation::to_device(scores.values()), on_device);
  Kokkos::fence();
  weights = ell_aggregation::to_host(on_device);
  return fault;
}

template <class T>
void add_kernels() {
  softmaxes<T>().push_back({"kokkos", run_softmax<T>});
  implementations<T>().push_back({"kokkos", run_kernel<T, ell_aggregation::kokkos_aggregate<T>>});
  implementations<T>().push_back(
      {"kokkos_linear", run_kernel<T, ell_aggregation::kokkos_aggregate_linear<T>>, true});
}

[[maybe_unused]] const bool registered = [] {
  add_kernels<float>();
  add_kernels<double>();
  return true;
}();

}  // namespace
}  // namespace ell_tests
