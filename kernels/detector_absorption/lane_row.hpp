/// One row of pixels on a CPU, some registers of them at a time.
/// Decides: the order of the sums (a pixel's terms one after the other) and what happens at the end
/// of a row. Refuses to know: threads; a row is computed by one of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include <common/lane_math.hpp>
#include <detector_absorption/lane_decay.hpp>
#include <detector_absorption/pixel.hpp>
#include <detector_absorption/plan.hpp>

namespace detector_absorption {

/// 0, 1, 2 ...: what a register's columns are beyond its first.
template <class T>
inline constexpr auto lane_numbers = [] {
  std::array<T, kernels::lane_count<T>> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<T>(i);
  return numbers;
}();

/// What a job is, so that its loop holds nothing else.
enum class Shape {
  clear_term,    ///< one term, nothing in front of it
  covered_term,  ///< one term
  terms,         ///< terms that share an image: it is multiplied by once, behind the sum
  images         ///< terms with an image each
};

template <class T>
Shape shape_of(const Job<T>& job) {
  if (job.stride != 0) return Shape::images;
  if (job.count != 1) return Shape::terms;
  return job.terms[0].entry == T(0) ? Shape::clear_term : Shape::covered_term;
}

/// Halvings on the way to pixels at the distances `away`: through the layer, then, where something
/// covers it, through that. Side by side, so that the units have twice as much to do. NaN, of a
/// pixel in the sample itself, is cut off like infinity.
template <Shape shape, class T, std::size_t n>
auto halvings(const Term<T>& term, const Pack<T, n>& away) {
  constexpr std::size_t count = shape == Shape::clear_term ? n : 2 * n;
  constexpr T log2_e = static_cast<T>(1.44269504088896340736);
  const T width = term.width * log2_e;
  const Lanes<T> width_most = kernels::broadcast(term.width_most * log2_e);
  const T entry = term.entry * log2_e;
  const Lanes<T> entry_most = kernels::broadcast(term.entry_most * log2_e);
  const auto x = pack_of<T, count>([&](std::size_t i) {
    return i < n ? kernels::smaller(width_most, away.part[i] * width)
                 : kernels::smaller(entry_most, away.part[i - n] * entry);
  });
  return term.behind ? pack_of<T, count>([&](std::size_t i) { return -x.part[i]; }) : x;
}

/// R of pixels at u^2 + v^2 = `beside`, in the plane of a term.
template <class T, std::size_t n>
Pack<T, n> distances(const Term<T>& term, const Pack<T, n>& beside) {
  return pack_of<T, n>(
      [&](std::size_t i) { return kernels::square_root<T>(beside.part[i] + term.plane); });
}

/// What a term captures of pixels at the distances `away`.
template <Shape shape, class T, std::size_t n>
Pack<T, n> captured(const Term<T>& term, const Pack<T, n>& away) {
  const auto powers = decay(halvings<shape>(term, away));
  return pack_of<T, n>([&](std::size_t i) {
    if constexpr (shape == Shape::clear_term) {
      return powers.captured(i);
    } else {
      return powers.captured(i) * powers.passed(i + n);
    }
  });
}

/// Sums the terms of pixels at `beside`, their intensities from `intensity` on. The next term's
/// square roots are begun before this one's exponentials: they take longest to arrive.
template <Shape shape, class T, std::size_t n>
Pack<T, n> summed(const Job<T>& job, const Pack<T, n>& beside, const T* intensity) {
  constexpr std::size_t width = kernels::lane_count<T>;
  Pack<T, n> away = distances(job.terms[0], beside);
  if constexpr (shape == Shape::clear_term || shape == Shape::covered_term) {
    return captured<shape>(job.terms[0], away);
  }
  Pack<T, n> sum{};
  for (std::size_t t = 0; t < job.count; ++t) {
    const Pack<T, n> here = away;
    if (t + 1 < job.count) away = distances(job.terms[t + 1], beside);
    const Pack<T, n> part = captured<shape>(job.terms[t], here);
    sum = pack_of<T, n>([&](std::size_t i) {
      if constexpr (shape != Shape::images) return sum.part[i] + part.part[i];
      return sum.part[i] + part.part[i] * kernels::load(intensity + t * job.stride + i * width);
    });
  }
  return sum;
}

/// Computes n registers of pixels that begin at pixel `first`.
template <Shape shape, class T, std::size_t n>
void absorb_stretch(const Job<T>& job, const Pack<T, n>& beside, std::size_t first) {
  constexpr std::size_t width = kernels::lane_count<T>;
  const T* intensity = job.intensities + first;
  const Pack<T, n> sum = summed<shape>(job, beside, intensity);
#pragma GCC unroll 8
  for (std::size_t i = 0; i < n; ++i) {
    const Lanes<T> value =
        shape == Shape::images ? sum.part[i] : sum.part[i] * kernels::load(intensity + i * width);
    kernels::store<T>(job.out + first + i * width, value);
  }
}

/// Computes the pixels of a row that has at least a register of them, n registers side by side. The
/// last may overlap the one before, and computes the same again. Flattened: a call would pass its
/// registers through memory.
template <Shape shape, std::size_t n, class T>
[[gnu::flatten]] void absorb_registers(const Job<T> job, std::size_t row) {
  constexpr std::size_t width = kernels::lane_count<T>;
  const Grid<T>& grid = job.grid;
  const T v = grid.first_v + static_cast<T>(row) * grid.pixel;
  const auto places = pack_of<T, n>([&](std::size_t i) {
    const Lanes<T> numbers = kernels::load(lane_numbers<T>.data()) + static_cast<T>(i * width);
    return numbers * grid.pixel + grid.first_u;
  });
  const auto beside = [&](std::size_t column, std::size_t i) {
    const Lanes<T> u = places.part[i] + static_cast<T>(column) * grid.pixel;
    return u * u + v * v;
  };
  const std::size_t first = row * grid.columns;
  std::size_t column = 0;
  for (; column + n * width <= grid.columns; column += n * width) {
    absorb_stretch<shape>(job, pack_of<T, n>([&](std::size_t i) { return beside(column, i); }),
                          first + column);
  }
  for (; column < grid.columns; column += width) {
    const std::size_t at = std::min(column, grid.columns - width);
    absorb_stretch<shape>(job, pack_of<T, 1>([&](std::size_t i) { return beside(at, i); }),
                          first + at);
  }
}

/// Exponentials side by side: as many as the 32 registers of AVX-512 hold beside their constants,
/// half of them where there are 16.
inline constexpr std::size_t side_by_side = kernels::register_bytes == 64 ? 8 : 4;

/// Computes row `row` of the job; rows narrower than a register are computed pixel by pixel.
template <class T>
void absorb_row(const Job<T>& job, std::size_t row) {
  if (job.grid.columns < kernels::lane_count<T>) {
    for (std::size_t column = 0; column < job.grid.columns; ++column) {
      absorb_pixel(job, row, column);
    }
    return;
  }
  switch (shape_of(job)) {
    case Shape::clear_term:
      return absorb_registers<Shape::clear_term, side_by_side>(job, row);
    case Shape::covered_term:
      return absorb_registers<Shape::covered_term, side_by_side / 2>(job, row);
    case Shape::terms:
      return absorb_registers<Shape::terms, side_by_side / 2>(job, row);
    case Shape::images:
      return absorb_registers<Shape::images, side_by_side / 2>(job, row);
  }
}

}  // namespace detector_absorption
