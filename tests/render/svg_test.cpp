#include <cmath>
#include <limits>

#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/svg_pairs.hpp>
#include <tidegate/render/svg_picture.hpp>
#include <tidegate/render/svg_samples.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

std::vector<SampleStrip> two_strips() {
  SampleStrip before;
  before.label = "baseline";
  before.values = fakes::samples_from(1e-3, 40);
  before.min = 1e-3;
  before.median = 1.03e-3;
  before.p95 = 1.1e-3;
  SampleStrip after = before;
  after.label = "candidate";
  after.values = fakes::samples_from(1.05e-3, 40);
  after.p95 = 1.2e-3;
  return {before, after};
}

TEST(Svg, ScaleAndTicks) {
  const Scale scale{10, 20, 100, 300};
  EXPECT_DOUBLE_EQ(scale.at(10), 100);
  EXPECT_DOUBLE_EQ(scale.at(15), 200);
  EXPECT_DOUBLE_EQ(tick_step(10), 2);
  EXPECT_DOUBLE_EQ(tick_step(1), 0.2);
  EXPECT_DOUBLE_EQ(tick_step(4.9), 1);
  EXPECT_EQ(ticks(1, 9, 2), (std::vector<double>{2, 4, 6, 8}));
  EXPECT_EQ(ticks(-1, 1, 1), (std::vector<double>{-1, 0, 1}));
}

TEST(Svg, RangeIsNeverEmpty) {
  Range range;
  range.include(5.0);
  range.include(std::numeric_limits<double>::quiet_NaN());
  range.widen(0.1);
  EXPECT_LT(range.low, 5);
  EXPECT_GT(range.high, 5);
  Range nothing;
  nothing.widen(0.1);
  EXPECT_LT(nothing.low, nothing.high);
}

TEST(Svg, SamplesMatchTheirGoldenFile) {
  expect_golden("samples.svg",
                samples_svg("case[n=1] kokkos/serial, warm time", "s", two_strips()));
}

TEST(Svg, EverySampleIsADotOrCounted) {
  std::vector<SampleStrip> strips = two_strips();
  EXPECT_EQ(count(samples_svg("t", "s", strips), "<circle"), 80U);
  strips[1].values[3] = 1;  // a thousand times the others
  strips[1].values[4] = std::numeric_limits<double>::infinity();
  const std::string text = samples_svg("t", "s", strips);
  EXPECT_EQ(count(text, "<circle"), 78U);
  EXPECT_THAT(text, HasSubstr("1 sample beyond →"));
  EXPECT_THAT(text, HasSubstr("n=39"));
}

TEST(Svg, ManySamplesAreThinnedAndSaidSo) {
  std::vector<SampleStrip> strips = two_strips();
  strips[0].values = fakes::samples_from(1e-3, 9000);
  const std::string text = samples_svg("t", "s", strips);
  EXPECT_EQ(count(text, "<circle"), 2040U);
  EXPECT_THAT(text, HasSubstr("n=9,000, 2,000 drawn"));
}

TEST(Svg, SurvivesOddSamples) {
  const std::vector<std::vector<double>> odd{{},      {0, 0, 0}, {1e-300, 1e300},
                                             {-1, 1}, {5},       {std::nan("")}};
  for (const std::vector<double>& values : odd) {
    SampleStrip strip;
    strip.label = "x";
    strip.values = values;
    const std::string text = samples_svg("t", "s", std::vector<SampleStrip>{strip});
    EXPECT_THAT(text, Not(HasSubstr("nan")));
    EXPECT_THAT(text, Not(HasSubstr("inf")));
    EXPECT_THAT(text, HasSubstr("</svg>\n"));
  }
}

TEST(Svg, TextIsEscapedAndForScreenReaders) {
  const std::string text = samples_svg("<b>&\"", "s", two_strips());
  EXPECT_THAT(text, HasSubstr("<title id=\"title\">&lt;b&gt;&amp;&quot;</title>"));
  EXPECT_THAT(text, HasSubstr("role=\"img\""));
  EXPECT_THAT(text, HasSubstr("<desc"));
  EXPECT_THAT(text, HasSubstr("prefers-color-scheme: dark"));
  EXPECT_THAT(text, Not(HasSubstr("<b>")));
}

PairsPlot some_pairs() {
  PairsPlot plot;
  plot.title = "case[n=1] kokkos/serial, warm time, low band of each pair";
  plot.ratios = {1.08, 1.09, 1.07, 1.085, 1.083, 1.092};
  plot.estimate = 1.083;
  plot.low = 1.071;
  plot.high = 1.094;
  plot.limit = 1.02;
  return plot;
}

TEST(Svg, PairsMatchTheirGoldenFile) { expect_golden("pairs.svg", pairs_svg(some_pairs())); }

TEST(Svg, PairsShowTheLimitAndTheInterval) {
  const std::string text = pairs_svg(some_pairs());
  EXPECT_EQ(count(text, "<circle"), 6U);
  EXPECT_EQ(count(text, "class=\"limit\""), 1U);
  EXPECT_EQ(count(text, "class=\"band\""), 1U);
  EXPECT_THAT(text, HasSubstr("limit +2.0 %"));
}

TEST(Svg, PairsWithoutAnIntervalHaveNoBand) {
  PairsPlot plot = some_pairs();
  plot.low = 0;
  plot.high = std::numeric_limits<double>::infinity();
  plot.limit.reset();
  plot.ratios = {1.0};
  const std::string text = pairs_svg(plot);
  EXPECT_EQ(count(text, "class=\"band\""), 0U);
  EXPECT_EQ(count(text, "class=\"limit\""), 0U);
  EXPECT_THAT(text, Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace tidegate::render
