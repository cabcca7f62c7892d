/// Three loops: see the header.
#include <algorithm>
#include <vector>

#include <semiring_matmul/accumulator.hpp>
#include <semiring_matmul/serial_loop.hpp>

namespace semiring_matmul {
namespace {

template <class A, class T>
void fill(MatrixView<const T> a, MatrixView<const T> b, MatrixView<T> c) {
  std::vector<Accumulator<A, T>> outputs(c.columns);
  for (std::size_t i = 0; i < c.rows; ++i) {
    std::fill(outputs.begin(), outputs.end(), Accumulator<A, T>{});
    for (std::size_t p = 0; p < a.columns; ++p) {
      const T x = a.row(i)[p];
      const T* y = b.row(p);
      for (std::size_t j = 0; j < c.columns; ++j) outputs[j].add(A::multiply(x, y[j]));
    }
    for (std::size_t j = 0; j < c.columns; ++j) c.row(i)[j] = outputs[j].value();
  }
}

}  // namespace

template <class T>
Fault serial_loop(Algebra algebra, MatrixView<const T> a, MatrixView<const T> b, MatrixView<T> c) {
  const Fault fault = shapes_fit(a, b, c);
  if (fault != Fault::none) return fault;
  with_algebra(algebra, [&]<class A>(A) { fill<A, T>(a, b, c); });
  return Fault::none;
}

template <class T>
Fault serial_loop(Algebra algebra, const BatchPlan& plan, const std::vector<T>& a,
                  const std::vector<T>& b, std::vector<T>& c) {
  const Fault fault = arrays_fit(plan, a.size(), b.size(), c.size());
  if (fault != Fault::none) return fault;
  with_algebra(algebra, [&]<class A>(A) {
    for_each_product(plan, a.data(), b.data(), c.data(), fill<A, T>);
  });
  return Fault::none;
}

template Fault serial_loop(Algebra, const BatchPlan&, const std::vector<float>&,
                           const std::vector<float>&, std::vector<float>&);
template Fault serial_loop(Algebra, const BatchPlan&, const std::vector<double>&,
                           const std::vector<double>&, std::vector<double>&);
template Fault serial_loop(Algebra, MatrixView<const float>, MatrixView<const float>,
                           MatrixView<float>);
template Fault serial_loop(Algebra, MatrixView<const double>, MatrixView<const double>,
                           MatrixView<double>);

}  // namespace semiring_matmul
