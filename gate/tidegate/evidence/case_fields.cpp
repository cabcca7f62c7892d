#include <algorithm>
#include <array>

#include <tidegate/evidence/case_fields.hpp>

namespace tidegate::evidence {
namespace {

Json axis(const Result& result, std::string_view name) {
  const AxisValue* value = result.key.point.find(name);
  if (value == nullptr) return nullptr;
  return std::visit([](const auto& one) { return Json(one); }, *value);
}

Json counter(const Result& result, std::string_view name) {
  const auto found = std::find_if(result.counters.begin(), result.counters.end(),
                                  [name](const Counter& one) { return one.name == name; });
  if (found == result.counters.end() || !found->value) return nullptr;
  return *found->value;
}

/// A counter in metres, in micrometres.
Json micrometres(const Result& result, std::string_view name) {
  const Json metres = counter(result, name);
  return metres.is_null() ? metres : Json(metres.as_double() * 1e6);
}

/// A counter of 0 or 1.
Json flag(const Result& result, std::string_view name) {
  const Json value = counter(result, name);
  return value.is_null() ? value : Json(value.as_double() != 0);
}

bool is_axis(const Result& result, std::string_view name, std::string_view word) {
  const AxisValue* value = result.key.point.find(name);
  return value != nullptr && axis_text(*value) == word;
}

Json elements(const Result& result, std::string_view /*from*/) {
  return result.work.elements ? Json(*result.work.elements) : Json(nullptr);
}

Json elements_per_s(const Result& result, std::string_view /*from*/) {
  if (!result.work.elements || !result.warm) return nullptr;
  return *result.work.elements / result.warm->mean;
}

Json echo_mean(const Result& result, std::string_view /*from*/) {
  return result.echo ? Json(result.echo->mean) : Json(nullptr);
}

Json echo_max(const Result& result, std::string_view /*from*/) {
  return result.echo ? Json(result.echo->max) : Json(nullptr);
}

/// Anything but the last layer alone goes over all of them.
Json over_all_layers(const Result& result, std::string_view from) {
  if (result.key.point.find(from) == nullptr) return nullptr;
  return !is_axis(result, from, "last_layer");
}

Json scalar_calls(const Result& result, std::string_view /*from*/) { return calls_of(result); }

struct Field {
  std::string_view case_name;
  std::string_view name;
  Json (*value)(const Result&, std::string_view from);
  std::string_view from;  ///< of an axis or a counter: its name in our rows
};

constexpr std::array fields{
    Field{"tricubic", "interpolation_enabled", flag, "interpolation_enabled"},
    Field{"tricubic", "scalar_calls", scalar_calls, ""},
    Field{"detector_absorption", "thicksteps", axis, "layers"},
    Field{"detector_absorption", "pixels", elements, ""},
    Field{"detector_absorption", "detector_abs_um", micrometres, "attenuation_length"},
    Field{"detector_absorption", "detector_thick_um", micrometres, "thickness"},
    Field{"detector_absorption", "oversample_thick", over_all_layers, "thick"},
    Field{"detector_absorption", "throughput_pixels_per_sec", elements_per_s, ""},
    Field{"detector_absorption", "mean_intensity", echo_mean, ""},
    Field{"detector_absorption", "max_intensity", echo_max, ""},
};

}  // namespace

double calls_of(const Result& result) {
  return is_axis(result, "call", "scalar") ? result.work.elements.value_or(1) : 1;
}

void add_case_fields(const Result& result, JsonObject& object) {
  for (const Field& field : fields) {
    if (field.case_name != result.key.case_name) continue;
    object[field.name] = field.value(result, field.from);
  }
}

}  // namespace tidegate::evidence
