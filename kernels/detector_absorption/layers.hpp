/// What a detector's sensitive sheet is cut into, from as little as somebody said of it.
/// Decides: the defaults, and which inputs are refused. Refuses to know: pixels, directions.
///
/// | given               | becomes                                                           |
/// | nothing             | one layer of thickness 0                                          |
/// | thickness           | two layers                                                        |
/// | steps               | 0.0005 mm (0.5 um) thick, each layer thickness / steps            |
/// | thickness and steps | each layer thickness / steps, or thickness / (steps - 1): Spacing |
/// | no attenuation      | an attenuation length as long as the sheet is thick               |
/// | thickness 0         | no absorption at all: a pixel gets all of its intensity           |
///
/// The rules are those of nanoBragg.c (Holton, 2014) where thickness and steps may be left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace detector_absorption {

/// How a thickness and a number of steps make a layer. The two codes differ, and not in rounding:
/// between_steps captures in steps / (steps - 1) of the thickness that was given.
enum class Spacing {
  per_step,      ///< thickness / steps: the layers fill the sheet (the port to PyTorch)
  between_steps  ///< thickness / (steps - 1), at least two steps (nanoBragg.c)
};

/// What was said of a sheet; lengths in mm.
struct LayerRequest {
  std::optional<double> thickness = {};
  std::optional<std::int64_t> steps = {};
  std::optional<double> attenuation_length = {};
  Spacing spacing = Spacing::per_step;
};

/// `steps` layers of `spacing` mm. Intensity falls by e^(-attenuation * path), attenuation in 1/mm.
struct Layers {
  std::size_t steps = 1;
  double spacing = 0.0;
  double attenuation = 0.0;

  /// A sheet that does not absorb counts as one that captures everything.
  bool absorbs() const { return spacing > 0.0 && attenuation > 0.0; }
};

/// Why a request makes no layers.
enum class LayerFault {
  none,
  thickness_unusable,    ///< negative, infinite or NaN
  no_steps,              ///< zero or fewer
  too_many_steps,        ///< more than most_steps
  attenuation_unusable,  ///< an attenuation length that is zero, negative, infinite or NaN
};

/// A table of layers is made once a plan; nobody cuts a sheet of half a millimetre finer.
inline constexpr std::int64_t most_steps = 65536;

/// One sentence for people.
std::string_view sentence(LayerFault fault);

/// Layers, or why there are none; `layers` is the default then.
struct ResolvedLayers {
  LayerFault fault = LayerFault::none;
  Layers layers;
};

ResolvedLayers resolve(const LayerRequest& request);

}  // namespace detector_absorption
