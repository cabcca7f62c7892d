/// What a pixel's layers capture, in double precision, written as the formula is.
/// Decides: the values that every implementation is held against. Refuses to know: plans, sums in
/// closed form, vectors; it shares with the implementations only geometry and layers.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <detector_absorption/absorption.hpp>

namespace detector_absorption {

/// c_t of one pixel for every layer; 1 and zeros when nothing absorbs.
std::vector<double> capture_fractions(const Absorption& absorption, std::size_t pixel);

/// The result of one pixel. The sizes fit.
template <class T>
double oracle_pixel(const Absorption& absorption, std::span<const T> intensities,
                    std::size_t pixel);

/// All pixels; empty when the absorption or the sizes are at fault.
template <class T>
std::vector<double> oracle(const Absorption& absorption, std::span<const T> intensities);

/// nanoBragg.c's total with thickness oversampled: total = (total + I_t) c_t at each layer, so that
/// I_0 is multiplied by every c_t. It hangs on the order of the layers and is no physics; here it
/// is only to be compared with.
double running_total(std::span<const double> intensities, std::span<const double> captures);

}  // namespace detector_absorption
