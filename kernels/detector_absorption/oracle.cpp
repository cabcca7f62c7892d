/// The formula: see the header.
#include <cmath>

#include <detector_absorption/oracle.hpp>

namespace detector_absorption {
namespace {

double capture(const Absorption& absorption, std::size_t pixel, std::size_t layer) {
  const Layers& layers = absorption.layers;
  if (!layers.absorbs()) return layer == 0 ? 1.0 : 0.0;
  const double t = static_cast<double>(layer);
  const double depth = absorption.position == Position::per_layer ? t * layers.spacing : 0.0;
  const double rho =
      obliquity(absorption.detector, pixel_centre(absorption.detector, pixel, depth));
  const double entry = t * layers.spacing * layers.attenuation / rho;
  const double exit = (t + 1.0) * layers.spacing * layers.attenuation / rho;
  return std::exp(-entry) - std::exp(-exit);
}

}  // namespace

std::vector<double> capture_fractions(const Absorption& absorption, std::size_t pixel) {
  std::vector<double> fractions;
  for (std::size_t t = 0; t < absorption.layers.steps; ++t) {
    fractions.push_back(capture(absorption, pixel, t));
  }
  return fractions;
}

template <class T>
double oracle_pixel(const Absorption& absorption, std::span<const T> intensities,
                    std::size_t pixel) {
  const std::size_t stride = layer_stride(absorption.detector.pixels(), intensities.size());
  const std::size_t steps = absorption.layers.steps;
  if (!absorption.layers.absorbs()) return intensities[pixel];
  if (absorption.thickness == Thickness::last_layer) {
    return intensities[pixel + (steps - 1) * stride] * capture(absorption, pixel, steps - 1);
  }
  double total = 0.0;
  for (std::size_t t = 0; t < steps; ++t) {
    total += intensities[pixel + t * stride] * capture(absorption, pixel, t);
  }
  return total;
}

template <class T>
std::vector<double> oracle(const Absorption& absorption, std::span<const T> intensities) {
  const std::size_t pixels = absorption.detector.pixels();
  std::vector<double> out;
  if (fault_of(absorption) != Fault::none ||
      sizes_fit(pixels, absorption.layers.steps, intensities.size(), pixels) != Fault::none) {
    return out;
  }
  out.reserve(pixels);
  for (std::size_t i = 0; i < pixels; ++i) out.push_back(oracle_pixel(absorption, intensities, i));
  return out;
}

double running_total(std::span<const double> intensities, std::span<const double> captures) {
  double total = 0.0;
  for (std::size_t t = 0; t < captures.size(); ++t) total = (total + intensities[t]) * captures[t];
  return total;
}

template double oracle_pixel(const Absorption&, std::span<const float>, std::size_t);
template double oracle_pixel(const Absorption&, std::span<const double>, std::size_t);
template std::vector<double> oracle(const Absorption&, std::span<const float>);
template std::vector<double> oracle(const Absorption&, std::span<const double>);

}  // namespace detector_absorption
