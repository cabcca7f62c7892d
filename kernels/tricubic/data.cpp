/// Fields and queries: see the header.
#include <algorithm>
#include <cmath>

#include <common/generator.hpp>
#include <tricubic/data.hpp>
#include <tricubic/window.hpp>

namespace tricubic {

template <class T>
Grid<T> original_field() {
  Grid<T> grid(original_range, original_range, original_range);
  for (int h = original_range.first; h <= original_range.last; ++h) {
    for (int k = original_range.first; k <= original_range.last; ++k) {
      for (int l = original_range.first; l <= original_range.last; ++l) {
        grid.at(h, k, l) =
            static_cast<T>(100 + 10 * h + 5 * k + 2 * l + 0.5 * h * k + 0.3 * k * l + 0.2 * h * l);
      }
    }
  }
  return grid;
}

template <class T>
Grid<T> random_grid(Range h, Range k, Range l, std::uint64_t seed) {
  Grid<T> grid(h, k, l);
  kernels::Generator generator(seed);
  for (T& value : grid.values) value = static_cast<T>(200.0 * generator.uniform());
  return grid;
}

template <class T>
Queries<T> random_queries(const Range (&range)[axes], Acceptance acceptance, std::size_t count,
                          std::uint64_t seed) {
  const Window<T> window = window_of<T>(range, acceptance);
  kernels::Generator generator(seed);
  Queries<T> queries;
  for (auto& axis : queries.x) axis.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    for (int axis = 0; axis < axes; ++axis) {
      const double low = window.low[axis];
      const double width = window.high[axis] - low;
      const T drawn = static_cast<T>(low + width * generator.uniform());
      const T highest = std::nextafter(window.high[axis], window.low[axis]);
      queries.x[axis][i] = std::min(drawn, highest);
    }
  }
  return queries;
}

template <class T>
Queries<T> original_queries(std::size_t count) {
  Queries<T> queries;
  for (std::size_t i = 0; i < count; ++i) {
    const double part = count < 2 ? 0.0 : static_cast<double>(i) / static_cast<double>(count - 1);
    queries.x[0].push_back(static_cast<T>(-2.5 + 5.0 * part));
    queries.x[1].push_back(queries.x[0].back());
    queries.x[2].push_back(T(0.5));
  }
  return queries;
}

template Grid<float> original_field();
template Grid<double> original_field();
template Grid<float> random_grid(Range, Range, Range, std::uint64_t);
template Grid<double> random_grid(Range, Range, Range, std::uint64_t);
template Queries<float> random_queries(const Range (&)[axes], Acceptance, std::size_t,
                                       std::uint64_t);
template Queries<double> random_queries(const Range (&)[axes], Acceptance, std::size_t,
                                        std::uint64_t);
template Queries<float> original_queries(std::size_t);
template Queries<double> original_queries(std::size_t);

}  // namespace tricubic
