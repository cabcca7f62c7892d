/// One query, on the host or on a device.
/// Decides: the direct algorithm: 16 sums along l, 4 along k, 1 along h, with weights computed once
/// an axis; for the gradient the same sums with one axis' weights replaced by their derivatives.
/// Refuses to know: batches, threads, vectors.
#pragma once

#include <cmath>
#include <cstddef>

#include <tricubic/batch.hpp>
#include <tricubic/weights.hpp>
#include <tricubic/window.hpp>

namespace tricubic {

/// All that a batch is computed from, in memory that the computing side can read.
template <class T>
struct Job {
  GridView<T> grid;
  Window<T> window;
  T default_value;
  QueryView<T> queries;
  ResultView<T> results;
};

/// The value and its derivatives along h, k, l, which are 0 where the value is a constant.
template <class T>
struct Sample {
  T value;
  T slope[axes] = {T(0), T(0), T(0)};
};

/// The cubic at a query that the window accepts.
template <Output output, class T>
KERNEL_FUNCTION Sample<T> cubic_at(const GridView<T>& grid, const T (&x)[axes]) {
  Weights<T> weight[axes];
  Weights<T> rise[axes] = {};
  int corner[axes];
  for (int axis = 0; axis < axes; ++axis) {
    const T below = std::floor(x[axis]);
    corner[axis] = static_cast<int>(below) - 1;
    weight[axis] = cubic_weights(x[axis] - below);
    if constexpr (output == Output::gradient) rise[axis] = cubic_slopes(x[axis] - below);
  }
  const T* const first = grid.at(corner[0], corner[1], corner[2]);
  const std::size_t step_k = grid.range[2].extent();
  const std::size_t step_h = grid.range[1].extent() * step_k;
  T plane[4];      // of each h: the value
  T plane_k[4]{};  // its derivatives along k and l
  T plane_l[4]{};
  for (std::size_t h = 0; h < 4; ++h) {
    T row[4];
    T row_l[4]{};
    for (std::size_t k = 0; k < 4; ++k) {
      const T* values = first + h * step_h + k * step_k;
      row[k] = weight[2].sum(values, 1);
      if constexpr (output == Output::gradient) row_l[k] = rise[2].sum(values, 1);
    }
    plane[h] = weight[1].sum(row, 1);
    if constexpr (output == Output::gradient) {
      plane_k[h] = rise[1].sum(row, 1);
      plane_l[h] = weight[1].sum(row_l, 1);
    }
  }
  Sample<T> sample{weight[0].sum(plane, 1)};
  if constexpr (output == Output::gradient) {
    sample.slope[0] = rise[0].sum(plane, 1);
    sample.slope[1] = weight[0].sum(plane_k, 1);
    sample.slope[2] = weight[0].sum(plane_l, 1);
  }
  return sample;
}

/// The value of the nearest grid point, or the default value.
template <class T>
KERNEL_FUNCTION Sample<T> nearest_at(const Job<T>& job, const T (&x)[axes]) {
  int point[axes] = {};
  if (!nearest_point(job.grid.range, x, point)) return {job.default_value};
  return {*job.grid.at(point[0], point[1], point[2])};
}

template <class T>
KERNEL_FUNCTION bool accepts_query(const Job<T>& job, std::size_t i) {
  const T x[axes] = {job.queries.x[0][i], job.queries.x[1][i], job.queries.x[2][i]};
  return job.window.accepts(x);
}

template <Output output, class T>
KERNEL_FUNCTION void write(const Job<T>& job, std::size_t i, const Sample<T>& sample) {
  job.results.value[i] = sample.value;
  if constexpr (output == Output::gradient) {
    for (int axis = 0; axis < axes; ++axis) job.results.slope[axis][i] = sample.slope[axis];
  }
}

/// Treats query i. False when it should have been interpolated and is out of range.
template <Output output, class T>
KERNEL_FUNCTION bool treat_query(const Job<T>& job, Treatment treatment, std::size_t i) {
  if (treatment == Treatment::default_value) {
    write<output>(job, i, Sample<T>{job.default_value});
    return true;
  }
  const T x[axes] = {job.queries.x[0][i], job.queries.x[1][i], job.queries.x[2][i]};
  const bool interpolate = treatment == Treatment::interpolate && job.window.accepts(x);
  write<output>(job, i, interpolate ? cubic_at<output>(job.grid, x) : nearest_at(job, x));
  return interpolate || treatment != Treatment::interpolate;
}

/// Calls f with Output as a constant: f.template operator()<Output::value>().
template <class F>
auto with_output(Output output, F f) {
  return output == Output::gradient ? f.template operator()<Output::gradient>()
                                    : f.template operator()<Output::value>();
}

}  // namespace tricubic
