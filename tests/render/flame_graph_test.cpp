#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/flame_graph.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;
using testing::Not;

FlameGraph some_graph() {
  FlameGraph graph;
  graph.title = "matmul[n=512] kokkos/serial";
  graph.stacks = {{{"kernel<float>(View<float const>, int)"}, 30},
                  {{"kernel<float>(View<float const>, int)", "expf"}, 60},
                  {{"kernel<float>(View<float const>, int)", "logf", "log_tail & <co>"}, 9},
                  {{}, 1}};
  graph.outside = 1234;
  return graph;
}

TEST(FlameGraph, IsDrawnAsApproved) { expect_golden("flame.svg", flame_svg(some_graph())); }

TEST(FlameGraph, EveryBoxSaysItsFunctionAndItsShare) {
  const std::string svg = flame_svg(some_graph());
  EXPECT_THAT(svg, HasSubstr("<title>all: 100 samples, 100.0 %</title>"));
  EXPECT_THAT(svg,
              HasSubstr("<title>kernel&lt;float&gt;(View&lt;float const&gt;, int): 99 samples"));
  EXPECT_THAT(svg, HasSubstr("<title>expf: 60 samples, 60.0 %</title>"));
  EXPECT_THAT(svg, HasSubstr("1,234 that were not below the timed loop are left out"));
  EXPECT_THAT(svg, HasSubstr("log_tail &amp; "));
  EXPECT_THAT(svg, Not(HasSubstr("<script"))) << "static";
}

TEST(FlameGraph, WhatIsTooNarrowToBeSeenIsNotDrawn) {
  FlameGraph graph;
  graph.title = "t";
  graph.stacks = {{{"wide"}, 1000000}, {{"narrow", "deep", "deeper"}, 1}};
  const std::string svg = flame_svg(graph);
  EXPECT_THAT(svg, HasSubstr("<title>wide: "));
  EXPECT_THAT(svg, Not(HasSubstr("narrow")));
  graph.stacks.erase({"narrow", "deep", "deeper"});
  EXPECT_THAT(flame_svg(graph), HasSubstr("viewBox=\"0 0 760 124\"")) << "and takes no room";
}

TEST(FlameGraph, LettersOfSeveralBytesAreNeverCut) {
  FlameGraph graph;
  graph.title = "t";
  graph.stacks = {{{"ééééééééééééééééééééééééé"}, 1}, {{"other"}, 9}};
  EXPECT_THAT(flame_svg(graph), HasSubstr("ééééééééé…"));
}

}  // namespace
}  // namespace tidegate::render
