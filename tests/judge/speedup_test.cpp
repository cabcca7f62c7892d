#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/compare.hpp>
#include <tidegate/judge/gate_report.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;

GateReport report_of(double ratio, bool checked) {
  GateReport report;
  GateLine line;
  line.key = key_of("c");
  line.metric = warm_time;
  line.verdict = Verdict::faster;
  line.min = RatioFound{ratio, {}, {}, {}, true};
  line.result_checked = checked;
  report.lines.push_back(line);
  report.compared = report.expected = 1;
  doubt_large_speedups(report);
  return report;
}

TEST(Speedup, TwiceAsFastIsSuspiciousAndLessIsNot) {
  EXPECT_EQ(report_of(0.5, true).lines[0].verdict, Verdict::suspicious);
  EXPECT_EQ(report_of(0.51, true).lines[0].verdict, Verdict::faster);
  EXPECT_THAT(report_of(0.05, false).lines[0].reason, HasSubstr("20 times as fast"));
  EXPECT_THAT(report_of(0.05, false).lines[0].reason, HasSubstr("does not count as checked"));
  EXPECT_THAT(report_of(0.05, true).lines[0].reason, HasSubstr("was checked and is right"));
  EXPECT_THAT(report_of(0.05, true).lines[0].next_step, HasSubstr("waiver"));
}

TEST(Speedup, OnlyAnUncheckedResultFailsByDefault) {
  EXPECT_EQ(exit_code(report_of(0.1, true)), ExitCode::ok);
  EXPECT_EQ(exit_code(report_of(0.1, false)), ExitCode::cannot_say);
  GateReport strict = report_of(0.1, true);
  strict.policy.on_suspicious = OnSuspicious::fail;
  EXPECT_EQ(exit_code(strict), ExitCode::cannot_say);
  GateReport calm = report_of(0.1, false);
  calm.policy.on_suspicious = OnSuspicious::pass;
  EXPECT_EQ(exit_code(calm), ExitCode::ok);
}

TEST(Speedup, APersonAcceptsItWithAWaiver) {
  GateReport report = report_of(0.1, false);
  report.policy.waivers = {{key_of("c").text(), "warm_time", "vectorised", "2027-01-31"}};
  apply_waivers(report);
  EXPECT_EQ(report.lines[0].verdict, Verdict::suspicious);
  EXPECT_EQ(exit_code(report), ExitCode::ok);
}

TEST(Speedup, AHigherRateIsASpeedUpToo) {
  GateReport report;
  GateLine line;
  line.key = key_of("c");
  line.metric = throughput;
  line.verdict = Verdict::faster;
  line.min = RatioFound{3, {}, {}, {}, true};
  report.lines.push_back(line);
  doubt_large_speedups(report);
  EXPECT_EQ(report.lines[0].verdict, Verdict::suspicious);
}

}  // namespace
}  // namespace tidegate::judge
