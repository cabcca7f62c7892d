/// Every implementation of the ELL aggregation under one signature, so that each test holds for
/// all, and the inputs that tests draw.
/// Decides: the lists. Refuses to know: which reduction a test is about.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <common/generator.hpp>
#include <ell_aggregation/inputs.hpp>

namespace ell_tests {

using ell_aggregation::Edge;
using ell_aggregation::EdgeAttributes;
using ell_aggregation::Ell;
using ell_aggregation::Fault;
using ell_aggregation::Inputs;
using ell_aggregation::Matrix;
using ell_aggregation::Reduction;

template <class T>
struct Implementation {
  std::string name;
  std::function<Fault(Reduction, const Inputs<T>& inputs, Matrix<T>& out)> run;
  bool only_sum = false;  ///< the shortcut, legal for nothing else
};

/// The implementations of this build; others add theirs before main.
template <class T>
std::vector<Implementation<T>>& implementations();

/// Extents of an aggregation.
struct Extents {
  std::size_t rows;
  std::size_t slots;
  std::size_t columns;
  std::size_t features;
  std::size_t outputs;
  std::size_t attributes;
};

/// `3x5<-7 features 2->4 attributes 0`.
std::string text(const Extents& extents);

/// Nothing, one, primes, multiples of a tile or a panel and their neighbours.
std::vector<Extents> all_extents();

/// Rows of 0 to `slots` edges, padded at a random column; everything else N(0, 1).
template <class T>
Inputs<T> random_inputs(const Extents& extents, Reduction reduction, std::uint64_t seed);

/// The output of one implementation; fails the test when it is refused.
template <class T>
Matrix<T> output(const Implementation<T>& implementation, Reduction reduction,
                 const Inputs<T>& inputs);

/// Relative to 1 + |reference|, for messages of order 1.
template <class T>
constexpr double tolerance() {
  return sizeof(T) == 4 ? 1e-4 : 1e-12;
}

}  // namespace ell_tests
