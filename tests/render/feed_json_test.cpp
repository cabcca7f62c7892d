#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/feed_json.hpp>

namespace tidegate::render {
namespace {

const std::array<judge::FeedPair, 2> wanted{judge::FeedPair{"kokkos", ""},
                                            judge::FeedPair{"kokkos", "cuda"}};

std::vector<judge::FeedEntry> sample() {
  judge::FeedEntry matmul;
  matmul.case_name = "matmul";
  matmul.point = parse_point("n=512,algebra=log").value();
  matmul.sides[0] = {"naive", 0.3333, "20260301T120000Z__0123456 serial cpu-00000001"};
  matmul.notes = {"gpu: kokkos was not measured"};
  judge::FeedEntry hostile;
  hostile.case_name = "z\"</script>";
  hostile.notes = {"no row is of the representative point"};
  return {matmul, hostile};
}

Outcome<FilledCatalogue> fill(const std::string& catalogue, const OperationNames& names = {}) {
  const auto json = parse_json(catalogue, {"op_matrix.json", 1});
  EXPECT_TRUE(json) << catalogue;
  return fill_catalogue(*json, sample(), wanted, names, "op_matrix.json");
}

TEST(FeedJson, IsTheGoldenText) {
  expect_golden("feed.json",
                json_pretty(feed_json(sample(), wanted, {{"matmul", "lib.matmul"}}).value()));
}

TEST(FeedJson, FillsFiveFieldsAndLeavesTheOthers) {
  const auto filled = fill(
      R"({"version": 3, "ops": [{"qualname": "lib.matmul", "jit": "pass", "perf_cpu_ratio": 7.5,
          "_meta": {"owner": "them", "notes": "old"}}, {"qualname": "lib.softmax", "perf_cpu_ratio": 2.5}]})");
  ASSERT_TRUE(filled) << filled.error().what;
  EXPECT_EQ(filled->filled, 1U);
  expect_golden("feed_catalogue.json", json_pretty(filled->json));
  EXPECT_THAT(filled->notes,
              testing::ElementsAre(testing::StartsWith("z\"</script>: no operation")));
}

TEST(FeedJson, OperationsMayStandInAnObjectByName) {
  const auto filled = fill(R"({"_meta": {"source": "them"}, "matmul": {}, "lib.matmul": {}})");
  ASSERT_TRUE(filled) << filled.error().what;
  const JsonObject& document = filled->json.as_object();
  EXPECT_EQ(document.at("matmul").as_object().at("perf_cpu_ratio"), 0.3333);
  EXPECT_TRUE(document.at("lib.matmul").as_object().empty());  // the exact name wins
  EXPECT_EQ(document.at("_meta").as_object().size(), 1U);
}

TEST(FeedJson, AnOperationThatCouldBeTwoIsNoneAndANote) {
  const auto filled = fill(R"({"a.matmul": {}, "b.matmul": {}})");
  ASSERT_TRUE(filled);
  EXPECT_EQ(filled->filled, 0U);
  EXPECT_THAT(filled->notes[0], testing::HasSubstr("2 operations of the catalogue"));
  const auto named = fill(R"({"a.matmul": {}, "b.matmul": {}})", {{"matmul", "b.matmul"}});
  ASSERT_TRUE(named);
  EXPECT_EQ(named->json.as_object().at("b.matmul").as_object().at("perf_gpu_ratio"), nullptr);
  EXPECT_TRUE(named->json.as_object().at("a.matmul").as_object().empty());
}

TEST(FeedJson, TwoCasesThatAreOneOperationAreRefused) {
  const OperationNames onto_matmul{{"z\"</script>", "matmul"}};
  const auto plain = feed_json(sample(), wanted, onto_matmul);
  ASSERT_FALSE(plain);
  EXPECT_EQ(plain.error().kind, ErrorKind::incompatible);
  EXPECT_EQ(plain.error().what, "matmul and z\"</script> are both the operation matmul");
  // One by its full name, the other by what that ends in.
  const auto filled = fill(R"({"lib.matmul": {}})", {{"z\"</script>", "lib.matmul"}});
  ASSERT_FALSE(filled);
  EXPECT_EQ(filled.error().kind, ErrorKind::incompatible);
}

TEST(FeedJson, ACatalogueWithoutOperationsIsRefused) {
  for (const char* text : {"[]", "{}", "3", R"({"ops": 3})", R"([{"title": "matmul"}])"}) {
    const auto filled = fill(text);
    ASSERT_FALSE(filled) << text;
    EXPECT_EQ(filled.error().kind, ErrorKind::bad_input);
  }
}

}  // namespace
}  // namespace tidegate::render
