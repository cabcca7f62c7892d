/// Two loops over pixels, one over layers: see the header.
#include <cmath>

#include <detector_absorption/plain_loop.hpp>
#include <detector_absorption/plan.hpp>

namespace detector_absorption {
namespace {

template <class T>
struct Point {
  T x, y, z;
};

template <class T>
Point<T> point_of(const Vector3& a) {
  return {static_cast<T>(a.x), static_cast<T>(a.y), static_cast<T>(a.z)};
}

/// The sheet in the precision of the images.
template <class T>
struct Sheet {
  Point<T> corner, fast, slow, normal;
  T pixel;
  T spacing;
  T attenuation;

  explicit Sheet(const Absorption& a)
      : corner(point_of<T>(a.detector.corner)),
        fast(point_of<T>(a.detector.fast)),
        slow(point_of<T>(a.detector.slow)),
        normal(point_of<T>(a.detector.normal)),
        pixel(static_cast<T>(a.detector.pixel)),
        spacing(static_cast<T>(a.layers.spacing)),
        attenuation(static_cast<T>(a.layers.attenuation)) {}

  T obliquity(std::size_t row, std::size_t column, T depth) const {
    const T f = (static_cast<T>(column) + T(0.5)) * pixel;
    const T s = (static_cast<T>(row) + T(0.5)) * pixel;
    const T x = corner.x + f * fast.x + s * slow.x + depth * normal.x;
    const T y = corner.y + f * fast.y + s * slow.y + depth * normal.y;
    const T z = corner.z + f * fast.z + s * slow.z + depth * normal.z;
    const T away = std::sqrt(x * x + y * y + z * z);
    const T least = static_cast<T>(least_obliquity);
    if (away == T(0)) return least;
    const T rho = (x * normal.x + y * normal.y + z * normal.z) / away;
    if (rho < T(0)) return rho > -least ? -least : rho;
    return rho < least ? least : rho;
  }

  /// dz mu / rho: the exponent of one layer.
  T exponent(T rho) const { return spacing * attenuation / rho; }
};

/// What reaches the front of layer t: e^(-t dz mu / rho).
template <class T>
T reaching(std::size_t t, T exponent) {
  return std::exp(-static_cast<T>(t) * exponent);
}

/// One pixel whose layers share a rho.
template <class T>
T sum_shared(std::size_t steps, T exponent, const T* intensity, std::size_t stride) {
  T total = 0;
  T before = 1;
  for (std::size_t t = 0; t < steps; ++t) {
    const T behind = reaching(t + 1, exponent);
    total += intensity[t * stride] * (before - behind);
    before = behind;
  }
  return total;
}

/// What layer t of one pixel captures, at its own place or at the first layer's.
template <class T>
T capture_at(const Sheet<T>& sheet, std::size_t t, std::size_t row, std::size_t column,
             Position position) {
  const T depth = position == Position::per_layer ? static_cast<T>(t) * sheet.spacing : T(0);
  const T exponent = sheet.exponent(sheet.obliquity(row, column, depth));
  return reaching(t, exponent) - reaching(t + 1, exponent);
}

template <class T>
T pixel_value(const Absorption& a, const Sheet<T>& sheet, std::size_t row, std::size_t column,
              const T* intensity, std::size_t stride) {
  const std::size_t steps = a.layers.steps;
  if (a.thickness == Thickness::last_layer) {
    return intensity[(steps - 1) * stride] * capture_at(sheet, steps - 1, row, column, a.position);
  }
  if (a.position == Position::shared) {
    const T exponent = sheet.exponent(sheet.obliquity(row, column, T(0)));
    return sum_shared(steps, exponent, intensity, stride);
  }
  T total = 0;
  for (std::size_t t = 0; t < steps; ++t) {
    total += intensity[t * stride] * capture_at(sheet, t, row, column, a.position);
  }
  return total;
}

}  // namespace

template <class T>
Fault plain_loop(const Absorption& absorption, std::span<const T> intensities, std::span<T> out) {
  const Detector& detector = absorption.detector;
  Fault fault = fault_within_range<T>(absorption);
  if (fault == Fault::none) {
    fault = sizes_fit(detector.pixels(), absorption.layers.steps, intensities.size(), out.size());
  }
  if (fault != Fault::none) return fault;
  const Sheet<T> sheet(absorption);
  const std::size_t stride = layer_stride(detector.pixels(), intensities.size());
  for (std::size_t row = 0; row < detector.rows; ++row) {
    for (std::size_t column = 0; column < detector.columns; ++column) {
      const std::size_t i = row * detector.columns + column;
      out[i] = absorption.layers.absorbs()
                   ? pixel_value(absorption, sheet, row, column, intensities.data() + i, stride)
                   : intensities[i];
    }
  }
  return Fault::none;
}

template Fault plain_loop(const Absorption&, std::span<const float>, std::span<float>);
template Fault plain_loop(const Absorption&, std::span<const double>, std::span<double>);

}  // namespace detector_absorption
