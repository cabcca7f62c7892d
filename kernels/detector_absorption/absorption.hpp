/// What is computed: which part of a pixel's intensity a detector's layers capture.
/// Decides: the two readings of the position, the two of what counts, and what is refused.
/// Refuses to know: loops, precision, devices.
///
///   c_t = e^(-t dz mu / rho_t) - e^(-(t+1) dz mu / rho_t),  t = 0 .. steps-1
///
/// dz is the layers' spacing, mu their attenuation, rho_t the obliquity of the pixel
/// (detector.hpp).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <detector_absorption/detector.hpp>
#include <detector_absorption/layers.hpp>

namespace detector_absorption {

/// Where the pixel of a layer lies.
enum class Position {
  shared,    ///< all layers have the rho of the first: the port to PyTorch
  per_layer  ///< layer t lies at depth t dz and has a rho of its own, parallax: nanoBragg.c
};

/// What of the layers becomes the result.
///
/// last_layer is what both codes do without their option to oversample thickness, and a quirk: the
/// loop over layers overwrites the capture fraction and multiplies once, behind the loop. Cutting
/// the same sheet finer then makes the image darker; whoever uses it should say so.
///
/// nanoBragg.c has a second quirk with that option on: it multiplies the running total, I_0 to I_t,
/// by c_t at each layer. No kernel does that; oracle.hpp has it, to show how far off it is.
enum class Thickness {
  oversample,  ///< the sum over t of I_t c_t
  last_layer   ///< I times c of the last layer alone
};

struct Absorption {
  Detector detector;
  Layers layers;
  Position position = Position::shared;
  Thickness thickness = Thickness::oversample;
};

/// Why nothing is computed; the output is untouched then.
enum class Fault {
  none,
  detector_unusable,       ///< fault_of(Detector) says why
  layers_unusable,         ///< no layer, or a spacing or attenuation that is negative or infinite
  grows_beyond_range,      ///< seen from behind, and e^(+...) leaves the range of the scalar
  intensities_do_not_fit,  ///< neither one image nor one a layer
  output_does_not_fit      ///< not one value a pixel
};

/// One sentence for people.
constexpr std::string_view sentence(Fault fault) {
  switch (fault) {
    case Fault::detector_unusable:
      return "The detector's pixel, corner or axes cannot be used.";
    case Fault::layers_unusable:
      return "There must be a layer, and no negative or infinite spacing or attenuation.";
    case Fault::grows_beyond_range:
      return "The sheet is seen from behind so steeply that its factors overflow.";
    case Fault::intensities_do_not_fit:
      return "Intensities must be one image, or one image for each layer.";
    case Fault::output_does_not_fit:
      return "The output must have one value for each pixel.";
    case Fault::none:
      break;
  }
  return "The absorption can be computed.";
}

/// Whether detector and layers make sense; not whether a scalar can hold the result.
Fault fault_of(const Absorption& absorption);

/// Intensities are one image of rows * columns pixels that all layers share, or an image for each
/// layer, the first layer's first.
constexpr Fault sizes_fit(std::size_t pixels, std::size_t steps, std::size_t intensities,
                          std::size_t output) {
  if (intensities != pixels && intensities != pixels * steps) return Fault::intensities_do_not_fit;
  return output == pixels ? Fault::none : Fault::output_does_not_fit;
}

/// From one layer's intensity of a pixel to the next one's.
constexpr std::size_t layer_stride(std::size_t pixels, std::size_t intensities) {
  return intensities == pixels ? 0 : pixels;
}

}  // namespace detector_absorption
