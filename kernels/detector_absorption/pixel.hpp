/// One pixel on a device: a thread's work.
/// Decides: the order of the sums, which is that of the terms. Refuses to know: how threads are
/// numbered, who launches them.
#pragma once

#include <cmath>
#include <cstddef>

#include <common/device_function.hpp>
#include <detector_absorption/plan.hpp>

namespace detector_absorption {

/// What a term captures of a pixel at u^2 + v^2 = `beside`. A NaN product, of a pixel in the sample
/// itself, becomes `most`.
template <class T>
KERNEL_FUNCTION T captured_by(const Term<T>& term, T beside) {
  const T away = std::sqrt(beside + term.plane);
  const T wide = away * term.width;
  const T width = wide < term.width_most ? wide : term.width_most;
  const T inside = -std::expm1(term.behind ? width : -width);
  if (term.entry == T(0)) return inside;
  const T deep = away * term.entry;
  const T entry = deep < term.entry_most ? deep : term.entry_most;
  return inside * std::exp(term.behind ? entry : -entry);
}

/// Computes pixel (row, column) of the job.
template <class T>
KERNEL_FUNCTION void absorb_pixel(const Job<T>& job, std::size_t row, std::size_t column) {
  const T u = job.grid.first_u + static_cast<T>(column) * job.grid.pixel;
  const T v = job.grid.first_v + static_cast<T>(row) * job.grid.pixel;
  const T beside = u * u + v * v;
  const std::size_t pixel = row * job.grid.columns + column;
  T sum = 0;
  if (job.stride == 0) {
    for (std::size_t t = 0; t < job.count; ++t) sum += captured_by(job.terms[t], beside);
    sum *= job.intensities[pixel];
  } else {
    for (std::size_t t = 0; t < job.count; ++t) {
      sum += captured_by(job.terms[t], beside) * job.intensities[pixel + t * job.stride];
    }
  }
  job.out[pixel] = sum;
}

}  // namespace detector_absorption
