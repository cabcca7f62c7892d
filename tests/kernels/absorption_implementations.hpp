/// Every implementation of the absorption under one signature, so that each test holds for all.
/// Decides: the list. Refuses to know: which reading a test is about.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <detector_absorption/absorption.hpp>

namespace absorption_tests {

using detector_absorption::Absorption;
using detector_absorption::Fault;

template <class T>
struct Implementation {
  std::string name;
  std::function<Fault(const Absorption&, const std::vector<T>& intensities, std::vector<T>& out)>
      run;
  std::string (*why_not_here)() = nullptr;

  /// Why it cannot run on this machine; empty when it can.
  std::string why_not() const { return why_not_here == nullptr ? "" : why_not_here(); }
};

/// The implementations of this build; others add theirs before main.
template <class T>
std::vector<Implementation<T>>& implementations();

}  // namespace absorption_tests
