/// Every softmax over edges under one signature, so that each test holds for all.
/// Decides: the list. Refuses to know: what a test is about.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <ell_aggregation/ell.hpp>

namespace ell_tests {

template <class T>
struct Softmax {
  std::string name;
  std::function<ell_aggregation::Fault(const ell_aggregation::Ell<T>& scores,
                                       ell_aggregation::Matrix<T>& weights)>
      run;
};

/// Those of this build; others add theirs before main.
template <class T>
std::vector<Softmax<T>>& softmaxes();

}  // namespace ell_tests
