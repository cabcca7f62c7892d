/// Adds the Kokkos kernel to the implementations of the absorption.
#include <detector_absorption/kokkos_kernel.hpp>

#include "kernels/absorption_implementations.hpp"

namespace absorption_tests {
namespace {

template <class T>
Fault run_kokkos(const Absorption& absorption, const std::vector<T>& in, std::vector<T>& out) {
  auto planned = detector_absorption::make_plan<T>(absorption);
  if (planned.fault != Fault::none) return planned.fault;
  const detector_absorption::KokkosPlan<T> plan(std::move(planned.plan));
  const auto device_out = detector_absorption::to_device(out);
  const Fault fault =
      detector_absorption::kokkos_absorb<T>(plan, detector_absorption::to_device(in), device_out);
  Kokkos::fence();
  out = detector_absorption::to_host(device_out);
  return fault;
}

[[maybe_unused]] const bool registered = [] {
  implementations<float>().push_back({"kokkos", run_kokkos<float>});
  implementations<double>().push_back({"kokkos", run_kokkos<double>});
  return true;
}();

}  // namespace
}  // namespace absorption_tests
