/// Seeded images: see the header.
#include <cmath>

#include <common/generator.hpp>
#include <detector_absorption/intensities.hpp>

namespace detector_absorption {
namespace {

/// Solid angle over that of a flat pixel straight ahead in the same plane: (k / R)^3.
double relative_solid_angle(const Detector& detector, std::size_t index) {
  const double rho = std::abs(obliquity(detector, pixel_centre(detector, index)));
  return rho * rho * rho;
}

}  // namespace

template <class T>
std::vector<T> make_intensities(const Detector& detector, std::size_t images, std::uint64_t seed) {
  const std::size_t pixels = detector.pixels();
  std::vector<double> factors(pixels);
  for (std::size_t i = 0; i < pixels; ++i) factors[i] = relative_solid_angle(detector, i);
  std::vector<T> values;
  values.reserve(images * pixels);
  kernels::Generator generator(seed);
  for (std::size_t i = 0; i < images * pixels; ++i) {
    values.push_back(static_cast<T>(generator.uniform() * factors[i % pixels]));
  }
  return values;
}

template std::vector<float> make_intensities(const Detector&, std::size_t, std::uint64_t);
template std::vector<double> make_intensities(const Detector&, std::size_t, std::uint64_t);

}  // namespace detector_absorption
