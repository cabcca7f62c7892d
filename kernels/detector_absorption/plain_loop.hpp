/// The layers of each pixel as one would write them by hand: one thread, the inputs' own type.
/// Decides: what every such loop would share (a pixel's rho, the exponential between two layers
/// where they have one rho). Refuses to know: plans, closed forms, vectors.
#pragma once

#include <span>

#include <detector_absorption/absorption.hpp>

namespace detector_absorption {

/// For float and double; `out` is untouched on a fault.
template <class T>
[[nodiscard]] Fault plain_loop(const Absorption& absorption, std::span<const T> intensities,
                               std::span<T> out);

}  // namespace detector_absorption
