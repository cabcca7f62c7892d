/// How a pixel's result changes with the sheet, in double precision.
/// Decides: the derivatives, by hand from the formula of absorption.hpp. Refuses to know: fits.
///
/// With x_t = t dz mu / rho_t a capture is c_t = e^(-x_t) - e^(-x_t - dz mu / rho_t), and mu enters
/// by its product with the path alone. dz also moves the layers where each has its own place, with
/// rho_t = k_t / R_t, k_t = k + t dz:  d(1/rho_t)/d dz = t (1 / R_t - R_t / k_t^2).
#pragma once

#include <cstddef>
#include <span>

#include <detector_absorption/absorption.hpp>

namespace detector_absorption {

/// Derivatives of one pixel's result.
struct Gradient {
  double by_attenuation = 0.0;  ///< by mu; result * mm
  double by_spacing = 0.0;      ///< by dz, other layers moving along; result / mm
};

/// Of pixel number `pixel`; detector, layers and sizes are without fault and |rho| is above its
/// least value, where the result has a kink. Zeros where nothing absorbs.
Gradient gradient_at(const Absorption& absorption, std::span<const double> intensities,
                     std::size_t pixel);

}  // namespace detector_absorption
