#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/case_registry.hpp>

namespace tidegate::measure {
namespace {

using testing::HasSubstr;

void nothing(State& /*unused*/) {}

CaseBuilder declare(Registry& cases, const std::string& name) {
  return {cases, cases.add_case(name, "gcc")};
}

std::vector<std::string> point_texts(const CaseDeclaration& declared) {
  std::vector<std::string> texts;
  for (const Point& point : declared.points()) texts.push_back(point.text());
  return texts;
}

TEST(CaseRegistry, PointsAreTheCrossProductInDeclaredOrder) {
  Registry cases;
  declare(cases, "sum")
      .axis("n", {128, 256})
      .axis("algebra", {"real", "log"})
      .provider("a", nothing);
  const auto valid = cases.validated();
  ASSERT_TRUE(valid) << valid.error().what;
  EXPECT_THAT(point_texts(valid->front()),
              testing::ElementsAre("n=128,algebra=real", "n=128,algebra=log", "n=256,algebra=real",
                                   "n=256,algebra=log"));
}

TEST(CaseRegistry, TheDesignatedProviderIsOneOfTheCases) {
  Registry cases;
  declare(cases, "sum").provider("a", nothing).designated("a");
  EXPECT_TRUE(cases.validated());
  cases.at(0).designated = "b";
  const auto wrong = cases.validated();
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().what, HasSubstr("designates the provider 'b'"));
}

TEST(CaseRegistry, ACaseWithoutAxesHasOnePoint) {
  Registry cases;
  declare(cases, "sum").provider("a", nothing);
  const auto valid = cases.validated();
  ASSERT_TRUE(valid);
  EXPECT_THAT(point_texts(valid->front()), testing::ElementsAre("-"));
  EXPECT_TRUE(valid->front().is_representative(Point{}));
}

TEST(CaseRegistry, AxesTakeAnyKindOfValue) {
  Registry cases;
  declare(cases, "sum")
      .axis("size", {std::size_t{1}})
      .axis("scale", {0.5F})
      .axis("wide", {true, false})
      .axis("mixed", {1, 2.5, "word"})
      .provider("a", nothing);
  const auto valid = cases.validated();
  ASSERT_TRUE(valid) << valid.error().what;
  const Point first = valid->front().points().front();
  EXPECT_EQ(*first.find("size"), AxisValue(std::int64_t{1}));
  EXPECT_EQ(*first.find("scale"), AxisValue(0.5));
  EXPECT_EQ(*first.find("wide"), AxisValue(true));
  EXPECT_EQ(*first.find("mixed"), AxisValue(std::int64_t{1}));
}

TEST(CaseRegistry, TheFirstPointRepresentsUnlessAnotherIsNamed) {
  Registry cases;
  declare(cases, "first").axis("n", {1, 2}).provider("a", nothing);
  declare(cases, "named")
      .axis("n", {1, 2})
      .axis("m", {3})
      .representative("m=3,n=2")
      .provider("a", nothing);
  const auto valid = cases.validated();
  ASSERT_TRUE(valid) << valid.error().what;
  EXPECT_TRUE(valid->at(0).is_representative(*parse_point("n=1")));
  EXPECT_FALSE(valid->at(0).is_representative(*parse_point("n=2")));
  EXPECT_TRUE(valid->at(1).is_representative(*parse_point("n=2,m=3")));
  EXPECT_FALSE(valid->at(1).is_representative(*parse_point("n=1,m=3")));
}

TEST(CaseRegistry, ProvidersOfOtherFilesMayComeFirst) {
  Registry cases;
  cases.add_provider("sum", {"fast", nothing, {}});
  declare(cases, "sum").provider("plain", nothing, {.reference = true});
  const auto valid = cases.validated();
  ASSERT_TRUE(valid) << valid.error().what;
  ASSERT_EQ(valid->front().providers.size(), 2U);
  EXPECT_TRUE(valid->front().providers[0].options.reference);
  EXPECT_FALSE(valid->front().providers[1].options.reference);
}

TEST(CaseRegistry, ASingleProviderIsItsOwnReferenceOnEveryPlatform) {
  Registry cases;
  declare(cases, "sum")
      .provider("kokkos", nothing, {.platform = "serial"})
      .provider("kokkos", nothing, {.platform = "openmp"});
  const auto valid = cases.validated();
  ASSERT_TRUE(valid) << valid.error().what;
  EXPECT_TRUE(valid->front().providers[0].options.reference);
  EXPECT_TRUE(valid->front().providers[1].options.reference);
}

struct Mistake {
  const char* name;
  std::function<void(Registry&)> declare;
  const char* sentence;  ///< part of the message
};

class CaseMistake : public testing::TestWithParam<Mistake> {};

TEST_P(CaseMistake, IsAUsageError) {
  Registry cases;
  GetParam().declare(cases);
  const auto valid = cases.validated();
  ASSERT_FALSE(valid);
  EXPECT_EQ(valid.error().kind, ErrorKind::usage);
  EXPECT_THAT(valid.error().what, HasSubstr(GetParam().sentence));
  EXPECT_FALSE(valid.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, CaseMistake,
    testing::Values(
        Mistake{"CaseTwice",
                [](Registry& r) {
                  declare(r, "sum").provider("a", nothing);
                  declare(r, "sum").provider("b", nothing);
                },
                "'sum' is declared twice"},
        Mistake{"CaseWithoutName", [](Registry& r) { declare(r, "").provider("a", nothing); },
                "name is empty"},
        Mistake{"NameWithNewline", [](Registry& r) { declare(r, "a\nb").provider("a", nothing); },
                "control characters"},
        Mistake{
            "ProviderTwice",
            [](Registry& r) { declare(r, "sum").provider("a", nothing).provider("a", nothing); },
            "the provider 'a' twice on the platform 'serial'"},
        Mistake{"ProviderTwiceFromAnotherFile",
                [](Registry& r) {
                  declare(r, "sum").provider("a", nothing);
                  r.add_provider("sum", {"a", nothing, {}});
                },
                "the provider 'a' twice"},
        Mistake{"ProviderOfUndeclaredCase",
                [](Registry& r) {
                  declare(r, "sum").provider("a", nothing);
                  r.add_provider("smu", {"b", nothing, {}});
                },
                "the case 'smu', which no file of this program declares"},
        Mistake{"ProviderWithoutFunction",
                [](Registry& r) { declare(r, "sum").provider("a", nullptr); }, "no function"},
        Mistake{"ProviderWithoutName", [](Registry& r) { declare(r, "sum").provider("", nothing); },
                "name or platform is empty"},
        Mistake{"NoProvider", [](Registry& r) { declare(r, "sum"); }, "has no provider"},
        Mistake{"RepresentativeIsNoPoint",
                [](Registry& r) {
                  declare(r, "sum").axis("n", {1, 2}).representative("n=3").provider("a", nothing);
                },
                "'n=3' is not a point of the case 'sum'"},
        Mistake{"RepresentativeIsNoText",
                [](Registry& r) {
                  declare(r, "sum").axis("n", {1}).representative("n").provider("a", nothing);
                },
                "'n' is not a point"},
        Mistake{"TwoReferences",
                [](Registry& r) {
                  declare(r, "sum")
                      .provider("a", nothing, {.reference = true})
                      .provider("b", nothing, {.reference = true});
                },
                "2 reference providers"},
        Mistake{
            "NoReference",
            [](Registry& r) { declare(r, "sum").provider("a", nothing).provider("b", nothing); },
            "0 reference providers among 2"},
        Mistake{"StageThatMakesNoId",
                [](Registry& r) { declare(r, "sum").stages({"the mesh"}).provider("a", nothing); },
                "the stage 'the mesh', which makes no metric id"},
        Mistake{
            "CounterThatMakesNoId",
            [](Registry& r) {
              declare(r, "sum").counter("all evaluations", Better::lower).provider("a", nothing);
            },
            "the counter 'all evaluations', which makes no metric id"},
        Mistake{"CounterTwice",
                [](Registry& r) {
                  declare(r, "sum")
                      .counter("nodes", Better::lower)
                      .counter("nodes", Better::higher)
                      .provider("a", nothing);
                },
                "the counter 'nodes', twice"},
        Mistake{"CounterWithoutDirection",
                [](Registry& r) {
                  declare(r, "sum").counter("nodes", Better::unstated).provider("a", nothing);
                },
                "without a direction"},
        Mistake{"CounterOfTheMachine",
                [](Registry& r) {
                  declare(r, "sum").counter("ceiling_x", Better::lower).provider("a", nothing);
                },
                "kept for the machine's ceilings"},
        Mistake{"UnknownMetric",
                [](Registry& r) {
                  declare(r, "sum").metrics({"counters.nodes"}).provider("a", nothing);
                },
                "names the metric 'counters.nodes', which nobody knows"},
        Mistake{"AxisTwice",
                [](Registry& r) {
                  declare(r, "sum").axis("n", {1}).axis("n", {2}).provider("a", nothing);
                },
                "the axis 'n' twice"},
        Mistake{"AxisWithoutValues",
                [](Registry& r) {
                  declare(r, "sum").axis("n", std::vector<AxisValue>{}).provider("a", nothing);
                },
                "no values on its axis 'n'"},
        Mistake{"ValueTwice",
                [](Registry& r) {
                  declare(r, "sum").axis("n", {4, 4}).provider("a", nothing);
                },
                "the value '4' twice"},
        Mistake{"ValueWithComma",
                [](Registry& r) { declare(r, "sum").axis("n", {"a,b"}).provider("a", nothing); },
                "read back as something else"},
        Mistake{"EmptyWord",
                [](Registry& r) { declare(r, "sum").axis("n", {""}).provider("a", nothing); },
                "read back as something else"}),
    [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace tidegate::measure
