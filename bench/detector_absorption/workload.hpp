/// What all providers of detector_absorption share: the sheet and images of a point, its work, its
/// check.
/// Decides: the geometry, how work is counted, which pixels the oracle computes and how close an
/// output must be. Refuses to know: which provider is measured.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <detector_absorption/absorption.hpp>
#include <detector_absorption/intensities.hpp>
#include <detector_absorption/oracle.hpp>

#include <tidegate/measure/benchmark.hpp>

namespace absorption_bench {

using detector_absorption::Absorption;
using detector_absorption::Position;
using detector_absorption::Thickness;

/// One point: its sheet and the seeded image that all of its layers share.
template <class T>
struct Workload {
  Absorption absorption;
  std::vector<T> intensities;
};

/// Up to so many layers of pixels the oracle computes all; beyond it a sample of them, because each
/// of the many processes of a run computes its oracle anew.
inline constexpr std::size_t full_oracle_layers = std::size_t{512} * 512 * 5;
inline constexpr std::size_t sampled_pixels = 4096;

/// A provider must not compute in less than it says. In fp32 a difference of two exponentials near
/// 1 is off by 1e-7, and 64 of them by a few times that.
template <class T>
constexpr tidegate::Tolerance tolerance() {
  return sizeof(T) == 4 ? tidegate::Tolerance{1e-5, 1e-6} : tidegate::Tolerance{1e-12, 1e-14};
}

/// Operations of an exponential: to 2^n e^r, |r| <= ln(2) / 2, two multiply-adds and three more
/// operations, then one multiply-add for each degree of the least polynomial that is right to half
/// a unit (6 in fp32, 11 in fp64). Counted so, and not as one, because it is nearly all of the work
/// and the ceiling it is held against is one of multiply-adds.
template <class T>
constexpr double exponential_flops() {
  return 7 + 2 * (sizeof(T) == 4 ? 6 : 11);
}

/// Operations of one pixel by the least direct algorithm, a square root counting as one:
///   u and u^2 + v^2                                           4
///   a term:  R^2, R, width R, 1 - e^-x                        4 and an exponential
///   a term with something in front: entry R, e^-x, product    2 more and an exponential
///   each term but the first: adding it                        1
///   times the intensity                                       1
/// oversample is a single term, whatever its layers, because they telescope (plan.hpp); last_layer
/// is a single term with something in front; parallax is `layers` terms, in front of all but the
/// first of which there is something. All providers state this, however much more they do. The
/// square roots run beside the multiply-adds at a rate of their own, which these numbers leave out.
template <class T>
double pixel_flops(const Absorption& absorption) {
  constexpr double exponential = exponential_flops<T>();
  constexpr double term = 4 + exponential;
  constexpr double in_front = 2 + exponential;
  if (absorption.thickness == Thickness::last_layer) return 4 + term + in_front + 1;
  if (absorption.position == Position::shared) return 4 + term + 1;
  const double layers = static_cast<double>(absorption.layers.steps);
  return 4 + layers * term + (layers - 1) * (in_front + 1) + 1;
}

inline constexpr double thickness_mm = 0.1;           ///< of the sheet
inline constexpr double attenuation_length_mm = 0.5;  ///< in which intensity falls by e

/// 100 mm away, pixels of 0.1 mm.
inline Absorption absorption_of(const tidegate::State& state) {
  const auto size = static_cast<std::size_t>(state.integer("size"));
  const std::string& thick = state.word("thick");
  Absorption absorption;
  absorption.detector = detector_absorption::centred_detector(100.0, 0.1, size, size);
  absorption.layers = detector_absorption::resolve({.thickness = thickness_mm,
                                                    .steps = state.integer("layers"),
                                                    .attenuation_length = attenuation_length_mm})
                          .layers;
  absorption.position = thick == "parallax" ? Position::per_layer : Position::shared;
  absorption.thickness = thick == "last_layer" ? Thickness::last_layer : Thickness::oversample;
  return absorption;
}

/// Said in every row of thick=last_layer: a faster or brighter result there is none.
inline constexpr const char* last_layer_warning =
    "only the last layer's capture counts (thickness not oversampled): finer layers make the image "
    "darker";

/// Reads the point, makes the image and states the work: the image read and the output written
/// once, each pixel an element.
template <class T>
Workload<T> workload(tidegate::State& state) {
  Workload<T> work{absorption_of(state), {}};
  const detector_absorption::Detector& detector = work.absorption.detector;
  const double pixels = static_cast<double>(detector.pixels());
  state.work(2.0 * pixels * sizeof(T), pixels * pixel_flops<T>(work.absorption));
  state.elements(pixels);
  constexpr double metres = 1e-3;  // a millimetre
  state.counter("thickness", thickness_mm * metres, "m");
  state.counter("attenuation_length", attenuation_length_mm * metres, "m");
  if (work.absorption.thickness == Thickness::last_layer) state.warn(last_layer_warning);
  work.intensities = detector_absorption::make_intensities<T>(detector, 1, state.seed());
  return work;
}

/// Compares an output with the oracle.
template <class T>
void check(tidegate::State& state, const Workload<T>& work, const std::vector<T>& out) {
  const std::span<const T> in(work.intensities);
  const auto oracle = [&](std::size_t pixel) {
    return detector_absorption::oracle_pixel<T>(work.absorption, in, pixel);
  };
  if (out.size() * work.absorption.layers.steps <= full_oracle_layers) {
    state.check(out, oracle, tolerance<T>());
  } else {
    state.check_sample(out, oracle, sampled_pixels, tolerance<T>());
  }
}

/// Calls `measure(workload)` with the workload of the point's dtype.
template <class F>
void with_workload(tidegate::State& state, F measure) {
  if (state.word("dtype") == "fp64") {
    measure(workload<double>(state));
  } else {
    measure(workload<float>(state));
  }
}

}  // namespace absorption_bench
