/// An absorption taken apart for kernels: what is the same for all pixels, worked out once.
/// Decides: which terms a pixel sums. Refuses to know: who sums them.
///
/// The axes are orthonormal, so a pixel at (u, v) of a plane at distance k along the normal has
/// R = sqrt(u^2 + v^2 + k^2) and rho = k / R, however the detector is tilted: 1 / rho costs a
/// square root and a multiplication, no division. A term captures
///
///   e^(-entry R) (1 - e^(-width R)),   entry = t dz mu / |k|,   width = dz mu / |k|,
///
/// which is c_t. Layers of one rho and one intensity telescope to a single term, exactly:
///   sum of c_t = 1 - e^(-steps dz mu / rho).
#pragma once

#include <cstddef>
#include <vector>

#include <detector_absorption/absorption.hpp>

namespace detector_absorption {

/// Where pixels lie in the plane: u = first_u + column * pixel, v alike; mm.
template <class T>
struct Grid {
  std::size_t columns = 0;
  std::size_t rows = 0;
  T first_u = 0;
  T first_v = 0;
  T pixel = 0;
};

/// One capture. Exponents are cut off at `..._most`: where |rho| is below its least value, or where
/// e^-x has left the range of T. Seen from behind their sign is turned: factors grow.
template <class T>
struct Term {
  T plane = 0;  ///< k^2, mm^2
  T entry = 0;  ///< of R, 1/mm; 0: nothing lies in front
  T entry_most = 0;
  T width = 0;  ///< of R, 1/mm
  T width_most = 0;
  bool behind = false;
};

/// Terms `first` to `first + count - 1` of a plan, the first of them for images of layer `layer`.
struct Part {
  std::size_t first = 0;
  std::size_t count = 0;
  std::size_t layer = 0;
};

template <class T>
struct Plan {
  Grid<T> grid;
  std::size_t steps = 1;
  std::vector<Term<T>> terms;
  Part one_image;        ///< what to sum where layers share an image
  Part image_per_layer;  ///< and where each has its own
};

/// A plan, or why there is none.
template <class T>
struct Planned {
  Fault fault = Fault::none;
  Plan<T> plan;
};

/// For float and double. Worked out in double precision, then rounded once.
template <class T>
Planned<T> make_plan(const Absorption& absorption);

/// Why `absorption` cannot be computed in T: fault_of, or Fault::grows_beyond_range.
template <class T>
Fault fault_within_range(const Absorption& absorption);

/// Largest exponent x for which T has e^-x and e^x to full precision.
template <class T>
inline constexpr double most_exponent = sizeof(T) == 4 ? 87.0 : 708.0;

/// What a kernel reads and writes, in memory of its own.
template <class T>
struct Job {
  Grid<T> grid;
  const Term<T>* terms = nullptr;
  std::size_t count = 0;           ///< of terms
  const T* intensities = nullptr;  ///< of the first term
  std::size_t stride = 0;          ///< to the next term's
  T* out = nullptr;
};

/// The job of a plan whose terms lie at `terms`, for a fitting number of intensities.
template <class T>
Job<T> job_of(const Plan<T>& plan, const Term<T>* terms, const T* intensities,
              std::size_t intensity_count, T* out) {
  const std::size_t pixels = plan.grid.columns * plan.grid.rows;
  const std::size_t stride = layer_stride(pixels, intensity_count);
  const Part& part = stride == 0 ? plan.one_image : plan.image_per_layer;
  return {plan.grid, terms + part.first, part.count, intensities + part.layer * stride, stride,
          out};
}

/// Whether images and output belong to the plan.
template <class T>
Fault sizes_fit(const Plan<T>& plan, std::size_t intensities, std::size_t output) {
  return sizes_fit(plan.grid.columns * plan.grid.rows, plan.steps, intensities, output);
}

}  // namespace detector_absorption
