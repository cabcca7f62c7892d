/// Seeded images for a detector.
/// Decides: what is drawn. Refuses to know: how (common/generator).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <detector_absorption/detector.hpp>

namespace detector_absorption {

/// `images` images, one after the other: uniform in (0, 1) times rho^3, the solid angle of a flat
/// pixel in the first layer over that of one straight ahead in the same plane.
/// Equal seeds give equal images, and an fp32 image is the rounded fp64 one.
template <class T>
std::vector<T> make_intensities(const Detector& detector, std::size_t images, std::uint64_t seed);

}  // namespace detector_absorption
