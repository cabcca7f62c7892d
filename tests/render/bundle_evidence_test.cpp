/// What a bundle shows beside a crossing's own numbers, and that no name can leave its place.
#include <string>

#include <fakes/described.hpp>
#include <fakes/sample_history.hpp>
#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/judge/report_json.hpp>
#include <tidegate/render/decision_bundle.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;
using testing::Not;

MetricSummary one_value(const std::string& metric, const std::string& unit, double value) {
  MetricSummary summary;
  summary.metric = metric;
  summary.unit = unit;
  summary.n = 1;
  summary.min = summary.median = summary.mean = value;
  return summary;
}

std::shared_ptr<const ResultRow> row_of(const judge::GateLine& line, const MetricSummary& warm,
                                        double steps, double ratio) {
  ResultRow row;
  row.run_id = "20261121T013000Z__7a57be1";
  row.key = line.key;
  row.attempts = 1;
  row.metrics = {warm, one_value("cold_time", "s", 3 * warm.min),
                 one_value("counter.steps", "1", steps),
                 one_value("stage_time.assembly", "s", warm.min / 4)};
  row.ratio = Ratio{"naive", ratio};
  row.fidelity = Fidelity{};
  row.fidelity->verdict = Fidelity::Verdict::pass;
  row.fidelity->rel_to_tol = 0.25;
  row.fidelity->checked = 512;
  row.fidelity->oracle = "fp64_full";
  row.machine_class = "amd-epyc-7763-64-core-processor-1a2b3c4d";
  row.provenance =
      fakes::provenance_with("7a57be1aa2bb3cc4dd5ee6ff7a8b9c0d1e2f3a4b", "GNU 12.2.0", "1.87");
  return std::make_shared<const ResultRow>(row);
}

judge::GateLine same_at(const std::string& point, const std::string& provider, double min) {
  judge::GateLine line =
      fakes::line_of(fakes::key_of("semiring_matmul", point, provider, "openmp"),
                     judge::Verdict::same, judge::Method::lockstep, "Nothing moved.", "");
  fakes::set_times(line, min, min, 40);
  line.min = fakes::ratio_of(1.0, 1.02, false);
  return line;
}

/// The slower row of the samples with all that can be known of it.
BundleInput rich_input() {
  BundleInput input;
  input.report = fakes::empty_report();
  judge::GateLine line = fakes::slower_line();
  line.baseline_samples.resize(6);
  line.candidate_samples.resize(6);
  line.witness = {judge::SameCode::no, 1.125};
  line.baseline_row = row_of(line, *line.baseline, 400, 0.5);
  line.candidate_row = row_of(line, *line.candidate, 450, 0.54);
  input.report.lines = {line, same_at("n=128,algebra=log", "kokkos", 20e-6),
                        same_at("n=256,algebra=log", "kokkos", 158e-6),
                        same_at("n=512,algebra=log", "naive", 2.5e-3)};
  input.report.expected = input.report.compared = 4;
  return input;
}

TEST(BundleEvidence, MatchesItsGoldenFiles) {
  const BundleInput input = rich_input();
  expect_golden("bundle_evidence.md", bundle_markdown(input));
  expect_golden("bundle_evidence.json", bundle_json(input));
  for (const BundleFile& file : bundle_files(input)) {
    if (file.name == "scaling-1.svg") expect_golden("bundle_scaling.svg", file.text);
  }
}

TEST(BundleEvidence, TheSchemasDescribeEveryField) {
  const auto json = parse_json(bundle_json(rich_input()), {"bundle.json", 1});
  const auto schema = read_json_file(TIDEGATE_SOURCE_DIR "/docs/schema/bundle.schema.json");
  ASSERT_TRUE(json && schema);
  fakes::expect_described(*json, schema->as_object(), schema->as_object());
  const auto verdict = parse_json(judge::to_json_text(rich_input().report), {"verdict.json", 1});
  const auto of_verdict = read_json_file(TIDEGATE_SOURCE_DIR "/docs/schema/verdict.schema.json");
  ASSERT_TRUE(verdict && of_verdict);
  fakes::expect_described(*verdict, of_verdict->as_object(), of_verdict->as_object());
}

TEST(BundleEvidence, ComesBackFromTheVerdict) {
  const BundleInput input = rich_input();
  const auto json = parse_json(judge::to_json_text(input.report), {"verdict.json", 1});
  auto report = judge::report_from_json(*json, {"verdict.json", 1});
  ASSERT_TRUE(report) << report.error().what;
  BundleInput again;
  again.report = std::move(*report);
  EXPECT_EQ(bundle_json(again), bundle_json(input));
  EXPECT_EQ(bundle_markdown(again), bundle_markdown(input));
}

TEST(BundleEvidence, ADamagedRowOfAVerdictSaysWhere) {
  std::string text = judge::to_json_text(rich_input().report);
  const std::size_t at = text.rfind("\"attempts\":1");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 12, "\"attempts\":\"\"");
  const auto report =
      judge::report_from_json(*parse_json(text, {"verdict.json", 1}), {"verdict.json", 1});
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().what, HasSubstr("rows.candidate"));
  EXPECT_THAT(report.error().what, HasSubstr("attempts"));
}

/// Names that want to be HTML, Markdown, a shell's command, a terminal's or another folder.
constexpr const char* hostile =
    "<script>alert(1)</script>](javascript:x) `$(reboot)` | \x1b[31m \x07 ../../../etc/passwd "
    "\"'\n# H";

BundleInput hostile_input() {
  BundleInput input = rich_input();
  judge::GateLine& line = input.report.lines[0];
  line.key.case_name = hostile;
  line.key.provider = hostile;
  line.key.point.axes[1].value = std::string(hostile);
  line.reason = line.next_step = line.waived = hostile;
  input.report.baseline.ref = input.report.filter = hostile;
  input.report.baseline.commit = hostile;
  input.report.problems = input.report.notes = {hostile};
  input.report.reproduce = std::string("tidegate compare '") + hostile + "'";
  input.commits = {{hostile, hostile}};
  input.commit_count = 1;
  input.files = {hostile};
  input.file_count = 1;
  input.links = {{hostile, hostile}};
  input.trends = {fakes::two_steps()};
  input.trends[0].key = line.key;
  input.trends[0].points[3].commit = hostile;
  input.trends[0].changes[0].at = 3;
  Decision decision;
  decision.author = decision.reason = decision.command = hostile;
  decision.decided = decision.expires = hostile;
  decision.rows = {{hostile, hostile}};
  input.decisions = {decision};
  return input;
}

/// The text outside of fenced blocks, which show what is in them as it is.
std::string outside_of_blocks(const std::string& markdown) {
  std::string out;
  std::string fence;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
    const std::string line = markdown.substr(at, end - at);
    at = end + 1;
    if (!fence.empty()) {
      if (line == fence) fence.clear();
      continue;
    }
    if (line.rfind("```", 0) == 0) {
      fence = line.substr(0, line.find_first_not_of('`'));
      continue;
    }
    out += line + "\n";
  }
  return out;
}

/// Wherever it stands, it is escaped, or begins a code span.
void expect_harmless(const std::string& text, const std::string& begins) {
  std::size_t at = text.find(begins);
  ASSERT_NE(at, std::string::npos) << begins << " is shown nowhere: nothing was tested";
  for (; at != std::string::npos; at = text.find(begins, at + 1)) {
    ASSERT_GT(at, 0U);
    EXPECT_THAT(text[at - 1], testing::AnyOf('\\', '`')) << text.substr(at > 80 ? at - 80 : 0, 160);
  }
}

TEST(BundleEvidence, NoNameLeavesItsPlace) {
  const BundleInput input = hostile_input();
  for (const BundleFile& file : bundle_files(input)) {
    EXPECT_EQ(file.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-."),
              std::string::npos)
        << file.name;
    for (const char steering : {'\x1b', '\x07'}) {
      EXPECT_EQ(file.text.find(steering), std::string::npos) << file.name;
    }
    if (file.name.ends_with(".svg")) {
      EXPECT_THAT(file.text, Not(HasSubstr("<script"))) << file.name;
    }
    if (file.name.ends_with(".json")) {
      EXPECT_TRUE(parse_json(file.text, {file.name, 1})) << file.name;
    }
  }
  const std::string text = outside_of_blocks(bundle_markdown(input));
  EXPECT_THAT(text, Not(HasSubstr("\n# H"))) << text;
  for (const char* begins : {"](javascript:", "<script"}) expect_harmless(text, begins);
}

TEST(BundleEvidence, NoRunIdIsAPath) {
  for (const char* run_id : {"../x", "..", "a/b", "/etc", "a\\b", "x\x1b", "-rf\n"}) {
    BundleInput input = rich_input();
    input.report.run_id = run_id;
    const auto written = write_bundle(testing::TempDir(), input);
    ASSERT_FALSE(written) << run_id;
    EXPECT_EQ(written.error().kind, ErrorKind::bad_input) << run_id;
  }
}

}  // namespace
}  // namespace tidegate::render
