/// Every implementation of the product under one signature, so that each test holds for all.
/// Decides: the list. Refuses to know: which algebra a test is about.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/batch.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_tests {

using semiring_matmul::Algebra;
using semiring_matmul::Fault;
using semiring_matmul::Matrix;

template <class T>
struct Implementation {
  std::string name;
  std::function<Fault(Algebra, const Matrix<T>& a, const Matrix<T>& b, Matrix<T>& c)> run;
};

/// The implementations of this build; others add theirs before main.
template <class T>
std::vector<Implementation<T>>& implementations();

/// The same for batches; C is untouched on a fault. A kernel that only takes shapes which tile says
/// does_not_tile of others.
template <class T>
struct BatchImplementation {
  std::string name;
  std::function<Fault(Algebra, const semiring_matmul::Tensor<T>& a,
                      const semiring_matmul::Tensor<T>& b, semiring_matmul::Tensor<T>& c)>
      run;
};

template <class T>
std::vector<BatchImplementation<T>>& batch_implementations();

/// The product, by one implementation; fails the test when it is refused.
template <class T>
Matrix<T> product(const Implementation<T>& implementation, Algebra algebra, const Matrix<T>& a,
                  const Matrix<T>& b);

}  // namespace semiring_tests
