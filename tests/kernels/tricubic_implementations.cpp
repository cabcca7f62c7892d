/// The implementations that need no Kokkos.
#include "kernels/tricubic_implementations.hpp"

#include <limits>

#include <gtest/gtest.h>
#include <tricubic/plain_loop.hpp>

namespace tricubic_tests {

template <class T>
std::vector<Implementation<T>>& implementations() {
  static std::vector<Implementation<T>> list = {{"plain_loop", tricubic::plain_loop<T>}};
  return list;
}

template <class T>
Queries<T> queries_at(const std::vector<std::vector<double>>& points) {
  Queries<T> queries;
  for (const std::vector<double>& point : points) {
    for (std::size_t axis = 0; axis < 3; ++axis) {
      queries.x[axis].push_back(static_cast<T>(point.at(axis)));
    }
  }
  return queries;
}

template <class T>
Results<T> interpolated(const Implementation<T>& implementation, RunState& run, Output output,
                        const Grid<T>& grid, const Queries<T>& queries) {
  Results<T> results(queries.size(), output);
  const T wrong = std::numeric_limits<T>::quiet_NaN();
  results.value.assign(results.value.size(), wrong);
  for (auto& axis : results.slope) axis.assign(axis.size(), wrong);
  const Report report = implementation.run(run, output, grid, queries, results);
  EXPECT_EQ(report.fault, Fault::none) << sentence(report.fault);
  return results;
}

template <class T>
std::vector<T> values_of(const Implementation<T>& implementation, const Settings& settings,
                         const Grid<T>& grid, const Queries<T>& queries) {
  RunState run{settings};
  return interpolated(implementation, run, Output::value, grid, queries).value;
}

template std::vector<Implementation<float>>& implementations();
template std::vector<Implementation<double>>& implementations();
template Queries<float> queries_at(const std::vector<std::vector<double>>&);
template Queries<double> queries_at(const std::vector<std::vector<double>>&);
template Results<float> interpolated(const Implementation<float>&, RunState&, Output,
                                     const Grid<float>&, const Queries<float>&);
template Results<double> interpolated(const Implementation<double>&, RunState&, Output,
                                      const Grid<double>&, const Queries<double>&);
template std::vector<float> values_of(const Implementation<float>&, const Settings&,
                                      const Grid<float>&, const Queries<float>&);
template std::vector<double> values_of(const Implementation<double>&, const Settings&,
                                       const Grid<double>&, const Queries<double>&);

}  // namespace tricubic_tests
