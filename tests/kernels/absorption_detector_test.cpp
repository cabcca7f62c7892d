/// Directions and solid angles of pixels, by published and by hand-worked numbers.
#include <cmath>
#include <limits>

#include <detector_absorption/detector.hpp>
#include <gtest/gtest.h>

namespace {

using namespace detector_absorption;

double rho_of(const Detector& detector, std::size_t index) {
  return obliquity(detector, pixel_centre(detector, index));
}

double omega_ratio(const Detector& detector, std::size_t index) {
  const Vector3 ahead{0.0, 0.0, 100.0};
  return solid_angle(detector, pixel_centre(detector, index), PixelShape::flat) /
         solid_angle(detector, ahead, PixelShape::flat);
}

TEST(AbsorptionDetector, CornerPixelsHaveThePublishedObliquity) {
  const Detector small = centred_detector(100.0, 0.1, 256, 256);
  const Detector large = centred_detector(100.0, 0.1, 512, 512);
  for (const std::size_t corner : {0, 255, 255 * 256, 256 * 256 - 1}) {
    EXPECT_NEAR(rho_of(small, corner), 0.98412970543, 1e-11) << corner;
    EXPECT_NEAR(omega_ratio(small, corner), 0.9531407, 1e-7) << corner;
  }
  EXPECT_NEAR(rho_of(large, 0), 0.94048764804, 1e-11);
  EXPECT_NEAR(omega_ratio(large, 512 * 512 - 1), 0.8318773, 1e-7);
}

TEST(AbsorptionDetector, SolidAnglesFollowTheirFormulas) {
  Detector detector = centred_detector(4.0, 0.5, 1, 1);
  EXPECT_DOUBLE_EQ(solid_angle(detector, {0, 0, 4}, PixelShape::flat), 0.25 / 16.0);
  // R = 5, the plane at 4: 0.25 / 25 * 4 / 5.
  EXPECT_DOUBLE_EQ(solid_angle(detector, {3, 0, 4}, PixelShape::flat), 0.008);
  EXPECT_DOUBLE_EQ(solid_angle(detector, {3, 0, 4}, PixelShape::point), 0.04);
}

TEST(AbsorptionDetector, PixelsLieWhereTheFrameSays) {
  const Detector detector = centred_detector(10.0, 2.0, 4, 3);
  const Vector3 first = pixel_centre(detector, 0);
  EXPECT_DOUBLE_EQ(first.x, -3.0);
  EXPECT_DOUBLE_EQ(first.y, -2.0);
  EXPECT_DOUBLE_EQ(first.z, 10.0);
  const Vector3 deep = pixel_centre(detector, 4 + 1, 0.5);  // second row, second column
  EXPECT_DOUBLE_EQ(deep.x, -1.0);
  EXPECT_DOUBLE_EQ(deep.y, 0.0);
  EXPECT_DOUBLE_EQ(deep.z, 10.5);
}

TEST(AbsorptionDetector, TiltTurnsAboutTheBeamsPoint) {
  const double degree = std::acos(-1.0) / 180.0;
  const Detector tilted = centred_detector(100.0, 0.1, 21, 21, {.x = 10.0, .y = 5.0});
  const Vector3 middle = pixel_centre(tilted, 10 * 21 + 10);
  EXPECT_NEAR(middle.x, 0.0, 1e-12);
  EXPECT_NEAR(middle.y, 0.0, 1e-12);
  EXPECT_NEAR(middle.z, 100.0, 1e-12);
  // The normal after 10 degrees about x, then 5 about y: its part along the beam.
  EXPECT_NEAR(rho_of(tilted, 10 * 21 + 10), std::cos(10 * degree) * std::cos(5 * degree), 1e-14);
  EXPECT_EQ(fault_of(tilted), DetectorFault::none);
  const Detector turned = centred_detector(100.0, 0.1, 2, 2, {.z = 90.0});
  EXPECT_NEAR(turned.fast.y, 1.0, 1e-15);
  EXPECT_NEAR(turned.slow.x, -1.0, 1e-15);
}

TEST(AbsorptionDetector, ObliquityKeepsItsSignAndIsNeverZero) {
  const Detector detector = centred_detector(1.0, 0.1, 1, 1);
  EXPECT_DOUBLE_EQ(obliquity(detector, {0, 0, -2}), -1.0);
  EXPECT_DOUBLE_EQ(obliquity(detector, {1, 0, 1e-12}), least_obliquity);
  EXPECT_DOUBLE_EQ(obliquity(detector, {1, 0, -1e-12}), -least_obliquity);
  EXPECT_DOUBLE_EQ(obliquity(detector, {1, 0, 0}), least_obliquity);
  EXPECT_DOUBLE_EQ(obliquity(detector, {0, 0, 0}), least_obliquity);
}

TEST(AbsorptionDetector, WhatIsNoDetectorIsRefused) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const Detector good = centred_detector(1.0, 0.1, 2, 2);
  for (const double pixel : {0.0, -0.1, nan, std::numeric_limits<double>::infinity()}) {
    Detector bad = good;
    bad.pixel = pixel;
    EXPECT_EQ(fault_of(bad), DetectorFault::pixel_unusable) << pixel;
  }
  Detector nowhere = good;
  nowhere.corner.y = nan;
  EXPECT_EQ(fault_of(nowhere), DetectorFault::place_unusable);
  Detector skewed = good;
  skewed.slow = {0.1, 1.0, 0.0};
  EXPECT_EQ(fault_of(skewed), DetectorFault::axes_not_orthonormal);
  Detector stretched = good;
  stretched.normal = {0.0, 0.0, 2.0};
  EXPECT_EQ(fault_of(stretched), DetectorFault::axes_not_orthonormal);
  skewed.slow = {nan, 0.0, 0.0};
  EXPECT_EQ(fault_of(skewed), DetectorFault::axes_not_orthonormal);
  EXPECT_FALSE(sentence(DetectorFault::place_unusable).empty());
}

}  // namespace
