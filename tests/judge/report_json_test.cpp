#include <cmath>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fakes/described.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/report_json.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;

GateLine full_line() {
  GateLine line;
  line.key = Key{"c", Point{{Axis{"b", 0.1}, Axis{"a", std::string("log")}, Axis{"on", true}}},
                 "kokkos", "openmp"};
  line.metric = "warm_time";
  line.verdict = Verdict::shape_changed;
  line.method = Method::lockstep;
  line.min =
      RatioFound{std::nextafter(1.1, 2), 0.9, 1.3, Threshold{1.02, Operator::greater_equal}, false};
  line.p95 = RatioFound{0.1 + 0.2, std::nullopt, std::nullopt, std::nullopt, true};
  line.lockstep = LockstepEvidence{
      19, 1e-300, 0.75, 0.013, 0.021, 77, "0f0f", ~std::uint64_t{0}, {0.1, -0.2}, {0.3}};
  line.baseline = times(1e-9, 2e-9);
  line.candidate = times(3e-9);
  line.baseline_samples = {1e-9, 2e-9};
  line.candidate_samples = {3e-9};
  line.result_checked = true;
  line.baseline_echo = Echo{0.5, 2, 3, 0.25};
  line.candidate_echo = Echo{0.5, 2, 3, std::nullopt};
  line.reason = "a \"quoted\" reason\nin two lines";
  line.next_step = "look";
  line.next_command = "tidegate doctor";
  line.source = SourcePlace{"bench/c/cases.cpp", 12};
  return line;
}

GateReport full_report() {
  GateReport report;
  report.name = "nightly";
  report.run_id = "20260102T000000Z__bbbbbbb";
  report.timestamp = "2026-01-02T00:00:00Z";
  report.baseline = Side{"20260101T000000Z__aaaaaaa", "m-00000000", nullptr, "v1.0", "abc"};
  Provenance facts;
  facts[Fact::commit] = "def";
  facts[Fact::cpu_governor] = std::string(absent_fact);
  report.candidate =
      Side{report.run_id, "m-00000000", std::make_shared<const Provenance>(facts), "", "def"};
  report.filter = "case=c";
  report.expected = 2;
  report.compared = 1;
  report.lines = {full_line(), GateLine{}};
  report.lines[1].key = key_of("d");
  report.lines[1].metric = "cold_time";
  report.lines[1].waived = "waived until 2027-01-31: \"known\"";
  report.problems = {"a problem; a step."};
  report.notes = {"a note"};
  report.reproduce = "tidegate gate --seed=1";
  report.policy.op = Operator::greater_equal;
  report.policy.cases["c"].min = Threshold{1.3, Operator::greater};
  report.policy.lockstep.max_pairs = 40;
  report.policy.waivers = {Waiver{"c[-] p/serial", "warm_time", "known", "2027-01-31"}};
  report.first_run = true;
  return report;
}

Outcome<GateReport> read(const std::string& text) {
  const TextSource source{"verdict.json", 1};
  const auto json = parse_json(text, source);
  if (!json) return pass_on(json);
  return report_from_json(*json, source);
}

TEST(ReportJson, ReadsBackToAnEqualReport) {
  const GateReport report = full_report();
  const auto back = read(to_json_text(report));
  ASSERT_TRUE(back) << back.error().what;
  EXPECT_EQ(to_json_text(*back), to_json_text(report));

  EXPECT_EQ(back->name, "nightly");
  EXPECT_EQ(back->policy, report.policy);
  EXPECT_EQ(back->problems, report.problems);
  EXPECT_EQ(back->expected, 2U);
  EXPECT_TRUE(back->first_run);
  EXPECT_EQ(back->baseline.provenance, nullptr);
  ASSERT_NE(back->candidate.provenance, nullptr);
  EXPECT_EQ(*back->candidate.provenance, *report.candidate.provenance);

  const GateLine& line = back->lines.at(0);
  const GateLine wanted = full_line();
  EXPECT_EQ(line.key, wanted.key);
  EXPECT_EQ(line.key.text(), wanted.key.text()) << "axes keep their declared order";
  EXPECT_EQ(line.verdict, wanted.verdict);
  EXPECT_EQ(line.method, wanted.method);
  EXPECT_EQ(line.min->ratio, wanted.min->ratio) << "doubles are exact";
  EXPECT_EQ(line.min->limit, wanted.min->limit);
  EXPECT_EQ(line.p95->ratio, wanted.p95->ratio);
  EXPECT_FALSE(line.p95->limit);
  EXPECT_EQ(line.lockstep->seed, wanted.lockstep->seed) << "64 bits survive";
  EXPECT_EQ(line.lockstep->p_slower, 1e-300);
  EXPECT_EQ(line.lockstep->log_ratio_low, wanted.lockstep->log_ratio_low);
  EXPECT_EQ(line.baseline, wanted.baseline);
  EXPECT_EQ(line.candidate_samples, wanted.candidate_samples);
  EXPECT_EQ(line.reason, wanted.reason);
  EXPECT_EQ(line.source, wanted.source);
  EXPECT_EQ(line.next_command, wanted.next_command);
  EXPECT_FALSE(back->lines.at(1).lockstep);
}

TEST(ReportJson, AnEmptyReportReadsBackToo) {
  const auto back = read(to_json_text(GateReport{}));
  ASSERT_TRUE(back) << back.error().what;
  EXPECT_TRUE(back->lines.empty());
  EXPECT_EQ(back->policy, Policy{});
}

TEST(ReportJson, SaysWhatOtherProgramsNeed) {
  const std::string text = to_json_text(full_report());
  const auto json = *parse_json(text, {"t", 1});
  const JsonObject& object = json.as_object();
  EXPECT_EQ(object.at("schema_version").as_int64(), 1);
  EXPECT_EQ(object.at("kind").as_string(), "verdict");
  EXPECT_EQ(object.at("exit_code").as_int64(), 1);
  EXPECT_EQ(object.at("lines").as_array().at(0).as_object().at("min").as_object().at("operator"),
            ">=");
}

/// The text of a full report with one piece replaced.
std::string spoiled(const std::string& piece, const std::string& by) {
  std::string text = to_json_text(full_report());
  const std::size_t at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return at == std::string::npos ? text : text.replace(at, piece.size(), by);
}

struct Wrong {
  const char* piece;
  const char* by;
  const char* what;
  ErrorKind kind = ErrorKind::bad_input;
};

const Wrong wrongs[] = {
    {"\"schema_version\": 1", "\"schema_version\": 99", "schema_version is 99",
     ErrorKind::incompatible},
    {"\"schema_version\": 1", "\"schema_version\": -1", "schema_version"},
    {"\"kind\": \"verdict\"", "\"kind\": \"attempt\"", "kind is 'attempt'"},
    {"\"verdict\":\"shape_changed\"", "\"verdict\":\"slow\"", "lines[0].verdict is 'slow'"},
    {"\"method\":\"lockstep\"", "\"method\":\"guess\"", "lines[0].method is 'guess'"},
    {"\"operator\":\">=\"", "\"operator\":\"<\"", "lines[0].min.operator is '<'"},
    {"\"pairs\":19", "\"pairs\":\"many\"", "lines[0].lockstep.pairs is \"many\""},
    {"\"pairs\":19", "\"pairs\":99999999999", "lines[0].lockstep.pairs is 99999999999"},
    {"\"metric\":\"warm_time\"", "\"metric\":\"speed\"", "lines[0].metric is 'speed'"},
    {"\"min\":1e-09,", "\"min\":-1.0,", "lines[0].baseline.min is -1"},
    {"\"candidate_samples\":[3e-09]", "\"candidate_samples\":[-3e-09]",
     "candidate_samples holds -3e-09"},
    {"\"ratio\":1.1", "\"ratio\":-1.1", "lines[0].min.ratio is -1.1"},
    {"\"expected\": 2", "\"expected\": -2", "expected is -2"},
    {"\"case\":\"c\"", "\"case\":3", "lines[0].case is 3"},
    {"\"lines\": [", "\"lines\": [3, ", "lines[0] is 3"},
    {"\"problems\": [", "\"problems\": [3, ", "problems is 3"},
    {"\"run_id\": \"2026", "\"run\": \"2026", "run_id is missing"},
    {"\"policy_toml\": \"version = 1", "\"policy_toml\": \"version = 1\\nbogus = 2", "bogus"},
};

TEST(ReportJson, WrongFieldsAreNamed) {
  for (const Wrong& wrong : wrongs) {
    const auto back = read(spoiled(wrong.piece, wrong.by));
    ASSERT_FALSE(back) << wrong.by;
    EXPECT_EQ(back.error().kind, wrong.kind) << wrong.by;
    EXPECT_THAT(back.error().what, HasSubstr("verdict.json"));
    EXPECT_THAT(back.error().what, HasSubstr(wrong.what));
    EXPECT_FALSE(back.error().hint.empty());
  }
}

TEST(ReportJson, OtherDocumentsAreRefused) {
  for (const char* text : {"[]", "3", "{}", "{\"schema_version\": 1}", "{\"kind\": \"verdict\"}"}) {
    EXPECT_FALSE(read(text)) << text;
  }
}

TEST(ReportJson, UnknownFieldsOfNewerToolsAreIgnored) {
  EXPECT_TRUE(read(spoiled("\"kind\": \"verdict\"", "\"kind\": \"verdict\", \"mood\": \"good\"")));
}

TEST(ReportJson, TheSchemaDescribesEveryField) {
  const auto schema = read_json_file(TIDEGATE_SOURCE_DIR "/docs/schema/verdict.schema.json");
  ASSERT_TRUE(schema) << schema.error().what;
  const auto json = parse_json(to_json_text(full_report()), {"t", 1});
  fakes::expect_described(*json, schema->as_object(), schema->as_object());
}

}  // namespace
}  // namespace tidegate::judge
