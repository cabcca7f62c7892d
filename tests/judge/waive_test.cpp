#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/gate_report.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

GateReport report_of(Verdict verdict, const std::string& metric = "warm_time") {
  GateReport report;
  GateLine line;
  line.key = key_of("c");
  line.metric = metric;
  line.verdict = verdict;
  report.lines.push_back(line);
  report.compared = report.expected = 1;
  return report;
}

Waiver waiver_for(const std::string& row) {
  return {row, "warm_time", "until the rewrite", "2027-01-31"};
}

TEST(Waive, LetsARegressionPassAndKeepsItsVerdict) {
  GateReport report = report_of(Verdict::slower);
  report.policy.waivers = {waiver_for(key_of("c").text())};
  ASSERT_EQ(exit_code(report), ExitCode::regression);
  apply_waivers(report);
  EXPECT_EQ(report.lines[0].verdict, Verdict::slower);
  EXPECT_EQ(report.lines[0].waived, "waived until 2027-01-31: until the rewrite");
  EXPECT_EQ(exit_code(report), ExitCode::ok);
  EXPECT_THAT(report.notes, ElementsAre(HasSubstr("waived until 2027-01-31")));
}

TEST(Waive, AnUndecidedRowThatWouldFailMayWait) {
  GateReport report = report_of(Verdict::undecided);
  report.policy.on_undecided = OnUndecided::fail;
  report.policy.waivers = {waiver_for(key_of("c").text())};
  ASSERT_EQ(exit_code(report), ExitCode::regression);
  apply_waivers(report);
  EXPECT_EQ(exit_code(report), ExitCode::ok);
}

TEST(Waive, NeverHidesAWrongOrMissingResult) {
  for (const Verdict verdict : {Verdict::unfaithful, Verdict::broken}) {
    GateReport report = report_of(verdict);
    report.policy.waivers = {waiver_for(key_of("c").text())};
    apply_waivers(report);
    EXPECT_EQ(exit_code(report), ExitCode::cannot_say);
    EXPECT_TRUE(report.lines[0].waived.empty());
    EXPECT_THAT(report.notes, ElementsAre(HasSubstr("does not need that now")));
  }
}

TEST(Waive, IsExactInRowAndMetric) {
  GateReport other_row = report_of(Verdict::slower);
  other_row.policy.waivers = {waiver_for("c")};
  apply_waivers(other_row);
  EXPECT_EQ(exit_code(other_row), ExitCode::regression);
  EXPECT_THAT(other_row.notes, ElementsAre(HasSubstr("no row has that name")));

  GateReport other_metric = report_of(Verdict::slower, "cold_time");
  other_metric.policy.waivers = {waiver_for(key_of("c").text())};
  apply_waivers(other_metric);
  EXPECT_EQ(exit_code(other_metric), ExitCode::regression);
}

}  // namespace
}  // namespace tidegate::judge
