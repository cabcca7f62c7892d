/// Geometry in double precision: see the header.
#include <algorithm>
#include <cmath>
#include <numbers>

#include <detector_absorption/detector.hpp>

namespace detector_absorption {
namespace {

struct Turn {
  double cosine;
  double sine;
};

Turn turn_of(double degrees) {
  const double radians = degrees * std::numbers::pi / 180.0;
  return {std::cos(radians), std::sin(radians)};
}

Vector3 turned(const Vector3& a, const Tilt& tilt) {
  const Turn x = turn_of(tilt.x);
  const Vector3 b{a.x, x.cosine * a.y - x.sine * a.z, x.sine * a.y + x.cosine * a.z};
  const Turn y = turn_of(tilt.y);
  const Vector3 c{y.cosine * b.x + y.sine * b.z, b.y, y.cosine * b.z - y.sine * b.x};
  const Turn z = turn_of(tilt.z);
  return {z.cosine * c.x - z.sine * c.y, z.sine * c.x + z.cosine * c.y, c.z};
}

/// NaN is not small.
bool is_small(double value) { return std::abs(value) <= 1e-9; }

bool is_finite(const Vector3& a) {
  return std::isfinite(a.x) && std::isfinite(a.y) && std::isfinite(a.z);
}

}  // namespace

double length(const Vector3& a) { return std::sqrt(dot(a, a)); }

Detector centred_detector(double distance, double pixel, std::size_t columns, std::size_t rows,
                          const Tilt& tilt) {
  Detector detector;
  detector.fast = turned(detector.fast, tilt);
  detector.slow = turned(detector.slow, tilt);
  detector.normal = turned(detector.normal, tilt);
  detector.pixel = pixel;
  detector.columns = columns;
  detector.rows = rows;
  detector.corner = Vector3{0.0, 0.0, distance} +
                    -0.5 * pixel * static_cast<double>(columns) * detector.fast +
                    -0.5 * pixel * static_cast<double>(rows) * detector.slow;
  return detector;
}

std::string_view sentence(DetectorFault fault) {
  switch (fault) {
    case DetectorFault::pixel_unusable:
      return "A pixel's side is a length above 0 mm.";
    case DetectorFault::place_unusable:
      return "A detector's corner is a finite point.";
    case DetectorFault::axes_not_orthonormal:
      return "The fast, slow and normal axes must have length 1 and be perpendicular.";
    case DetectorFault::none:
      break;
  }
  return "The detector can be used.";
}

DetectorFault fault_of(const Detector& d) {
  if (!(d.pixel > 0.0) || !std::isfinite(d.pixel)) return DetectorFault::pixel_unusable;
  if (!is_finite(d.corner)) return DetectorFault::place_unusable;
  const bool unit = is_small(dot(d.fast, d.fast) - 1.0) && is_small(dot(d.slow, d.slow) - 1.0) &&
                    is_small(dot(d.normal, d.normal) - 1.0);
  const bool perpendicular = is_small(dot(d.fast, d.slow)) && is_small(dot(d.fast, d.normal)) &&
                             is_small(dot(d.slow, d.normal));
  return unit && perpendicular ? DetectorFault::none : DetectorFault::axes_not_orthonormal;
}

Vector3 pixel_centre(const Detector& detector, std::size_t index, double depth) {
  const double f = (static_cast<double>(index % detector.columns) + 0.5) * detector.pixel;
  const double s = (static_cast<double>(index / detector.columns) + 0.5) * detector.pixel;
  return detector.corner + f * detector.fast + s * detector.slow + depth * detector.normal;
}

double obliquity(const Detector& detector, const Vector3& position) {
  const double away = length(position);
  if (away == 0.0) return least_obliquity;
  const double rho = dot(position, detector.normal) / away;
  return rho < 0.0 ? std::min(rho, -least_obliquity) : std::max(rho, least_obliquity);
}

double solid_angle(const Detector& detector, const Vector3& position, PixelShape shape) {
  const double squared = dot(position, position);
  if (shape == PixelShape::point) return 1.0 / squared;
  const double plane = std::abs(dot(position, detector.normal));
  return detector.pixel * detector.pixel / squared * plane / std::sqrt(squared);
}

}  // namespace detector_absorption
