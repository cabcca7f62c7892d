/// Results that changed, and the acceptance profile of a rewrite: each limit from both sides.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/compare.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/row/metric.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;

/// A line that was judged `same`, with what both sides computed.
GateLine line_of(const std::optional<Echo>& before, const std::optional<Echo>& now) {
  GateLine line;
  line.key = key_of("c");
  line.metric = warm_time;
  line.verdict = Verdict::same;
  line.baseline_echo = before;
  line.candidate_echo = now;
  return line;
}

GateLine doubted(const std::optional<Echo>& before, const std::optional<Echo>& now,
                 const Policy& policy = {}) {
  GateReport report;
  report.policy = policy;
  report.lines.push_back(line_of(before, now));
  doubt_results(report);
  return report.lines.front();
}

constexpr Echo usual{0.6, 28.0, 28.0, 0.99999};

TEST(Results, AChangedResultIsSaidThoughNothingIsSlower) {
  EXPECT_EQ(doubted(usual, usual).reason, "");
  // 1e-5 of the largest element, 28, is 2.8e-4: rounding below it passes, a change above it shows.
  EXPECT_EQ(doubted(usual, Echo{0.60027, 28.0, 28.0, 1.0}).reason, "");
  EXPECT_THAT(doubted(usual, Echo{0.6003, 28.0, 28.0, 1.0}).reason,
              HasSubstr("its mean from 0.6 to 0.6003"));
  EXPECT_THAT(doubted(usual, Echo{0.6, 28.01, 28.01, 1.0}).reason,
              HasSubstr("its largest element from 28 to 28.01"));
  EXPECT_EQ(doubted(usual, Echo{0.7, 28.0, 28.0, 1.0}).verdict, Verdict::same);
  EXPECT_EQ(doubted(usual, std::nullopt).reason, "");
}

TEST(Results, AChangedResultOfWhatIsTheSameIsANote) {
  GateReport report;
  report.lines.push_back(line_of(usual, Echo{0.7, 28.0, 28.0, 1.0}));
  report.lines.push_back(report.lines.front());  // another metric of that key, and one result
  report.lines.push_back(line_of(usual, usual));
  report.lines.push_back(line_of(usual, Echo{0.8, 28.0, 28.0, 1.0}));
  report.lines.back().verdict = Verdict::slower;  // says why itself
  doubt_results(report);
  EXPECT_THAT(report.notes,
              ::testing::ElementsAre(key_of("c").text() + ": " + report.lines.front().reason));
}

TEST(Results, ARewriteCorrelatesByNineNineNineFiveAtLeast) {
  const Policy rewrite = preset_policy(Preset::rewrite);
  const auto verdict = [&rewrite](std::optional<double> correlation) {
    return doubted(usual, Echo{0.6, 28.0, 28.0, correlation}, rewrite).verdict;
  };
  EXPECT_EQ(verdict(0.9995), Verdict::same);
  EXPECT_EQ(verdict(0.99949), Verdict::unfaithful);
  EXPECT_EQ(verdict(-1.0), Verdict::unfaithful);
  EXPECT_EQ(verdict(std::nullopt), Verdict::unfaithful);
  EXPECT_EQ(doubted(usual, std::nullopt, rewrite).verdict, Verdict::unfaithful);
  EXPECT_THAT(doubted(usual, Echo{0.6, 28.0, 28.0, 0.99}, rewrite).reason,
              HasSubstr("by 0.990000, at least 0.9995 is asked"));
  EXPECT_EQ(doubted(usual, Echo{0.6, 28.0, 28.0, 0.5}).verdict, Verdict::same)
      << "nobody asked for a correlation";
}

TEST(Results, ARewriteMayTakeFivePercentLongerAndNoMore) {
  const auto verdict = [](double ratio) {
    const std::vector<ResultRow> before{result("20260101T000000Z__a", key_of("c"), times(1))};
    const std::vector<ResultRow> now{result("20260102T000000Z__b", key_of("c"), times(ratio))};
    ScreenInput input;
    input.baseline = before;
    input.candidate = now;
    return screen(input, preset_policy(Preset::rewrite)).lines.front().verdict;
  };
  EXPECT_EQ(verdict(1.05), Verdict::same);
  EXPECT_EQ(verdict(1.0501), Verdict::slower);
}

TEST(Results, VerdictsThatCompareNothingAreLeftAlone) {
  GateReport report;
  report.policy = preset_policy(Preset::rewrite);
  report.lines.push_back(line_of(usual, std::nullopt));
  report.lines.front().verdict = Verdict::broken;
  report.lines.front().reason = "crashed: signal 11";
  doubt_results(report);
  EXPECT_EQ(report.lines.front().verdict, Verdict::broken);
  EXPECT_EQ(report.lines.front().reason, "crashed: signal 11");
}

TEST(Results, AResultIsDueWhereverTheCandidateRan) {
  for (const Verdict verdict :
       {Verdict::recovered, Verdict::no_baseline, Verdict::not_comparable}) {
    for (const double correlation : {0.9996, 0.99}) {
      GateReport report;
      report.policy = preset_policy(Preset::rewrite);
      report.lines.push_back(line_of(std::nullopt, Echo{0.6, 28.0, 28.0, correlation}));
      report.lines.front().verdict = verdict;
      report.lines.front().reason = "no baseline";
      doubt_results(report);
      const GateLine& line = report.lines.front();
      EXPECT_EQ(line.verdict, correlation < 0.9995 ? Verdict::unfaithful : verdict);
      EXPECT_THAT(line.reason, HasSubstr("no baseline"));
    }
  }
  GateReport planned;
  planned.policy = preset_policy(Preset::rewrite);
  planned.lines.push_back(line_of(std::nullopt, std::nullopt));
  planned.lines.front().verdict = Verdict::no_baseline;
  doubt_results(planned);
  EXPECT_EQ(planned.lines.front().verdict, Verdict::no_baseline) << "nothing was measured";
}

GateReport slow_and_wrong() {
  GateReport report;
  report.policy = preset_policy(Preset::rewrite);
  report.compared = report.expected = 1;
  report.lines.push_back(line_of(usual, Echo{0.6, 28.0, 28.0, 0.99}));
  report.lines.front().verdict = Verdict::slower;
  report.lines.front().reason = "min crossed its limit";
  return report;
}

TEST(Results, ASlowdownStaysOneWhenItsResultIsWrongToo) {
  GateReport report = slow_and_wrong();
  report.lines.push_back(report.lines.front());
  report.lines.back().metric = cold_time;
  doubt_results(report);
  EXPECT_EQ(report.lines.front().verdict, Verdict::slower);
  EXPECT_THAT(report.lines.front().reason, HasSubstr("min crossed its limit; "));
  EXPECT_THAT(report.lines.front().reason, HasSubstr("by 0.990000"));
  EXPECT_EQ(exit_code(report), ExitCode::regression);
  ASSERT_EQ(report.problems.size(), 1U) << "a key has one result";
  EXPECT_THAT(report.problems.front(), HasSubstr("is slower and unfaithful"));
  GateReport same = slow_and_wrong();
  same.lines.front().verdict = Verdict::same;
  same.lines.front().reason = "within both limits";
  doubt_results(same);
  EXPECT_EQ(same.lines.front().verdict, Verdict::unfaithful);
  EXPECT_THAT(same.lines.front().reason, HasSubstr("within both limits; the result correlates"));
  EXPECT_EQ(exit_code(same), ExitCode::cannot_say);
}

TEST(Results, AWaiverOfTheTimeIsNoneOfTheResult) {
  GateReport report = slow_and_wrong();
  report.policy.waivers = {{key_of("c").text(), "warm_time", "known", "2027-01-31"}};
  doubt_results(report);
  apply_waivers(report);
  EXPECT_EQ(exit_code(report), ExitCode::cannot_say);
}

TEST(Results, AChangedResultIsNoCheckedSpeedUp) {
  const auto doubted_speedup = [](double mean_now) {
    GateReport report;
    report.compared = report.expected = 1;
    report.lines.push_back(line_of(usual, Echo{mean_now, 28.0, 28.0, 0.99999}));
    report.lines.front().verdict = Verdict::faster;
    report.lines.front().min = RatioFound{0.1, {}, {}, {}, true};
    report.lines.front().result_checked = true;
    doubt(report);
    return report;
  };
  EXPECT_EQ(exit_code(doubted_speedup(0.6)), ExitCode::ok);
  const GateReport changed = doubted_speedup(0.7);
  EXPECT_EQ(changed.lines.front().verdict, Verdict::suspicious);
  EXPECT_FALSE(changed.lines.front().result_checked);
  EXPECT_THAT(changed.lines.front().reason, HasSubstr("its mean from 0.6 to 0.7"));
  EXPECT_EQ(exit_code(changed), ExitCode::cannot_say);
}

}  // namespace
}  // namespace tidegate::judge
