#include <algorithm>
#include <filesystem>
#include <map>

#include <fakes/sample_history.hpp>
#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>
#include <unistd.h>

#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::render {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

BundleInput sample_input() {
  BundleInput input;
  input.report = fakes::every_verdict();
  input.commits = {{"7a57be1aa2bb3cc4dd5ee6ff7a8b9c0d1e2f3a4b", "Log semiring: one pass"},
                   {"5e4d3c2b1a0f9e8d7c6b5a493827161504f3e2d1", "Tidy <headers> | tests"}};
  input.files = {"kernels/semiring/kernel.hpp", "bench/semiring_matmul/cases.cpp"};
  input.links = {{"Performance record", "../../../PERFORMANCE.md"}};
  input.trends = {fakes::two_steps()};
  return input;
}

class DecisionBundle : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "tidegate-render-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }

  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) {
        files[entry.path().lexically_relative(folder).string()] = read_file(entry.path()).value();
      }
    }
    return files;
  }

  fs::path folder;
};

const Json& field(const Json& json, std::initializer_list<const char*> path) {
  const Json* at = &json;
  for (const char* name : path) at = &at->at(name);
  return *at;
}

TEST_F(DecisionBundle, MarkdownMatchesItsGoldenFile) {
  expect_golden("bundle.md", bundle_markdown(sample_input()));
  expect_golden("decision.md", decision_form(sample_input()));
}

TEST_F(DecisionBundle, JsonHoldsTheEvidenceAndNoAdvice) {
  const Outcome<Json> json = parse_json(bundle_json(sample_input()), {"bundle.json", 1});
  ASSERT_TRUE(json) << json.error().what;
  EXPECT_EQ(field(*json, {"schema_version"}).to_number<int>(), 1);
  EXPECT_TRUE(field(*json, {"recommendation"}).is_null());
  EXPECT_EQ(field(*json, {"run_id"}), "20261121T013000Z__7a57be1");
  EXPECT_EQ(field(*json, {"headline"}), "REGRESSION");
  EXPECT_EQ(field(*json, {"crossings"}).as_array().size(), 4U);
  EXPECT_EQ(field(*json, {"other_lines"}).as_array().size(), 8U);
  const Json& first = field(*json, {"crossings"}).as_array().at(0);
  EXPECT_EQ(field(first, {"verdict"}), "slower");
  EXPECT_EQ(field(first, {"baseline", "samples"}).as_array().size(), 480U);
  EXPECT_EQ(field(first, {"candidate", "samples"}).as_array().size(), 480U);
  EXPECT_DOUBLE_EQ(field(first, {"min", "ratio"}).to_number<double>(), 1.083);
  EXPECT_DOUBLE_EQ(field(first, {"min", "high"}).to_number<double>(), 1.094);
  EXPECT_EQ(field(first, {"min", "operator"}), ">");
  EXPECT_EQ(field(first, {"lockstep", "log_ratio_low"}).as_array().size(), 12U);
  EXPECT_DOUBLE_EQ(field(first, {"lockstep", "detectable_slowdown"}).to_number<double>(), 0.024);
  EXPECT_EQ(field(first, {"plots"}).as_array().at(0), "samples-1.svg");
  EXPECT_EQ(field(*json, {"commits"}).as_array().at(0).at("subject"), "Log semiring: one pass");
  EXPECT_TRUE(field(*json, {"baseline", "provenance"}).is_object());
}

TEST_F(DecisionBundle, ACrossingShowsItsOwnTrendOfItsOwnMachines) {
  BundleInput input = sample_input();
  const Outcome<Json> json = parse_json(bundle_json(input), {"bundle.json", 1});
  ASSERT_TRUE(json);
  const JsonArray& crossings = field(*json, {"crossings"}).as_array();
  EXPECT_EQ(field(crossings[0], {"trend", "points"}).as_array().size(), 16U);
  EXPECT_EQ(field(crossings[0], {"trend", "changes"}).as_array().size(), 2U);
  EXPECT_TRUE(field(crossings[1], {"trend"}).is_null());
  input.trends[0].machine_class = "another-machine";
  EXPECT_THAT(bundle_markdown(input), Not(HasSubstr("Trend over")));
  input = sample_input();
  input.trends[0].metric = "cold_time";
  EXPECT_THAT(bundle_markdown(input), Not(HasSubstr("Trend over")));
}

TEST_F(DecisionBundle, JsonNamesEachFactThatDiffers) {
  const Outcome<Json> json = parse_json(bundle_json(sample_input()), {"bundle.json", 1});
  ASSERT_TRUE(json);
  const JsonArray& facts = field(*json, {"environment_difference"}).as_array();
  ASSERT_EQ(facts.size(), 2U);  // commit and load average; the compiler is the same
  EXPECT_EQ(facts[0].at("fact"), "commit");
  EXPECT_EQ(facts[1].at("fact"), "load_average");
  EXPECT_EQ(facts[1].at("baseline"), "0.12");
  EXPECT_EQ(facts[1].at("candidate"), "1.87");
  EXPECT_EQ(facts[1].at("must_match"), false);
}

TEST_F(DecisionBundle, UnknownSidesAreNull) {
  BundleInput input = sample_input();
  input.report.baseline = judge::Side{};
  input.commits.clear();
  const Outcome<Json> json = parse_json(bundle_json(input), {"bundle.json", 1});
  ASSERT_TRUE(json);
  EXPECT_TRUE(field(*json, {"baseline", "commit"}).is_null());
  EXPECT_TRUE(field(*json, {"baseline", "provenance"}).is_null());
  const std::string markdown = bundle_markdown(input);
  EXPECT_THAT(markdown, HasSubstr("one side carries no provenance"));
  EXPECT_THAT(markdown, HasSubstr("## Commits between\n\nNot known."));
}

TEST_F(DecisionBundle, PlotsExistWhereTheirDataDo) {
  std::vector<std::string> names;
  for (const BundleFile& file : bundle_files(sample_input())) names.push_back(file.name);
  // Crossing 2 is a screen's suspicion: it has neither samples nor pairs.
  EXPECT_THAT(names, testing::ElementsAre("bundle.md", "bundle.json", "samples-1.svg",
                                          "pairs-1.svg", "trend-1.svg", "samples-3.svg",
                                          "pairs-3.svg", "samples-4.svg", "pairs-4.svg"));
  EXPECT_THAT(bundle_markdown(sample_input()), Not(HasSubstr("samples-2.svg](")));
}

TEST_F(DecisionBundle, WritesTheSameBytesAgain) {
  const Outcome<fs::path> first = write_bundle(folder / "deep" / "bundles", sample_input());
  ASSERT_TRUE(first) << first.error().what;
  EXPECT_EQ(*first, folder / "deep" / "bundles" / "20261121T013000Z__7a57be1");
  const auto before = contents();
  EXPECT_EQ(before.size(), 10U);  // the nine above and the blank form; nothing left aside
  ASSERT_TRUE(write_bundle(folder / "deep" / "bundles", sample_input()));
  EXPECT_EQ(contents(), before);
}

TEST_F(DecisionBundle, NeverTouchesADecision) {
  const fs::path bundle = write_bundle(folder, sample_input()).value();
  ASSERT_TRUE(write_file_atomically(bundle / "decision.md", "reverted, by A. Person\n"));
  ASSERT_TRUE(write_bundle(folder, sample_input()));
  EXPECT_EQ(read_file(bundle / "decision.md").value(), "reverted, by A. Person\n");
}

TEST_F(DecisionBundle, ANewVerdictOnTheSameRunReplacesTheOld) {
  const fs::path bundle = write_bundle(folder, sample_input()).value();
  BundleInput input = sample_input();
  input.report.lines.resize(1);
  input.trends.clear();
  ASSERT_TRUE(write_bundle(folder, input));
  EXPECT_FALSE(fs::exists(bundle / "samples-3.svg"));
  EXPECT_FALSE(fs::exists(bundle / "trend-1.svg"));
  EXPECT_TRUE(fs::exists(bundle / "samples-1.svg"));
  EXPECT_EQ(read_file(bundle / "bundle.md").value(), bundle_markdown(input));
}

TEST_F(DecisionBundle, RefusesWhatIsNoBundle) {
  BundleInput quiet = sample_input();
  quiet.report = fakes::passing_report();
  EXPECT_EQ(write_bundle(folder, quiet).error().kind, ErrorKind::usage);
  for (const char* run_id : {"", "..", "a/b", ".hidden", "a b", "a\nb"}) {
    BundleInput input = sample_input();
    input.report.run_id = run_id;
    const Outcome<fs::path> result = write_bundle(folder, input);
    ASSERT_FALSE(result) << run_id;
    EXPECT_EQ(result.error().kind, ErrorKind::bad_input) << run_id;
  }
  EXPECT_TRUE(contents().empty());
}

TEST_F(DecisionBundle, LeavesNothingBehindWhenItCannotWrite) {
  ASSERT_TRUE(write_file_atomically(folder / "file", "not a folder"));
  EXPECT_FALSE(write_bundle(folder / "file", sample_input()));
  EXPECT_EQ(contents().size(), 1U);
}

}  // namespace
}  // namespace tidegate::render
