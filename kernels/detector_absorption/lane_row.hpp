/// One row of pixels on a CPU, a register of them at a time.
/// Decides: the order of the sums (the terms of a register of pixels, one after the other), edges.
/// Refuses to know: threads; a row is computed by one of them.
///
/// A row's last pixels, fewer than a register, are read and written through a buffer, so that
/// nothing beyond an image is touched.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>

#include <detector_absorption/lane_decay.hpp>
#include <detector_absorption/plan.hpp>

namespace detector_absorption {

/// 0, 1, 2 ...: what a register's columns are beyond its first.
template <class T>
Lanes<T> lane_numbers() {
  std::array<T, kernels::lane_count<T>> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<T>(i);
  return kernels::load(numbers.data());
}

/// What a term captures of pixels at u^2 + v^2 = `beside`.
template <class T>
Lanes<T> captured(const Term<T>& term, const Lanes<T>& beside) {
  const Lanes<T> away = square_root<T>(beside + term.plane);
  const Lanes<T> width = at_most<T>(away * term.width, term.width_most);
  const Lanes<T> inside = decay<T>(term.behind ? -width : width).captured();
  if (term.entry == T(0)) return inside;
  const Lanes<T> entry = at_most<T>(away * term.entry, term.entry_most);
  return inside * decay<T>(term.behind ? -entry : entry).passed();
}

/// Reads whole registers, or the first lanes of one.
template <class T>
Lanes<T> load_first(const T* from, std::size_t count) {
  if (count >= kernels::lane_count<T>) return kernels::load(from);
  Lanes<T> lanes{};
  std::memcpy(&lanes, from, count * sizeof(T));
  return lanes;
}

/// A register of pixels whose intensities begin at `intensity`.
template <class T>
Lanes<T> pixel_sums(const Job<T>& job, const Lanes<T>& beside, const T* intensity,
                    std::size_t count) {
  Lanes<T> sum{};
  if (job.stride == 0) {
    for (std::size_t t = 0; t < job.count; ++t) sum += captured(job.terms[t], beside);
    return sum * load_first(intensity, count);
  }
  for (std::size_t t = 0; t < job.count; ++t) {
    sum += captured(job.terms[t], beside) * load_first(intensity + t * job.stride, count);
  }
  return sum;
}

/// Computes row `row` of the job.
template <class T>
void absorb_row(const Job<T>& job, std::size_t row) {
  constexpr std::size_t width = kernels::lane_count<T>;
  const Grid<T>& grid = job.grid;
  const T v = grid.first_v + static_cast<T>(row) * grid.pixel;
  const Lanes<T> numbers = lane_numbers<T>();
  const T* intensity = job.intensities + row * grid.columns;
  T* out = job.out + row * grid.columns;
  for (std::size_t column = 0; column < grid.columns; column += width) {
    const Lanes<T> u = (numbers + static_cast<T>(column)) * grid.pixel + grid.first_u;
    const Lanes<T> beside = u * u + v * v;
    const std::size_t count = grid.columns - column;
    const Lanes<T> sums = pixel_sums(job, beside, intensity + column, count);
    if (count >= width) {
      kernels::store(out + column, sums);
    } else {
      std::memcpy(out + column, &sums, count * sizeof(T));
    }
  }
}

}  // namespace detector_absorption
