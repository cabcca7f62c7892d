/// Derivatives of the formula: see the header.
#include <cmath>

#include <detector_absorption/gradient.hpp>

namespace detector_absorption {
namespace {

/// 1 / rho of a layer and its derivative by the spacing.
struct Slant {
  double value;
  double by_spacing;
};

Slant slant_of(const Absorption& a, std::size_t pixel, double t) {
  const bool own_place = a.position == Position::per_layer;
  const Vector3 position = pixel_centre(a.detector, pixel, own_place ? t * a.layers.spacing : 0.0);
  const double away = length(position);
  const double k = dot(position, a.detector.normal);
  return {away / k, own_place ? t * (1.0 / away - away / (k * k)) : 0.0};
}

/// Of e^(-n dz mu / rho).
Gradient boundary(const Layers& layers, const Slant& slant, double n) {
  const double dz = layers.spacing;
  const double mu = layers.attenuation;
  const double passed = std::exp(-n * dz * mu * slant.value);
  return {-n * dz * slant.value * passed, -n * mu * (slant.value + dz * slant.by_spacing) * passed};
}

}  // namespace

Gradient gradient_at(const Absorption& absorption, std::span<const double> intensities,
                     std::size_t pixel) {
  Gradient sum;
  const Layers& layers = absorption.layers;
  if (!layers.absorbs()) return sum;
  const std::size_t stride = layer_stride(absorption.detector.pixels(), intensities.size());
  const bool all = absorption.thickness == Thickness::oversample;
  for (std::size_t layer = all ? 0 : layers.steps - 1; layer < layers.steps; ++layer) {
    const double t = static_cast<double>(layer);
    const Slant slant = slant_of(absorption, pixel, t);
    const Gradient before = boundary(layers, slant, t);
    const Gradient behind = boundary(layers, slant, t + 1.0);
    const double intensity = intensities[pixel + layer * stride];
    sum.by_attenuation += intensity * (before.by_attenuation - behind.by_attenuation);
    sum.by_spacing += intensity * (before.by_spacing - behind.by_spacing);
  }
  return sum;
}

}  // namespace detector_absorption
