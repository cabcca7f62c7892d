/// What becomes of a sheet of which little was said.
#include <cmath>
#include <limits>

#include <detector_absorption/layers.hpp>
#include <gtest/gtest.h>

namespace {

using detector_absorption::LayerFault;
using detector_absorption::LayerRequest;
using detector_absorption::Layers;
using detector_absorption::resolve;
using detector_absorption::Spacing;

Layers layers_of(const LayerRequest& request) {
  const auto resolved = resolve(request);
  EXPECT_EQ(resolved.fault, LayerFault::none) << sentence(resolved.fault);
  return resolved.layers;
}

TEST(AbsorptionLayers, ThicknessAloneMakesTwoLayers) {
  const Layers layers = layers_of({.thickness = 0.3, .attenuation_length = 0.5});
  EXPECT_EQ(layers.steps, 2U);
  EXPECT_DOUBLE_EQ(layers.spacing, 0.15);
  EXPECT_DOUBLE_EQ(layers.attenuation, 2.0);
  // Only steps that were given lie between layers.
  const Layers between = layers_of({.thickness = 0.3, .spacing = Spacing::between_steps});
  EXPECT_EQ(between.steps, 2U);
  EXPECT_DOUBLE_EQ(between.spacing, 0.15);
}

TEST(AbsorptionLayers, ThicknessAndStepsDifferBetweenTheTwoCodes) {
  const LayerRequest request{.thickness = 0.1, .steps = 5, .attenuation_length = 0.5};
  EXPECT_DOUBLE_EQ(layers_of(request).spacing, 0.02);
  LayerRequest between = request;
  between.spacing = Spacing::between_steps;
  EXPECT_DOUBLE_EQ(layers_of(between).spacing, 0.025);
  EXPECT_EQ(layers_of(between).steps, 5U);
}

TEST(AbsorptionLayers, StepsBetweenWhichThereIsASheetAreAtLeastTwo) {
  const LayerRequest one{.thickness = 0.1, .steps = 1};
  EXPECT_EQ(layers_of(one).steps, 1U);
  EXPECT_DOUBLE_EQ(layers_of(one).spacing, 0.1);
  LayerRequest between = one;
  between.spacing = Spacing::between_steps;
  EXPECT_EQ(layers_of(between).steps, 2U);
  EXPECT_DOUBLE_EQ(layers_of(between).spacing, 0.1);
}

TEST(AbsorptionLayers, StepsAloneCutHalfAMicrometre) {
  for (const Spacing spacing : {Spacing::per_step, Spacing::between_steps}) {
    const Layers layers = layers_of({.steps = 4, .spacing = spacing});
    EXPECT_EQ(layers.steps, 4U);
    EXPECT_DOUBLE_EQ(layers.spacing, 0.000125);
    EXPECT_DOUBLE_EQ(layers.attenuation, 2000.0);
  }
}

TEST(AbsorptionLayers, AttenuationIsOneOverTheThicknessUnlessGiven) {
  EXPECT_DOUBLE_EQ(layers_of({.thickness = 0.25, .steps = 5}).attenuation, 4.0);
}

TEST(AbsorptionLayers, NoThicknessDoesNotAbsorb) {
  for (const LayerRequest& request :
       {LayerRequest{}, LayerRequest{.thickness = 0.0}, LayerRequest{.thickness = 0.0, .steps = 5},
        LayerRequest{.thickness = 0.0, .attenuation_length = 0.5},
        LayerRequest{.thickness = -0.0, .spacing = Spacing::between_steps},
        LayerRequest{.attenuation_length = 0.5}}) {
    const Layers layers = layers_of(request);
    EXPECT_FALSE(layers.absorbs());
    EXPECT_EQ(layers.steps, 1U);
    EXPECT_TRUE(std::isfinite(layers.attenuation));
  }
}

TEST(AbsorptionLayers, WhatMakesNoSheetIsRefused) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {-0.1, nan, infinity, -infinity}) {
    EXPECT_EQ(resolve({.thickness = bad}).fault, LayerFault::thickness_unusable) << bad;
    EXPECT_EQ(resolve({.thickness = 0.1, .attenuation_length = bad}).fault,
              LayerFault::attenuation_unusable)
        << bad;
  }
  EXPECT_EQ(resolve({.thickness = 0.1, .attenuation_length = 0.0}).fault,
            LayerFault::attenuation_unusable);
  EXPECT_EQ(resolve({.steps = 0}).fault, LayerFault::no_steps);
  EXPECT_EQ(resolve({.thickness = 0.1, .steps = -3}).fault, LayerFault::no_steps);
  EXPECT_EQ(resolve({.steps = detector_absorption::most_steps + 1}).fault,
            LayerFault::too_many_steps);
  EXPECT_EQ(resolve({.steps = detector_absorption::most_steps}).fault, LayerFault::none);
  EXPECT_FALSE(sentence(LayerFault::no_steps).empty());
}

}  // namespace
