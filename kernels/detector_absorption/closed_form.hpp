/// The plain loop of somebody who saw that the layers telescope: I (1 - e^(-steps dz mu / rho)),
/// one exponential a pixel however many layers there are.
/// Decides: when that holds (one rho, one image, everything summed). Refuses to know: vectors.
///
/// It tells what a kernel owes to this identity and what to its own work.
#pragma once

#include <span>

#include <detector_absorption/absorption.hpp>

namespace detector_absorption {

/// Whether the layers of `absorption` telescope over images that they share.
constexpr bool telescopes(const Absorption& absorption) {
  return absorption.position == Position::shared && absorption.thickness == Thickness::oversample;
}

/// For float and double, one thread; what does not telescope goes to plain_loop. `out` is untouched
/// on a fault.
template <class T>
[[nodiscard]] Fault closed_form(const Absorption& absorption, std::span<const T> intensities,
                                std::span<T> out);

}  // namespace detector_absorption
