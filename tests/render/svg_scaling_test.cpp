#include <fakes/sample_site.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/svg_picture.hpp>
#include <tidegate/render/svg_scaling.hpp>
#include <tidegate/render/svg_trend.hpp>

namespace tidegate::render {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// A cube of three sizes, and two sizes of which one ran out of memory.
judge::Scaling two_series() {
  judge::Scaling scaling;
  scaling.case_name = "semiring_matmul";
  scaling.fixed = "algebra=log";
  judge::ScalingSeries cube;
  cube.provider = "kokkos";
  cube.platform = "openmp";
  for (const double n : {100.0, 200.0, 400.0})
    cube.points.push_back({n, 1e-9 * n * n * n, {}, {}, {}});
  cube.sizes = 3;
  cube.law = stats::PowerLaw{3, 1e-9, 1};
  judge::ScalingSeries other = cube;
  other.provider = "naive";
  other.law.reset();
  other.points.pop_back();
  other.points[0].time *= 2;
  other.out_of_memory = {400};
  scaling.series = {cube, other};
  return scaling;
}

TEST(SvgScaling, MatchesItsGoldenFile) { expect_golden("scaling.svg", scaling_svg(two_series())); }

TEST(SvgScaling, ALawIsDashedAndProvisionalIsSolid) {
  judge::Scaling scaling = two_series();
  scaling.series.resize(1);
  EXPECT_THAT(scaling_svg(scaling), HasSubstr("<line class=\"tail\""));
  scaling = two_series();
  scaling.series.erase(scaling.series.begin());
  EXPECT_THAT(scaling_svg(scaling), Not(HasSubstr("<line class=\"tail\"")));
  EXPECT_THAT(scaling_svg(scaling), HasSubstr("× a</text>"));
}

TEST(SvgScaling, OnePointIsDrawnAndNoneIsSaid) {
  judge::Scaling scaling = two_series();
  scaling.series.resize(1);
  scaling.series[0].law.reset();
  scaling.series[0].points.resize(1);
  EXPECT_THAT(scaling_svg(scaling), HasSubstr("<circle"));
  EXPECT_THAT(scaling_svg(scaling), Not(HasSubstr("nan")));
  scaling.series[0].points.clear();
  EXPECT_THAT(scaling_svg(scaling), HasSubstr("no size has a time"));
}

TEST(SvgScaling, TicksAreRoundPowers) {
  EXPECT_THAT(log_ticks(0.9, 12), ElementsAre(1, 2, 5, 10));
  EXPECT_THAT(log_ticks(90, 1.1e5), ElementsAre(100, 1e3, 1e4, 1e5));
  EXPECT_LE(log_ticks(1e-9, 1e15).size(), 10U);
}

TEST(SvgScaling, SeriesHaveLetters) {
  EXPECT_EQ(series_letter(0), "a");
  EXPECT_EQ(series_letter(25), "z");
  EXPECT_EQ(series_letter(26), "aa");
  EXPECT_EQ(series_letter(27), "ab");
}

TEST(SvgPicture, AnEmbeddedOneHasItsOwnIdsAndNoStyle) {
  const std::string text = embedded(scaling_svg(two_series()), "fig-7");
  EXPECT_THAT(text, HasSubstr("aria-labelledby=\"fig-7-title fig-7-desc\""));
  EXPECT_THAT(text, HasSubstr("<title id=\"fig-7-title\">"));
  EXPECT_THAT(text, HasSubstr("<desc id=\"fig-7-desc\">"));
  EXPECT_THAT(text, Not(HasSubstr("<style>")));
  EXPECT_THAT(text, Not(HasSubstr("http")));
}

// 1,000 values of which every 7th is high: of each ten in a row the lowest and highest are drawn.
TEST(TrendThinning, KeepsTheLowestAndHighestOfEachStretchAndSaysSo) {
  judge::History history = fakes::two_steps();
  history.changes.clear();
  history.points.resize(1000, history.points[0]);
  for (std::size_t i = 0; i < 1000; ++i) {
    history.points[i].value = 1 + static_cast<double>(i % 7) / 100;
  }
  const std::vector<std::size_t> drawn = drawn_points(history, 200);
  EXPECT_EQ(drawn.size(), 200U);
  EXPECT_TRUE(std::is_sorted(drawn.begin(), drawn.end()));
  EXPECT_EQ(drawn[0], 0U);
  EXPECT_EQ(drawn[1], 6U);
  EXPECT_THAT(trend_svg(history, 200), HasSubstr("lowest and highest of each 10<"));
  EXPECT_THAT(trend_svg(history), Not(HasSubstr("lowest and highest")));
  EXPECT_EQ(drawn_points(history, 1000).size(), 1000U);
}

}  // namespace
}  // namespace tidegate::render
