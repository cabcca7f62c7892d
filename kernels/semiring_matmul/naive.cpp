/// Terms first, reduction afterwards: see the header.
#include <algorithm>

#include <semiring_matmul/accumulator.hpp>
#include <semiring_matmul/naive.hpp>

namespace semiring_matmul {
namespace {

template <class A, class T>
void write_terms(MatrixView<const T> a, MatrixView<const T> b, T* out) {
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t p = 0; p < b.rows; ++p) {
      const T x = a.row(i)[p];
      const T* y = b.row(p);
      for (std::size_t j = 0; j < b.columns; ++j) *out++ = A::multiply(x, y[j]);
    }
  }
}

template <class A, class T>
void reduce_terms(const T* terms, std::size_t depth, MatrixView<T> c) {
  std::vector<Accumulator<A, T>> outputs(c.columns);
  for (std::size_t i = 0; i < c.rows; ++i) {
    std::fill(outputs.begin(), outputs.end(), Accumulator<A, T>{});
    for (std::size_t p = 0; p < depth; ++p) {
      for (std::size_t j = 0; j < c.columns; ++j) outputs[j].add(*terms++);
    }
    for (std::size_t j = 0; j < c.columns; ++j) c.row(i)[j] = outputs[j].value();
  }
}

}  // namespace

template <class T>
Fault naive(Algebra algebra, MatrixView<const T> a, MatrixView<const T> b, MatrixView<T> c,
            std::vector<T>& terms) {
  const Fault fault = shapes_fit(a, b, c);
  if (fault != Fault::none) return fault;
  terms.resize(a.rows * b.rows * b.columns);
  with_algebra(algebra, [&]<class A>(A) {
    write_terms<A, T>(a, b, terms.data());
    reduce_terms<A, T>(terms.data(), b.rows, c);
  });
  return Fault::none;
}

template Fault naive(Algebra, MatrixView<const float>, MatrixView<const float>, MatrixView<float>,
                     std::vector<float>&);
template Fault naive(Algebra, MatrixView<const double>, MatrixView<const double>,
                     MatrixView<double>, std::vector<double>&);

}  // namespace semiring_matmul
