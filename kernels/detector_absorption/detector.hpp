/// A flat detector of square pixels, and what a pixel sees of the sample at the origin.
/// Decides: where a pixel lies, its direction, its solid angle. Refuses to know: absorption.
///
/// Frame: the sample is the origin, the beam goes along +z. A pixel (row, column) at depth O has
/// its centre at P = corner + F fast + S slow + O normal with F = (column + 1/2) pixel and
/// S = (row + 1/2) pixel, the axes orthonormal. Its obliquity is rho = P . normal / |P|. All mm.
#pragma once

#include <cstddef>
#include <string_view>

namespace detector_absorption {

struct Vector3 {
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;
};

constexpr Vector3 operator+(const Vector3& a, const Vector3& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
constexpr Vector3 operator*(double factor, const Vector3& a) {
  return {factor * a.x, factor * a.y, factor * a.z};
}
constexpr double dot(const Vector3& a, const Vector3& b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
double length(const Vector3& a);

struct Detector {
  Vector3 corner;  ///< of the first pixel, not its centre
  Vector3 fast{1.0, 0.0, 0.0};
  Vector3 slow{0.0, 1.0, 0.0};
  Vector3 normal{0.0, 0.0, 1.0};  ///< away from the sample; the sheet's depth grows along it
  double pixel = 0.1;             ///< side, mm
  std::size_t columns = 0;        ///< pixels along fast
  std::size_t rows = 0;           ///< pixels along slow

  std::size_t pixels() const { return columns * rows; }
};

/// Rotations in degrees, about x first, then y, then z.
struct Tilt {
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;
};

/// A detector whose middle the beam hits at `distance` mm, turned about that point.
Detector centred_detector(double distance, double pixel, std::size_t columns, std::size_t rows,
                          const Tilt& tilt = {});

/// Why a detector is none.
enum class DetectorFault {
  none,
  pixel_unusable,       ///< not above 0 mm, infinite or NaN
  place_unusable,       ///< a corner that is infinite or NaN
  axes_not_orthonormal  ///< beyond 1e-9: distances would no longer split along the axes
};

/// One sentence for people.
std::string_view sentence(DetectorFault fault);
DetectorFault fault_of(const Detector& detector);

/// P, the centre of pixel number row * columns + column at depth `depth` mm.
Vector3 pixel_centre(const Detector& detector, std::size_t index, double depth = 0.0);

/// Directions along the sheet have no path through it: |rho| is at least this, with rho's sign,
/// and with + where rho is 0 or the pixel lies in the sample itself.
inline constexpr double least_obliquity = 1e-10;

/// rho = P . normal / |P|, clamped; negative when the sheet is seen from behind.
double obliquity(const Detector& detector, const Vector3& position);

enum class PixelShape {
  flat,  ///< pixel^2 / R^2 * (distance of the plane) / R
  point  ///< 1 / R^2
};

/// Solid angle of a pixel whose centre is `position`; the plane is the one through `position`.
double solid_angle(const Detector& detector, const Vector3& position, PixelShape shape);

}  // namespace detector_absorption
