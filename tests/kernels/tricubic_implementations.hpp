/// Every implementation of tricubic interpolation under one signature, so that each test holds for
/// all. Decides: the list. Refuses to know: which policy a test is about.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <tricubic/batch.hpp>
#include <tricubic/run_state.hpp>

namespace tricubic_tests {

using tricubic::Fault;
using tricubic::Grid;
using tricubic::Output;
using tricubic::Queries;
using tricubic::Range;
using tricubic::Report;
using tricubic::Results;
using tricubic::RunState;
using tricubic::Settings;

template <class T>
struct Implementation {
  std::string name;
  std::function<Report(RunState&, Output, const Grid<T>&, const Queries<T>&, Results<T>&)> run;
};

/// The implementations of this build; others add theirs before main.
template <class T>
std::vector<Implementation<T>>& implementations();

/// One query for each (h, k, l).
template <class T>
Queries<T> queries_at(const std::vector<std::vector<double>>& points);

/// The results of a batch, NaN before; fails the test when it is refused.
template <class T>
Results<T> interpolated(const Implementation<T>& implementation, RunState& run, Output output,
                        const Grid<T>& grid, const Queries<T>& queries);

/// The values of a batch in a run of its own.
template <class T>
std::vector<T> values_of(const Implementation<T>& implementation, const Settings& settings,
                         const Grid<T>& grid, const Queries<T>& queries);

}  // namespace tricubic_tests
