/// Adds the Kokkos kernel to the implementations.
#include <semiring_matmul/kokkos_kernel.hpp>

#include "kernels/semiring_implementations.hpp"

namespace semiring_tests {
namespace {

template <class T>
Fault run_kokkos(Algebra algebra, const Matrix<T>& a, const Matrix<T>& b, Matrix<T>& c) {
  const auto out = semiring_matmul::to_device(c);
  const Fault fault = semiring_matmul::kokkos_matmul<T>(algebra, semiring_matmul::to_device(a),
                                                        semiring_matmul::to_device(b), out);
  Kokkos::fence();
  c = semiring_matmul::to_host(out);
  return fault;
}

[[maybe_unused]] const bool registered = [] {
  implementations<float>().push_back({"kokkos", run_kokkos<float>});
  implementations<double>().push_back({"kokkos", run_kokkos<double>});
  return true;
}();

}  // namespace
}  // namespace semiring_tests
