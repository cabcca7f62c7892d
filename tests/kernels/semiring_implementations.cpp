/// The implementations that need no Kokkos.
#include "kernels/semiring_implementations.hpp"

#include <gtest/gtest.h>
#include <semiring_matmul/naive.hpp>
#include <semiring_matmul/serial_loop.hpp>

namespace semiring_tests {

template <class T>
std::vector<Implementation<T>>& implementations() {
  static std::vector<Implementation<T>> list = {
      {"serial_loop",
       [](Algebra algebra, const Matrix<T>& a, const Matrix<T>& b, Matrix<T>& c) {
         return semiring_matmul::serial_loop<T>(algebra, a.view(), b.view(), c.view());
       }},
      {"naive", [](Algebra algebra, const Matrix<T>& a, const Matrix<T>& b, Matrix<T>& c) {
         std::vector<T> terms;
         return semiring_matmul::naive<T>(algebra, a.view(), b.view(), c.view(), terms);
       }}};
  return list;
}

template <class T>
std::vector<BatchImplementation<T>>& batch_implementations() {
  using semiring_matmul::Tensor;
  static std::vector<BatchImplementation<T>> list = {
      {"serial_loop", [](Algebra algebra, const Tensor<T>& a, const Tensor<T>& b, Tensor<T>& c) {
         const auto plan = semiring_matmul::plan_batch(a.extents, b.extents);
         if (plan.fault != Fault::none) return plan.fault;
         std::vector<T> values(plan.c_elements());
         const Fault fault =
             semiring_matmul::serial_loop<T>(algebra, plan, a.values, b.values, values);
         if (fault == Fault::none) c = {plan.extents, std::move(values)};
         return fault;
       }}};
  return list;
}

template <class T>
Matrix<T> product(const Implementation<T>& implementation, Algebra algebra, const Matrix<T>& a,
                  const Matrix<T>& b) {
  Matrix<T> c(a.rows, b.columns);
  const Fault fault = implementation.run(algebra, a, b, c);
  EXPECT_EQ(fault, Fault::none) << sentence(fault);
  return c;
}

template std::vector<Implementation<float>>& implementations();
template std::vector<Implementation<double>>& implementations();
template std::vector<BatchImplementation<float>>& batch_implementations();
template std::vector<BatchImplementation<double>>& batch_implementations();
template Matrix<float> product(const Implementation<float>&, Algebra, const Matrix<float>&,
                               const Matrix<float>&);
template Matrix<double> product(const Implementation<double>&, Algebra, const Matrix<double>&,
                                const Matrix<double>&);

}  // namespace semiring_tests
