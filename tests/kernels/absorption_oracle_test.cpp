/// The oracle itself, on published and on hand-worked values, and its derivatives.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <detector_absorption/gradient.hpp>
#include <detector_absorption/oracle.hpp>
#include <gtest/gtest.h>

namespace {

using namespace detector_absorption;

/// The published sheet: 0.1 mm thick, attenuation length 0.5 mm.
Layers layers_of(std::int64_t steps) {
  return resolve({.thickness = 0.1, .steps = steps, .attenuation_length = 0.5}).layers;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(AbsorptionOracle, StraightAheadFiveLayersCaptureThePublishedFractions) {
  const Absorption absorption{.detector = centred_detector(100.0, 0.1, 1, 1),
                              .layers = layers_of(5)};
  const std::vector<double> c = capture_fractions(absorption, 0);
  const std::array<double, 5> expected = {.0392105608, .0376730928, .0361959097, .0347766478,
                                          .0334130359};
  ASSERT_EQ(c.size(), 5U);
  for (std::size_t t = 0; t < 5; ++t) EXPECT_NEAR(c[t], expected[t], 1e-10) << t;
  EXPECT_NEAR(sum(c), .181269246922, 1e-12);
  EXPECT_NEAR(c.back() / sum(c), .18432821, 1e-8);
}

TEST(AbsorptionOracle, CornerPixelsCaptureThePublishedSums) {
  const Absorption small{.detector = centred_detector(100.0, 0.1, 256, 256),
                         .layers = layers_of(5)};
  const Absorption large{.detector = centred_detector(100.0, 0.1, 512, 512),
                         .layers = layers_of(5)};
  EXPECT_NEAR(sum(capture_fractions(small, 0)), .183905600049, 1e-12);
  EXPECT_NEAR(sum(capture_fractions(large, 0)), .191565515887, 1e-12);
}

/// Sum of c_t = 1 - e^(-thickness mu / rho), also on a tilted detector.
TEST(AbsorptionOracle, CapturedFractionsSumToWhatTheSheetStops) {
  for (const Tilt tilt : {Tilt{}, Tilt{.x = 10.0, .y = 5.0}}) {
    for (const std::int64_t steps : {1, 2, 5, 64, 1000}) {
      const Absorption absorption{.detector = centred_detector(100.0, 1.0, 21, 21, tilt),
                                  .layers = layers_of(steps)};
      for (std::size_t pixel = 0; pixel < 441; ++pixel) {
        const double rho = obliquity(absorption.detector, pixel_centre(absorption.detector, pixel));
        const double stopped = 1.0 - std::exp(-0.1 / 0.5 / rho);
        ASSERT_NEAR(sum(capture_fractions(absorption, pixel)), stopped, 1e-6 * stopped);
      }
    }
  }
}

TEST(AbsorptionOracle, ParallaxSeesDeeperLayersStraighter) {
  Absorption absorption{.detector = centred_detector(1.0, 1.0, 5, 5), .layers = layers_of(5)};
  absorption.layers.spacing = 0.5;  // thick beside its distance, so that it shows
  const std::vector<double> shared = capture_fractions(absorption, 0);
  absorption.position = Position::per_layer;
  const std::vector<double> own = capture_fractions(absorption, 0);
  EXPECT_DOUBLE_EQ(own.front(), shared.front());
  // The pixel at (-2, -2): layer 1 at k = 1.5 has 1 / rho = sqrt(8 + 2.25) / 1.5, one is a layer.
  const double slant = std::sqrt(10.25) / 1.5;
  EXPECT_NEAR(own[1], std::exp(-slant) - std::exp(-2.0 * slant), 1e-15);
  EXPECT_NE(own[1], shared[1]);
  // In the middle there is no parallax.
  absorption.position = Position::shared;
  const std::vector<double> middle = capture_fractions(absorption, 12);
  absorption.position = Position::per_layer;
  EXPECT_EQ(middle, capture_fractions(absorption, 12));
}

TEST(AbsorptionOracle, IntensitiesOfLayersAreWeighedByTheirCaptures) {
  Absorption absorption{.detector = centred_detector(100.0, 0.1, 1, 1), .layers = layers_of(2)};
  const std::vector<double> c = capture_fractions(absorption, 0);
  const std::vector<double> images = {3.0, 7.0};
  EXPECT_DOUBLE_EQ(oracle<double>(absorption, images)[0], 3.0 * c[0] + 7.0 * c[1]);
  absorption.thickness = Thickness::last_layer;
  EXPECT_DOUBLE_EQ(oracle<double>(absorption, images)[0], 7.0 * c[1]);
  EXPECT_DOUBLE_EQ(oracle<double>(absorption, std::vector<double>{3.0})[0], 3.0 * c[1]);
}

TEST(AbsorptionOracle, RunningTotalsMultiplyEarlierLayersAgain) {
  const std::array<double, 2> intensities = {3.0, 7.0};
  const std::array<double, 2> captures = {0.5, 0.25};
  // (3 * 0.5 + 7) * 0.25, where the layers capture 3 * 0.5 + 7 * 0.25 = 3.25.
  EXPECT_DOUBLE_EQ(running_total(intensities, captures), 2.125);
  EXPECT_DOUBLE_EQ(running_total({}, {}), 0.0);
}

TEST(AbsorptionOracle, WithoutThicknessAllOfTheIntensityIsLeft) {
  Absorption absorption{.detector = centred_detector(100.0, 0.1, 2, 1),
                        .layers = resolve({.thickness = 0.0, .steps = 5}).layers};
  const std::vector<double> images = {3.0, 7.0};
  for (const Thickness thickness : {Thickness::oversample, Thickness::last_layer}) {
    absorption.thickness = thickness;
    EXPECT_EQ(oracle<double>(absorption, images), images);
  }
}

TEST(AbsorptionOracle, CentreAndCornerDifferUpClose) {
  const Absorption absorption{.detector = centred_detector(50.0, 1.0, 21, 21),
                              .layers = layers_of(5)};
  const double centre = sum(capture_fractions(absorption, 220));
  const double corner = sum(capture_fractions(absorption, 0));
  EXPECT_GT(corner / centre - 1.0, 1e-2);
}

TEST(AbsorptionOracle, AllLayersTogetherCaptureMoreThanTheLast) {
  Absorption absorption{.detector = centred_detector(50.0, 1.0, 21, 21), .layers = layers_of(5)};
  const std::vector<double> ones(441, 1.0);
  const std::vector<double> all = oracle<double>(absorption, ones);
  absorption.thickness = Thickness::last_layer;
  const std::vector<double> last = oracle<double>(absorption, ones);
  std::vector<double> ratios;
  for (std::size_t i = 0; i < all.size(); ++i) ratios.push_back(all[i] / last[i]);
  std::nth_element(ratios.begin(), ratios.begin() + 220, ratios.end());
  EXPECT_GT(ratios[220], 1.0);
  EXPECT_LT(ratios[220], 6.0);  // five layers, each a little darker than the one before
}

TEST(AbsorptionOracle, WhatIsAtFaultGivesNothing) {
  Absorption absorption{.detector = centred_detector(100.0, 0.1, 2, 2), .layers = layers_of(5)};
  EXPECT_TRUE(oracle<double>(absorption, std::vector<double>(3)).empty());
  absorption.layers.spacing = -1.0;
  EXPECT_EQ(fault_of(absorption), Fault::layers_unusable);
  EXPECT_TRUE(oracle<double>(absorption, std::vector<double>(4)).empty());
}

/// Central differences: their own error is of the order of h^2 relative, and epsilon / h.
TEST(AbsorptionGradient, AgreesWithCentralDifferences) {
  const std::vector<double> images = {1.5, 0.25, 2.0, 0.5, 1.0};
  for (const Thickness thickness : {Thickness::oversample, Thickness::last_layer}) {
    for (const Position position : {Position::shared, Position::per_layer}) {
      Absorption absorption{.detector = centred_detector(3.0, 2.0, 1, 1, {.x = 20.0, .y = 5.0}),
                            .layers = {5, 0.2, 1.3},
                            .position = position,
                            .thickness = thickness};
      const auto moved = [&](double Layers::*what, double factor) {
        Absorption other = absorption;
        other.layers.*what *= factor;
        return oracle_pixel<double>(other, images, 0);
      };
      const auto difference = [&](double Layers::*what) {
        const double h = 1e-5;
        return (moved(what, 1.0 + h) - moved(what, 1.0 - h)) / (2.0 * h * absorption.layers.*what);
      };
      const Gradient gradient = gradient_at(absorption, images, 0);
      const double by_attenuation = difference(&Layers::attenuation);
      const double by_spacing = difference(&Layers::spacing);
      EXPECT_NEAR(gradient.by_attenuation, by_attenuation, 1e-6 * std::abs(by_attenuation));
      EXPECT_NEAR(gradient.by_spacing, by_spacing, 1e-6 * std::abs(by_spacing));
    }
  }
}

TEST(AbsorptionGradient, OfOneLayerStraightAheadIsWorkedOutByHand) {
  // 1 - e^(-dz mu): dz e^(-dz mu) by mu, mu e^(-dz mu) by dz.
  const Absorption absorption{.detector = centred_detector(10.0, 1.0, 1, 1),
                              .layers = {1, 0.5, 2.0}};
  const Gradient gradient = gradient_at(absorption, std::vector<double>{4.0}, 0);
  EXPECT_NEAR(gradient.by_attenuation, 4.0 * 0.5 * std::exp(-1.0), 1e-15);
  EXPECT_NEAR(gradient.by_spacing, 4.0 * 2.0 * std::exp(-1.0), 1e-14);
}

TEST(AbsorptionGradient, IsZeroWhereNothingAbsorbs) {
  const Absorption absorption{.detector = centred_detector(10.0, 1.0, 1, 1), .layers = {}};
  const Gradient gradient = gradient_at(absorption, std::vector<double>{4.0}, 0);
  EXPECT_EQ(gradient.by_attenuation, 0.0);
  EXPECT_EQ(gradient.by_spacing, 0.0);
}

}  // namespace
