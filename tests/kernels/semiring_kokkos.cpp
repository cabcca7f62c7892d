/// Adds the Kokkos kernels to the implementations.
#include <semiring_matmul/kokkos_kernel.hpp>

#include "kernels/semiring_implementations.hpp"

namespace semiring_tests {
namespace {

using semiring_matmul::BatchPlan;
using semiring_matmul::DeviceElements;
using semiring_matmul::Tensor;

/// How all three kernels are called.
template <class T>
using Kernel = Fault (*)(Algebra, const BatchPlan&, const DeviceElements<const T>&,
                         const DeviceElements<const T>&, const DeviceElements<T>&);

template <class T>
Fault run_kokkos(Algebra algebra, const Matrix<T>& a, const Matrix<T>& b, Matrix<T>& c) {
  const auto out = semiring_matmul::to_device(c);
  const Fault fault = semiring_matmul::kokkos_matmul<T>(algebra, semiring_matmul::to_device(a),
                                                        semiring_matmul::to_device(b), out);
  Kokkos::fence();
  c = semiring_matmul::to_host(out);
  return fault;
}

template <class T>
Fault run_kernel(Kernel<T> kernel, Algebra algebra, const BatchPlan& plan, const std::vector<T>& a,
                 const std::vector<T>& b, std::vector<T>& c) {
  const auto out = semiring_matmul::to_device(c);
  const Fault fault =
      kernel(algebra, plan, semiring_matmul::to_device(a), semiring_matmul::to_device(b), out);
  Kokkos::fence();
  c = semiring_matmul::to_host(out);
  return fault;
}

/// A kernel as an implementation for single matrices. Where it does not tile, the blocked kernel
/// takes over, as it does for providers.
template <class T>
Implementation<T> single(const std::string& name, Kernel<T> kernel) {
  return {name, [kernel](Algebra algebra, const Matrix<T>& a, const Matrix<T>& b, Matrix<T>& c) {
            const BatchPlan plan = semiring_matmul::plan_batch(std::array{a.rows, a.columns},
                                                               std::array{b.rows, b.columns});
            const Fault fault = run_kernel(kernel, algebra, plan, a.values, b.values, c.values);
            if (fault != Fault::does_not_tile) return fault;
            return run_kernel<T>(semiring_matmul::kokkos_matmul<T>, algebra, plan, a.values,
                                 b.values, c.values);
          }};
}

template <class T>
BatchImplementation<T> batched(const std::string& name, Kernel<T> kernel) {
  return {name, [kernel](Algebra algebra, const Tensor<T>& a, const Tensor<T>& b, Tensor<T>& c) {
            const BatchPlan plan = semiring_matmul::plan_batch(a.extents, b.extents);
            if (plan.fault != Fault::none) return plan.fault;
            std::vector<T> values(plan.c_elements());
            const Fault fault = run_kernel(kernel, algebra, plan, a.values, b.values, values);
            if (fault == Fault::none) c = {plan.extents, std::move(values)};
            return fault;
          }};
}

[[maybe_unused]] const bool registered = [] {
  using namespace semiring_matmul;
  implementations<float>().push_back({"kokkos", run_kokkos<float>});
  implementations<double>().push_back({"kokkos", run_kokkos<double>});
  implementations<float>().push_back(single<float>("kokkos_tiled", kokkos_matmul_tiled<float>));
  implementations<double>().push_back(single<double>("kokkos_tiled", kokkos_matmul_tiled<double>));
  implementations<float>().push_back(single<float>("kokkos_wide", kokkos_matmul_wide));
  batch_implementations<float>().push_back(batched<float>("kokkos", kokkos_matmul<float>));
  batch_implementations<double>().push_back(batched<double>("kokkos", kokkos_matmul<double>));
  batch_implementations<float>().push_back(
      batched<float>("kokkos_tiled", kokkos_matmul_tiled<float>));
  batch_implementations<double>().push_back(
      batched<double>("kokkos_tiled", kokkos_matmul_tiled<double>));
  batch_implementations<float>().push_back(batched<float>("kokkos_wide", kokkos_matmul_wide));
  return true;
}();

}  // namespace
}  // namespace semiring_tests
