#include <algorithm>
#include <filesystem>
#include <map>

#include <fakes/described.hpp>
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
  input.commit_count = 4321;
  input.files = {"kernels/semiring/kernel.hpp", "bench/semiring_matmul/cases.cpp"};
  input.file_count = 2;
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
}

/// Few samples, so that a person can read the file.
BundleInput short_input() {
  BundleInput input = sample_input();
  for (judge::GateLine& line : input.report.lines) {
    line.baseline_samples.resize(std::min<std::size_t>(line.baseline_samples.size(), 4));
    line.candidate_samples.resize(std::min<std::size_t>(line.candidate_samples.size(), 4));
  }
  return input;
}

TEST_F(DecisionBundle, JsonMatchesItsGoldenFile) {
  expect_golden("bundle.json", bundle_json(short_input()));
}

TEST_F(DecisionBundle, TheSchemaDescribesEveryField) {
  const auto schema = read_json_file(TIDEGATE_SOURCE_DIR "/docs/schema/bundle.schema.json");
  ASSERT_TRUE(schema) << schema.error().what;
  const auto json = parse_json(bundle_json(sample_input()), {"bundle.json", 1});
  ASSERT_TRUE(json) << json.error().what;
  fakes::expect_described(*json, schema->as_object(), schema->as_object());
}

TEST_F(DecisionBundle, IsReadBackAsWhatItWasWrittenFrom) {
  const fs::path bundle = write_bundle(folder, sample_input()).value();
  const Outcome<BundleInput> read = read_bundle(bundle);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->commit_count, 4321U);
  for (const BundleFile& file : bundle_files(*read)) {
    EXPECT_EQ(read_file(bundle / file.name).value(), file.text) << file.name;
  }
}

TEST_F(DecisionBundle, ADamagedBundleSaysWhere) {
  const fs::path bundle = write_bundle(folder, sample_input()).value();
  const std::string good = read_file(bundle / "bundle.json").value();
  const auto says = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    EXPECT_TRUE(write_file_atomically(bundle / "bundle.json", text));
    const Outcome<BundleInput> read = read_bundle(bundle);
    EXPECT_FALSE(read) << to;
    return read ? std::string() : read.error().what;
  };
  EXPECT_THAT(says("\"commits\": [", "\"commits\": [3, "), HasSubstr("commits[0]"));
  EXPECT_THAT(says("\"at_commit\": \"c", "\"at_commit\": \"f"), HasSubstr("at_commit"));
  EXPECT_THAT(says("decision_bundle", "verdict"), HasSubstr("kind"));
  EXPECT_THAT(says("\"schema_version\": 1", "\"schema_version\": 9"), HasSubstr("schema_version"));
  fs::remove(bundle / "verdict.json");
  EXPECT_EQ(read_bundle(bundle).error().kind, ErrorKind::missing);
}

TEST_F(DecisionBundle, TheVerdictInItKeepsNoSamplesOfOtherRows) {
  BundleInput input = sample_input();
  input.report.lines.back().candidate_samples = {1.5e-3, 1.6e-3};
  const fs::path bundle = write_bundle(folder, input).value();
  const auto json = parse_json(read_file(bundle / "verdict.json").value(), {"verdict.json", 1});
  ASSERT_TRUE(json);
  const JsonArray& lines = field(*json, {"lines"}).as_array();
  EXPECT_EQ(lines[0].at("candidate_samples").as_array().size(), 480U);
  EXPECT_TRUE(lines[lines.size() - 1].at("candidate_samples").as_array().empty());
}

Decision waived_by(const std::string& author) {
  Decision decision;
  decision.kind = DecisionKind::waive;
  decision.author = author;
  decision.decided = "2026-11-21T12:00:00Z";
  decision.reason = "the blocked kernel replaces it";
  decision.expires = "2027-01-31";
  decision.rows = {{"semiring_matmul[n=512,algebra=log] kokkos/openmp", "warm_time"}};
  return decision;
}

TEST_F(DecisionBundle, DecisionsAreAddedAndTheLastOneCounts) {
  const TextSource source{"decision.json", 1};
  const std::string run = "20261121T013000Z__7a57be1";
  const auto once = with_decision("", source, run, waived_by("A. Person"));
  ASSERT_TRUE(once) << once.error().what;
  Decision later = waived_by("B. Person");
  later.kind = DecisionKind::accept;
  later.expires.clear();
  later.command = "tidegate baseline accept rows --reason 'wanted'";
  const auto twice = with_decision(*once, source, run, later);
  ASSERT_TRUE(twice);
  expect_golden("decision.json", *twice);
  // What stood there stands there still, byte for byte, up to the end of its last decision.
  const std::size_t kept = once->rfind("}\n  ]");
  EXPECT_EQ(twice->substr(0, kept), once->substr(0, kept));
  const auto read = decisions_from_json(*parse_json(*twice, source), source, run);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_THAT(*read, testing::ElementsAre(waived_by("A. Person"), later));
  BundleInput input = sample_input();
  input.decisions = *read;
  expect_golden("bundle_decided.md", bundle_markdown(input));
}

TEST_F(DecisionBundle, ADecisionOfAnotherRunIsRefused) {
  const TextSource source{"decision.json", 1};
  const auto one = with_decision("", source, "run_a", waived_by("A"));
  ASSERT_TRUE(one);
  const auto other = with_decision(*one, source, "run_b", waived_by("A"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::incompatible);
  EXPECT_THAT(other.error().what, HasSubstr("run_a"));
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

TEST_F(DecisionBundle, WhatMakesTwoTimesIncomparableIsReadFirst) {
  BundleInput input = sample_input();
  input.report.baseline.provenance =
      fakes::provenance_with("3f2a91c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6", "GNU 11.4.0", "0.12");
  const Outcome<Json> json = parse_json(bundle_json(input), {"bundle.json", 1});
  ASSERT_TRUE(json);
  const JsonArray& facts = field(*json, {"environment_difference"}).as_array();
  ASSERT_EQ(facts.size(), 3U);
  EXPECT_EQ(facts[0].at("fact"), "compiler");
  EXPECT_EQ(facts[0].at("must_match"), true);
  EXPECT_EQ(facts[1].at("must_match"), false);
}

TEST_F(DecisionBundle, OnlyWhatMayBeWaivedHasAForm) {
  const Outcome<Json> json = parse_json(bundle_json(sample_input()), {"bundle.json", 1});
  ASSERT_TRUE(json);
  const JsonArray& crossings = field(*json, {"crossings"}).as_array();
  const std::string form = crossings[0].at("waiver_form").as_string().c_str();
  EXPECT_THAT(form, HasSubstr("row = \"semiring_matmul[n=512,algebra=log] kokkos/openmp\""));
  // Nobody can take the form as it is for a waiver.
  EXPECT_FALSE(judge::parse_policy("version = 1\n" + form, "form"));
  EXPECT_TRUE(crossings[3].at("waiver_form").is_null());  // faster
}

TEST_F(DecisionBundle, UnknownSidesAreNull) {
  BundleInput input = sample_input();
  input.report.baseline = judge::Side{};
  input.commits.clear();
  input.commit_count.reset();
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
  EXPECT_THAT(names,
              testing::ElementsAre("bundle.md", "bundle.json", "verdict.json", "samples-1.svg",
                                   "pairs-1.svg", "trend-1.svg", "samples-3.svg", "pairs-3.svg",
                                   "samples-4.svg", "pairs-4.svg"));
  EXPECT_THAT(bundle_markdown(sample_input()), Not(HasSubstr("samples-2.svg](")));
}

TEST_F(DecisionBundle, WritesTheSameBytesAgain) {
  const Outcome<fs::path> first = write_bundle(folder / "deep" / "bundles", sample_input());
  ASSERT_TRUE(first) << first.error().what;
  EXPECT_EQ(*first, folder / "deep" / "bundles" / "20261121T013000Z__7a57be1");
  const auto before = contents();
  EXPECT_EQ(before.size(), 10U);  // those above; nothing left aside
  ASSERT_TRUE(write_bundle(folder / "deep" / "bundles", sample_input()));
  EXPECT_EQ(contents(), before);
}

TEST_F(DecisionBundle, NeverTouchesADecision) {
  const fs::path bundle = write_bundle(folder, sample_input()).value();
  const auto decided =
      with_decision("", {"decision.json", 1}, sample_input().report.run_id, waived_by("A. Person"));
  ASSERT_TRUE(decided);
  ASSERT_TRUE(write_file_atomically(bundle / "decision.json", *decided));
  ASSERT_TRUE(write_bundle(folder, sample_input()));
  EXPECT_EQ(read_file(bundle / "decision.json").value(), *decided);
  EXPECT_THAT(read_file(bundle / "bundle.md").value(), HasSubstr("**waive** by A. Person"));
  // One that cannot be read stops it: what was decided must not vanish from the page.
  ASSERT_TRUE(write_file_atomically(bundle / "decision.json", "{"));
  EXPECT_FALSE(write_bundle(folder, sample_input()));
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
