/// Every implementation of the absorption against the fp64 oracle.
#include <cmath>
#include <limits>
#include <string>

#include <common/generator.hpp>
#include <detector_absorption/intensities.hpp>
#include <detector_absorption/oracle.hpp>
#include <gtest/gtest.h>

#include "kernels/absorption_implementations.hpp"

namespace absorption_tests {
namespace {

using namespace detector_absorption;

template <class T>
class AbsorptionImplementation : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(AbsorptionImplementation, Scalars);

/// Relative to the intensity plus the result: a difference of two exponentials near 1 keeps that
/// much, and sums of 64 of them lose a little more.
template <class T>
constexpr double tolerance = sizeof(T) == 4 ? 4e-6 : 1e-14;

/// Calls `f` for each implementation that can run here.
template <class T, class F>
void with_each(F f) {
  for (const Implementation<T>& implementation : implementations<T>()) {
    if (!implementation.why_not().empty()) continue;
    SCOPED_TRACE(implementation.name);
    f(implementation);
  }
}

template <class T>
void expect_like_oracle(const Absorption& absorption, const std::vector<T>& in) {
  const std::vector<double> expected = oracle<T>(absorption, in);
  ASSERT_EQ(expected.size(), absorption.detector.pixels());
  with_each<T>([&](const Implementation<T>& implementation) {
    std::vector<T> out(expected.size(), std::numeric_limits<T>::quiet_NaN());
    ASSERT_EQ(implementation.run(absorption, in, out), Fault::none);
    for (std::size_t i = 0; i < out.size(); ++i) {
      ASSERT_NEAR(out[i], expected[i], tolerance<T> * (1.0 + std::abs(expected[i])))
          << "pixel " << i;
    }
  });
}

/// All four readings, with one image and with one a layer; `make(images)` makes them.
template <class T, class F>
void expect_readings(Absorption absorption, F make) {
  for (const Position position : {Position::shared, Position::per_layer}) {
    for (const Thickness thickness : {Thickness::oversample, Thickness::last_layer}) {
      for (const std::size_t images : {std::size_t{1}, absorption.layers.steps}) {
        SCOPED_TRACE("position " + std::to_string(int(position)) + ", thickness " +
                     std::to_string(int(thickness)) + ", images " + std::to_string(images));
        absorption.position = position;
        absorption.thickness = thickness;
        expect_like_oracle<T>(absorption, make(images));
      }
    }
  }
}

template <class T>
void expect_all_readings(const Absorption& absorption, std::uint64_t seed) {
  expect_readings<T>(absorption, [&](std::size_t images) {
    return make_intensities<T>(absorption.detector, images, seed);
  });
}

Layers layers_of(std::int64_t steps) {
  return resolve({.thickness = 0.1, .steps = steps, .attenuation_length = 0.5}).layers;
}

TYPED_TEST(AbsorptionImplementation, AgreesWithTheOracleOnEveryShape) {
  for (const std::size_t columns : {0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97, 128, 129, 150}) {
    for (const std::size_t rows : {0, 1, 3, 9}) {
      SCOPED_TRACE(std::to_string(columns) + " x " + std::to_string(rows));
      const Detector detector = centred_detector(100.0, 1.0, columns, rows);
      expect_all_readings<TypeParam>({.detector = detector, .layers = layers_of(5)}, 1);
    }
  }
}

TYPED_TEST(AbsorptionImplementation, AgreesOnRandomDetectors) {
  kernels::Generator generator(2026);
  for (int round = 0; round < 20; ++round) {
    const auto between = [&generator](double low, double high) {
      return low + (high - low) * generator.uniform();
    };
    const Tilt tilt{between(-60, 60), between(-60, 60), between(-180, 180)};
    const Detector detector = centred_detector(between(10, 200), between(0.01, 1),
                                               generator.word() % 70, generator.word() % 9, tilt);
    const auto steps = static_cast<std::int64_t>(1 + generator.word() % 70);
    const Layers layers = resolve({.thickness = between(0.001, 2),
                                   .steps = steps,
                                   .attenuation_length = between(0.01, 2)})
                              .layers;
    SCOPED_TRACE(round);
    expect_all_readings<TypeParam>({.detector = detector, .layers = layers},
                                   static_cast<std::uint64_t>(round));
  }
}

TYPED_TEST(AbsorptionImplementation, SumsToWhatTheSheetStops) {
  // 20 roundings in fp32, and 1e-6 in fp64, tilted too.
  const double near = sizeof(TypeParam) == 4 ? 3e-6 : 1e-6;
  for (const Tilt tilt : {Tilt{}, Tilt{.x = 10.0, .y = 5.0}}) {
    const Absorption absorption{.detector = centred_detector(100.0, 1.0, 21, 21, tilt),
                                .layers = layers_of(5)};
    with_each<TypeParam>([&](const Implementation<TypeParam>& implementation) {
      std::vector<TypeParam> out(441);
      ASSERT_EQ(implementation.run(absorption, std::vector<TypeParam>(441, 1), out), Fault::none);
      for (std::size_t i = 0; i < out.size(); ++i) {
        const double rho = obliquity(absorption.detector, pixel_centre(absorption.detector, i));
        const double stopped = 1.0 - std::exp(-0.2 / rho);
        ASSERT_NEAR(out[i], stopped, near * stopped) << i;
      }
    });
  }
}

TYPED_TEST(AbsorptionImplementation, WithoutThicknessIntensitiesAreLeftAsTheyAre) {
  const Detector detector = centred_detector(100.0, 0.1, 21, 5);
  const auto in = make_intensities<TypeParam>(detector, 1, 3);
  for (const Layers& layers : {Layers{}, resolve({.thickness = 0.0, .steps = 5}).layers,
                               Layers{.steps = 4, .spacing = 0.1, .attenuation = 0.0}}) {
    for (const Thickness thickness : {Thickness::oversample, Thickness::last_layer}) {
      const Absorption absorption{.detector = detector, .layers = layers, .thickness = thickness};
      with_each<TypeParam>([&](const Implementation<TypeParam>& implementation) {
        std::vector<TypeParam> out(in.size());
        ASSERT_EQ(implementation.run(absorption, in, out), Fault::none);
        EXPECT_EQ(out, in);
      });
    }
  }
}

/// A plane through the sample: rho is 0 or, in the middle pixel, undefined. The first layer stops
/// all, whatever lies behind it.
TYPED_TEST(AbsorptionImplementation, ASheetSeenFromItsEdgeCapturesInItsFirstLayer) {
  Absorption absorption{.detector = centred_detector(0.0, 1.0, 19, 3), .layers = layers_of(5)};
  const std::vector<TypeParam> ones(57, 1);
  expect_like_oracle<TypeParam>(absorption, ones);
  EXPECT_DOUBLE_EQ(oracle<TypeParam>(absorption, ones)[28], 1.0);
  absorption.position = Position::per_layer;
  expect_like_oracle<TypeParam>(absorption, ones);
}

/// So thin that even the longest path, through 1 / rho = 1e10, stops little.
TYPED_TEST(AbsorptionImplementation, ObliquityIsCutOffAtItsLeastValue) {
  Absorption absorption{.detector = centred_detector(0.0, 1.0, 19, 3), .layers = {3, 1e-6, 1e-5}};
  EXPECT_NEAR(oracle<double>(absorption, std::vector<double>(57, 1.0))[0], 1.0 - std::exp(-0.3),
              1e-12);
  expect_readings<TypeParam>(
      absorption, [](std::size_t images) { return std::vector<TypeParam>(images * 57, 1); });
}

TYPED_TEST(AbsorptionImplementation, SeenFromBehindFactorsGrow) {
  Absorption absorption{.detector = centred_detector(-100.0, 1.0, 33, 3), .layers = layers_of(5)};
  EXPECT_LT(oracle<double>(absorption, std::vector<double>(99, 1.0))[0], 0.0);
  expect_all_readings<TypeParam>(absorption, 5);
}

TYPED_TEST(AbsorptionImplementation, DarkSheetsStopEverything) {
  const Absorption absorption{.detector = centred_detector(100.0, 1.0, 33, 3),
                              .layers = {3, 1.0, 1e4}};
  expect_all_readings<TypeParam>(absorption, 6);
}

TYPED_TEST(AbsorptionImplementation, ThinLayersKeepTheirDigits) {
  // The kernels work out 1 - e^-x without subtracting; the plain loops lose digits here.
  const Absorption absorption{.detector = centred_detector(100.0, 0.1, 40, 2),
                              .layers = {1, 1e-6, 2.0}};
  const std::vector<TypeParam> ones(80, 1);
  const std::vector<double> expected = oracle<TypeParam>(absorption, ones);
  with_each<TypeParam>([&](const Implementation<TypeParam>& implementation) {
    if (implementation.name == "plain_loop" || implementation.name == "closed_form") return;
    std::vector<TypeParam> out(80);
    ASSERT_EQ(implementation.run(absorption, ones, out), Fault::none);
    const double units = 16 * double(std::numeric_limits<TypeParam>::epsilon());
    const double oracles_own = 2e-10;  // 1 - e^-2e-6 in fp64
    for (std::size_t i = 0; i < 80; ++i) {
      ASSERT_NEAR(out[i] / expected[i], 1.0, units + oracles_own) << i;
    }
  });
}

TYPED_TEST(AbsorptionImplementation, EqualRunsGiveEqualBits) {
  const Absorption absorption{.detector = centred_detector(50.0, 1.0, 37, 11, {.x = 12.0}),
                              .layers = layers_of(64),
                              .position = Position::per_layer};
  const auto in = make_intensities<TypeParam>(absorption.detector, 64, 9);
  with_each<TypeParam>([&](const Implementation<TypeParam>& implementation) {
    std::vector<TypeParam> first(407);
    std::vector<TypeParam> second(407);
    ASSERT_EQ(implementation.run(absorption, in, first), Fault::none);
    ASSERT_EQ(implementation.run(absorption, in, second), Fault::none);
    EXPECT_EQ(first, second);
  });
}

template <class T>
void expect_refused(const Absorption& absorption, std::size_t images, std::size_t outputs,
                    Fault fault) {
  EXPECT_FALSE(sentence(fault).empty());
  with_each<T>([&](const Implementation<T>& implementation) {
    std::vector<T> out(outputs, T(7));
    EXPECT_EQ(implementation.run(absorption, std::vector<T>(images, T(1)), out), fault);
    EXPECT_EQ(out, std::vector<T>(outputs, T(7)));
  });
}

TYPED_TEST(AbsorptionImplementation, RefusesWhatDoesNotFit) {
  const Absorption good{.detector = centred_detector(100.0, 1.0, 4, 3), .layers = layers_of(5)};
  expect_refused<TypeParam>(good, 11, 12, Fault::intensities_do_not_fit);
  expect_refused<TypeParam>(good, 24, 12, Fault::intensities_do_not_fit);
  expect_refused<TypeParam>(good, 12, 11, Fault::output_does_not_fit);
  expect_refused<TypeParam>(good, 60, 13, Fault::output_does_not_fit);
  Absorption bad = good;
  bad.detector.pixel = -1.0;
  expect_refused<TypeParam>(bad, 12, 12, Fault::detector_unusable);
  bad = good;
  bad.layers.attenuation = std::numeric_limits<double>::quiet_NaN();
  expect_refused<TypeParam>(bad, 12, 12, Fault::layers_unusable);
  bad.layers = {.steps = 0, .spacing = 0.1, .attenuation = 1.0};
  expect_refused<TypeParam>(bad, 12, 12, Fault::layers_unusable);
  bad = good;
  bad.detector = centred_detector(-1e-3, 1.0, 4, 3);  // 1 / rho about -2000, seen from behind
  bad.layers.attenuation = 100.0;
  expect_refused<TypeParam>(bad, 12, 12, Fault::grows_beyond_range);
}

TYPED_TEST(AbsorptionImplementation, SinglesAreTheRoundedDoublesOfASeed) {
  const Detector detector = centred_detector(100.0, 0.1, 9, 4);
  const auto wide = make_intensities<double>(detector, 2, 5);
  const auto made = make_intensities<TypeParam>(detector, 2, 5);
  ASSERT_EQ(made.size(), 72U);
  for (std::size_t i = 0; i < 72; ++i) EXPECT_EQ(made[i], static_cast<TypeParam>(wide[i]));
  EXPECT_NE(made, make_intensities<TypeParam>(detector, 2, 6));
}

/// A build with a CUDA compiler says here whether its kernel was tested.
TEST(AbsorptionCuda, RunsWhereThereIsADevice) {
  for (const Implementation<float>& implementation : implementations<float>()) {
    const std::string reason = implementation.why_not();
    if (!reason.empty()) GTEST_SKIP() << implementation.name << ": " << reason;
  }
}

}  // namespace
}  // namespace absorption_tests
