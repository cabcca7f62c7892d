/// The table of defaults: see the header.
#include <algorithm>
#include <cmath>

#include <detector_absorption/layers.hpp>

namespace detector_absorption {
namespace {

constexpr double default_thickness = 0.0005;  // mm
constexpr std::int64_t default_steps = 2;

/// Comparisons that NaN fails.
bool is_length(double value) { return value >= 0.0 && std::isfinite(value); }

LayerFault fault_of(const LayerRequest& request) {
  if (request.thickness && !is_length(*request.thickness)) return LayerFault::thickness_unusable;
  if (request.steps && *request.steps <= 0) return LayerFault::no_steps;
  if (request.steps && *request.steps > most_steps) return LayerFault::too_many_steps;
  if (request.attenuation_length &&
      !(is_length(*request.attenuation_length) && *request.attenuation_length > 0.0)) {
    return LayerFault::attenuation_unusable;
  }
  return LayerFault::none;
}

/// Only a thickness that was given together with steps lies between them.
Layers cut(const LayerRequest& request, double thickness) {
  const bool between =
      request.thickness && request.steps && request.spacing == Spacing::between_steps;
  const std::int64_t least = between ? 2 : 1;
  const std::int64_t steps = std::max(request.steps.value_or(default_steps), least);
  const std::int64_t gaps = between ? steps - 1 : steps;
  const double attenuation_length = request.attenuation_length.value_or(thickness);
  return {static_cast<std::size_t>(steps), thickness / static_cast<double>(gaps),
          1.0 / attenuation_length};
}

}  // namespace

std::string_view sentence(LayerFault fault) {
  switch (fault) {
    case LayerFault::thickness_unusable:
      return "A thickness is a length of 0 mm or more.";
    case LayerFault::no_steps:
      return "A sheet has at least one layer.";
    case LayerFault::too_many_steps:
      return "A sheet has at most 65536 layers.";
    case LayerFault::attenuation_unusable:
      return "An attenuation length is above 0 mm.";
    case LayerFault::none:
      break;
  }
  return "The layers can be cut.";
}

ResolvedLayers resolve(const LayerRequest& request) {
  const LayerFault fault = fault_of(request);
  if (fault != LayerFault::none) return {fault, {}};
  const double without = request.steps ? default_thickness : 0.0;
  const double thickness = request.thickness.value_or(without);
  // Dividing by no thickness would make an infinite attenuation, and 0 * infinity NaN.
  if (thickness == 0.0) return {LayerFault::none, {}};
  return {LayerFault::none, cut(request, thickness)};
}

}  // namespace detector_absorption
