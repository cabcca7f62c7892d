#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/compare.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Rows = std::vector<ResultRow>;

constexpr auto old_run = "20260101T000000Z__aaaaaaa";
constexpr auto new_run = "20260102T000000Z__bbbbbbb";

/// As people see it: sorted by what asks for attention.
GateReport judged_input(const ScreenInput& input, const Policy& policy = {}) {
  GateReport report = screen(input, policy);
  sort_lines(report);
  return report;
}

GateReport judged(const Rows& baseline, const Rows& candidate, const Policy& policy = {}) {
  ScreenInput input;
  input.baseline = baseline;
  input.candidate = candidate;
  return judged_input(input, policy);
}

/// One key on both sides.
GateLine line_of(const MetricSummary& before, const MetricSummary& now, const Policy& policy = {}) {
  return judged({result(old_run, key_of("c"), before)}, {result(new_run, key_of("c"), now)}, policy)
      .lines.at(0);
}

TEST(Screen, ExactlyTheLimitPassesAndTheNextNumberFails) {
  EXPECT_EQ(line_of(times(1), times(1.10)).verdict, Verdict::same);
  EXPECT_EQ(line_of(times(1), times(std::nextafter(1.10, 2))).verdict, Verdict::slower);
  Policy strict;
  strict.op = Operator::greater_equal;
  EXPECT_EQ(line_of(times(1), times(1.10), strict).verdict, Verdict::slower);
  EXPECT_EQ(line_of(times(1), times(std::nextafter(1.10, 1)), strict).verdict, Verdict::same);
}

MetricSummary evaluations(double count, Better better = Better::lower) {
  MetricSummary summary = times(count, std::nullopt, 3);
  summary.metric = "counter.evaluations";
  summary.unit = "1";
  summary.better = better;
  return summary;
}

/// The lines of a case with an unchanged time and these counts, by a policy that names the counter.
GateReport counts_judged(const MetricSummary& before, const MetricSummary& now) {
  Policy policy;
  policy.metrics["counter.evaluations"] = {};
  ResultRow old_row = result(old_run, key_of("c"), times(1));
  ResultRow new_row = result(new_run, key_of("c"), times(1));
  old_row.metrics.push_back(before);
  new_row.metrics.push_back(now);
  ScreenInput input;
  const Rows baseline{old_row};
  const Rows candidate{new_row, result(new_run, key_of("uncounted"), times(1))};
  input.baseline = baseline;
  input.candidate = candidate;
  return screen(input, policy);
}

GateLine count_line(const MetricSummary& before, const MetricSummary& now) {
  return counts_judged(before, now).lines.at(1);
}

TEST(Screen, ANamedCounterIsJudgedInItsStatedDirection) {
  const GateReport report = counts_judged(evaluations(1000), evaluations(1300));
  ASSERT_EQ(report.lines.size(), 3U) << "a case without the counter is not asked for it";
  EXPECT_EQ(report.lines[1].metric, "counter.evaluations");
  EXPECT_EQ(report.lines[1].verdict, Verdict::slower);
  EXPECT_THAT(report.notes, IsEmpty());
  EXPECT_EQ(count_line(evaluations(1000), evaluations(1020)).verdict, Verdict::same);
  EXPECT_EQ(count_line(evaluations(1300), evaluations(1000)).verdict, Verdict::faster);
  const Better up = Better::higher;
  EXPECT_EQ(count_line(evaluations(1000, up), evaluations(1300, up)).verdict, Verdict::faster);
  EXPECT_EQ(count_line(evaluations(1300, up), evaluations(1000, up)).verdict, Verdict::slower);
}

TEST(Screen, ACounterWithoutADirectionIsNeverJudged) {
  const auto vague = Better::unstated;
  const GateLine line = count_line(evaluations(1000), evaluations(1300, vague));
  EXPECT_EQ(line.verdict, Verdict::broken);
  EXPECT_THAT(line.reason, HasSubstr("nobody stated"));
  EXPECT_THAT(line.next_step, HasSubstr("Better::lower"));
  EXPECT_EQ(count_line(evaluations(1000, vague), evaluations(1300)).verdict, Verdict::slower);
  EXPECT_THAT(count_line(evaluations(1, Better::higher), evaluations(1)).reason,
              HasSubstr("higher is better in the baseline, lower in the current row"));
}

TEST(Screen, ACounterMayStayAtZero) {
  const GateLine line = count_line(evaluations(0), evaluations(0));
  EXPECT_EQ(line.verdict, Verdict::same);
  EXPECT_FALSE(line.min) << "0 over 0 is no ratio";
}

TEST(Screen, ACounterThatLeavesZeroCrossesEveryLimit) {
  const GateLine grew = count_line(evaluations(0), evaluations(1));
  EXPECT_EQ(grew.verdict, Verdict::slower);
  EXPECT_THAT(grew.reason, HasSubstr("it was 0 and is not any more"));
  EXPECT_FALSE(grew.min) << "1 over 0 is no ratio";
  EXPECT_TRUE(grew.baseline_row && grew.candidate_row) << "what a person decides about";
  const Better up = Better::higher;
  EXPECT_EQ(count_line(evaluations(1, up), evaluations(0, up)).verdict, Verdict::slower);
  EXPECT_EQ(count_line(evaluations(0, up), evaluations(1, up)).verdict, Verdict::faster);
  EXPECT_EQ(count_line(evaluations(0), evaluations(-1)).verdict, Verdict::broken);
  MetricSummary bytes = evaluations(1);
  bytes.unit = "B";
  EXPECT_THAT(count_line(evaluations(0), bytes).reason, HasSubstr("units differ"));
}

TEST(Screen, ACounterThatBecameZeroIsTooGoodToBelieveUnseen) {
  GateReport report = counts_judged(evaluations(7), evaluations(0));
  ASSERT_EQ(report.lines.at(1).verdict, Verdict::faster);
  doubt_large_speedups(report);
  EXPECT_EQ(report.lines.at(1).verdict, Verdict::suspicious);
  EXPECT_THAT(report.lines.at(1).reason, HasSubstr("that is more than a gate believes unseen"));
}

TEST(Screen, ACounterThatNoRowHasIsANoteOrAsItsCaseDemandsAnError) {
  Policy policy;
  policy.metrics["counter.misspelt"] = {};
  const Rows before{result(old_run, key_of("c"), times(1))};
  const Rows now{result(new_run, key_of("c"), times(1))};
  const GateReport noted = judged(before, now, policy);
  EXPECT_EQ(noted.lines.size(), 1U);
  EXPECT_THAT(noted.notes.at(0), HasSubstr("no row has the metric counter.misspelt"));
  policy.metrics.clear();
  policy.case_metrics["c"]["counter.misspelt"] = {};
  const GateReport demanded = judged(before, now, policy);
  ASSERT_EQ(demanded.lines.size(), 2U);
  EXPECT_EQ(demanded.lines[0].verdict, Verdict::broken);
}

MetricSummary counted(double instructions) {
  MetricSummary summary = times(instructions, std::nullopt, 1);
  summary.metric = std::string(callgrind_instructions);
  summary.unit = "1";
  return summary;
}

TEST(Screen, CountedRowsAreJudgedByTheirCountAndByNothingElse) {
  const auto judge = [](double before, double now) {
    return judged({result(old_run, key_of("c"), counted(before))},
                  {result(new_run, key_of("c"), counted(now))});
  };
  const GateReport same = judge(1000, 1010);
  ASSERT_EQ(same.lines.size(), 1U);
  EXPECT_EQ(same.lines[0].metric, callgrind_instructions);
  EXPECT_EQ(same.lines[0].verdict, Verdict::same);
  EXPECT_EQ(judge(1000, 1011).lines.at(0).verdict, Verdict::slower);
  EXPECT_EQ(judge(1011, 1000).lines.at(0).verdict, Verdict::faster);
  // A count is not compared with a time.
  EXPECT_EQ(line_of(times(1), counted(1000)).verdict, Verdict::no_baseline);
  EXPECT_EQ(line_of(counted(1000), times(1)).verdict, Verdict::no_baseline);
}

TEST(Screen, ANoiseBandWidensTheLimitsOfItsRowAlone) {
  const Rows before{result(old_run, key_of("a"), times(1)), result(old_run, key_of("b"), times(1))};
  const Rows now{result(new_run, key_of("a"), times(1.12)),
                 result(new_run, key_of("b"), times(1.12))};
  const NoiseBand noise[] = {{key_of("a"), 0.13, 0.0, 8}, {key_of("gone"), 9, 9, 8}};
  ScreenInput input;
  input.baseline = before;
  input.candidate = now;
  input.noise = noise;
  const GateReport report = judged_input(input);
  ASSERT_EQ(report.lines.size(), 2U);
  EXPECT_EQ(report.lines[0].key, key_of("b"));
  EXPECT_EQ(report.lines[0].verdict, Verdict::slower);
  EXPECT_EQ(report.lines[1].verdict, Verdict::same);
  EXPECT_DOUBLE_EQ(report.lines[1].min->limit->limit, 1.13);
  EXPECT_THAT(report.lines[1].reason, HasSubstr("widened to this row's noise band"));
  EXPECT_THAT(report.notes, ElementsAre("1 row is beyond its limit and within its noise band, "
                                        "first a[n=512] naive/serial"));
}

TEST(Screen, ABandThatDidNotMatterIsNotNoted) {
  const Rows before{result(old_run, key_of("a"), times(1)), result(old_run, key_of("b"), times(1))};
  const Rows now{result(new_run, key_of("a"), times(1.09)),
                 result(new_run, key_of("b"), times(1.14))};
  const NoiseBand noise[] = {{key_of("a"), 0.13, 0.0, 8}, {key_of("b"), 0.13, 0.0, 8}};
  ScreenInput input;
  input.baseline = before;
  input.candidate = now;
  input.noise = noise;
  EXPECT_THAT(judged_input(input).notes, IsEmpty());
}

TEST(Screen, FasterIsSlowerWithTheSidesSwapped) {
  EXPECT_EQ(line_of(times(1.10), times(1)).verdict, Verdict::same);
  const GateLine line = line_of(times(std::nextafter(1.10, 2)), times(1));
  EXPECT_EQ(line.verdict, Verdict::faster);
  ASSERT_TRUE(line.min);
  EXPECT_TRUE(line.min->crossed);
  EXPECT_LT(line.min->ratio, 1);
}

TEST(Screen, KeepsTheRatioUnroundedWithItsLimit) {
  const GateLine line = line_of(times(3), times(4, 5.0));
  ASSERT_TRUE(line.min);
  EXPECT_EQ(line.min->ratio, 4.0 / 3.0);
  EXPECT_EQ(line.min->limit, (Threshold{1.10, Operator::greater}));
  EXPECT_FALSE(line.min->low);
  EXPECT_EQ(line.method, Method::screen);
}

TEST(Screen, OnlyACrossedP95ChangesTheShape) {
  EXPECT_EQ(line_of(times(1, 2.0, 400), times(1, 2.5, 400)).verdict, Verdict::same);
  const GateLine line = line_of(times(1, 2.0, 400), times(1, std::nextafter(2.5, 3), 400));
  EXPECT_EQ(line.verdict, Verdict::shape_changed);
  EXPECT_TRUE(line.p95->crossed);
  EXPECT_FALSE(line.min->crossed);
  EXPECT_EQ(line.method, Method::screen);
  EXPECT_EQ(line_of(times(1, 2.0, 400), times(2, 9.0, 400)).verdict, Verdict::slower);
  EXPECT_EQ(line_of(times(1, 9.0, 400), times(1, 2.0, 400)).verdict, Verdict::same);
}

TEST(Screen, AP95OfFewSamplesIsASuspicion) {
  const GateLine line = line_of(times(1, 2.0, 199), times(1, 3.0, 400));
  EXPECT_EQ(line.verdict, Verdict::shape_changed);
  EXPECT_EQ(line.method, Method::unconfirmed);
  EXPECT_THAT(line.reason, HasSubstr("199 samples"));
}

TEST(Screen, AP95BelowTwentySamplesIsRefused) {
  const GateLine line = line_of(times(1, std::nullopt, 12), times(1, 9.0));
  EXPECT_EQ(line.verdict, Verdict::same);
  EXPECT_FALSE(line.p95);
  EXPECT_THAT(line.reason, HasSubstr("p95 refused: 12 samples, 20 needed"));
  // A row that claims a p95 of 19 samples is not believed.
  EXPECT_FALSE(line_of(times(1, 9.0, 19), times(1, 1.0, 19)).p95);
}

TEST(Screen, UsesTheLimitsOfThePolicy) {
  Policy policy;
  policy.cases["c"].min = Threshold{1.5, Operator::greater};
  EXPECT_EQ(line_of(times(1), times(1.4), policy).verdict, Verdict::same);
  EXPECT_EQ(line_of(times(1), times(1.6), policy).verdict, Verdict::slower);
}

struct Pairing {
  const char* what;
  Rows baseline;
  Rows candidate;
  Verdict wanted;
  std::string reason;
};

ResultRow elsewhere(ResultRow row) {
  row.machine_class = "other-00000002";
  return row;
}

TEST(Screen, VerdictsThatNeedNoRatio) {
  const ResultRow before = result(old_run, key_of("c"), times(1));
  const ResultRow now = result(new_run, key_of("c"), times(1));
  const auto failed_now = [](Status status) {
    return Rows{failed_result(new_run, key_of("c"), status)};
  };
  MetricSummary in_ms = times(1);
  in_ms.unit = "ms";
  const std::vector<Pairing> pairings{
      {"new", {}, {now}, Verdict::no_baseline, "no baseline"},
      {"other machine", {elsewhere(before)}, {now}, Verdict::not_comparable, "other-00000002"},
      {"wrong", {before}, failed_now(Status::fidelity_failed), Verdict::unfaithful, "went wrong"},
      {"unchecked",
       {before},
       failed_now(Status::fidelity_inconclusive),
       Verdict::unfaithful,
       "inconclusive"},
      {"crashed", {before}, failed_now(Status::crashed), Verdict::broken, "crashed: it went wrong"},
      {"skipped", {before}, failed_now(Status::skipped), Verdict::broken, "skipped: it went wrong"},
      {"out of memory", {before}, failed_now(Status::oom), Verdict::broken, "oom"},
      {"recovered",
       {failed_result(old_run, key_of("c"), Status::timeout)},
       {now},
       Verdict::recovered,
       "timeout"},
      {"zero", {before}, {result(new_run, key_of("c"), times(0))}, Verdict::broken, "not above 0"},
      {"negative",
       {result(old_run, key_of("c"), times(-1))},
       {now},
       Verdict::broken,
       "baseline's min"},
      {"not a number",
       {before},
       {result(new_run, key_of("c"), times(std::numeric_limits<double>::quiet_NaN()))},
       Verdict::broken,
       "not above 0"},
      {"infinite",
       {before},
       {result(new_run, key_of("c"), times(std::numeric_limits<double>::infinity()))},
       Verdict::broken,
       "not above 0"},
      {"too far apart",
       {result(old_run, key_of("c"), times(1e-300))},
       {result(new_run, key_of("c"), times(1e300))},
       Verdict::broken,
       "too far apart"},
      {"units", {before}, {result(new_run, key_of("c"), in_ms)}, Verdict::broken, "units differ"},
  };
  for (const Pairing& pairing : pairings) {
    const GateReport report = judged(pairing.baseline, pairing.candidate);
    ASSERT_EQ(report.lines.size(), 1U) << pairing.what;
    EXPECT_EQ(report.lines[0].verdict, pairing.wanted) << pairing.what;
    EXPECT_THAT(report.lines[0].reason, HasSubstr(pairing.reason)) << pairing.what;
    EXPECT_FALSE(report.lines[0].next_step.empty()) << pairing.what;
    EXPECT_EQ(report.compared, 0U) << pairing.what;
  }
}

TEST(Screen, RowsWithoutTheMetricAreNamed) {
  ResultRow bare = result(new_run, key_of("c"), times(1));
  bare.metrics.clear();
  const ResultRow fine = result(old_run, key_of("c"), times(1));
  EXPECT_EQ(judged({fine}, {bare}).lines[0].verdict, Verdict::broken);
  ResultRow old_bare = bare;
  old_bare.run_id = old_run;
  EXPECT_EQ(judged({old_bare}, {result(new_run, key_of("c"), times(1))}).lines[0].verdict,
            Verdict::no_baseline);
}

TEST(Screen, OtherMetricsAreJudgedWhenThePolicyNamesThem) {
  const auto with_peak = [](ResultRow row, double bytes) {
    MetricSummary peak = times(bytes);
    peak.metric = std::string(peak_rss);
    peak.unit = "B";
    peak.n = 3;
    row.metrics.push_back(peak);
    return row;
  };
  const Rows before{with_peak(result(old_run, key_of("c"), times(1)), 100)};
  const Rows now{with_peak(result(new_run, key_of("c"), times(1)), 130)};
  EXPECT_EQ(judged(before, now).lines.size(), 1U);
  Policy policy;
  policy.metrics["peak_rss"].min = Threshold{1.2, Operator::greater};
  const GateReport report = judged(before, now, policy);
  ASSERT_EQ(report.lines.size(), 2U);
  EXPECT_EQ(report.lines[0].metric, "peak_rss");
  EXPECT_EQ(report.lines[0].verdict, Verdict::slower);
  EXPECT_THAT(report.lines[0].reason, ::testing::Not(HasSubstr("p95")));
  EXPECT_EQ(report.expected, 2U);
  EXPECT_EQ(report.compared, 2U);
}

TEST(Screen, CountsWhatWasComparedOfWhatWasExpected) {
  ScreenInput input;
  const Rows before{result(old_run, key_of("a"), times(1)), result(old_run, key_of("b"), times(1)),
                    result(old_run, key_of("gone"), times(1))};
  const Rows now{result(new_run, key_of("a"), times(1))};
  input.baseline = before;
  input.candidate = now;
  input.expected = {key_of("a"), key_of("b")};
  input.expected_declared = true;
  const GateReport report = judged_input(input);
  EXPECT_EQ(report.expected, 2U);
  EXPECT_EQ(report.compared, 1U);
  ASSERT_EQ(report.lines.size(), 3U);
  EXPECT_EQ(report.lines[0].verdict, Verdict::broken);
  EXPECT_EQ(report.lines[0].key.case_name, "b");
  EXPECT_THAT(report.lines[0].reason, HasSubstr("missing"));
  EXPECT_EQ(report.lines[2].verdict, Verdict::dropped);
  EXPECT_EQ(report.lines[2].key.case_name, "gone");
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_THAT(report.problems[0], HasSubstr("1 row expected and missing, first b"));
}

TEST(Screen, LinesStandInTheOrderOfTheKeys) {
  ScreenInput input;
  const Rows before{result(old_run, key_of("b"), times(1)), result(old_run, key_of("a"), times(1)),
                    result(old_run, key_of("c"), times(1))};
  const Rows now{result(new_run, key_of("c"), times(9)), result(new_run, key_of("a"), times(1))};
  input.baseline = before;
  input.candidate = now;
  const GateReport report = screen(input, {});
  ASSERT_EQ(report.lines.size(), 3U);
  EXPECT_EQ(report.lines[0].key.case_name, "a");
  EXPECT_EQ(report.lines[1].verdict, Verdict::broken);
  EXPECT_EQ(report.lines[2].verdict, Verdict::slower);
}

TEST(Screen, RowsThatNobodyDeclaredAreJudgedAndNoted) {
  ScreenInput input;
  const Rows before{result(old_run, key_of("a"), times(1)), result(old_run, key_of("b"), times(1))};
  const Rows now{result(new_run, key_of("a"), times(1)), result(new_run, key_of("b"), times(9))};
  input.baseline = before;
  input.candidate = now;
  input.expected = {key_of("a")};
  input.expected_declared = true;
  const GateReport report = judged_input(input);
  EXPECT_EQ(report.lines[0].verdict, Verdict::slower);
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_THAT(report.notes[0], HasSubstr("1 row measured without being expected"));
}

TEST(Screen, ADroppedRowOfAnotherMachineIsNobodysLoss) {
  const GateReport report = judged({result(old_run, key_of("a"), times(1)),
                                    elsewhere(result(old_run, key_of("other"), times(1)))},
                                   {result(new_run, key_of("a"), times(1))});
  EXPECT_EQ(report.lines.size(), 1U);
}

/// Times of 1 and 3 s: mean 2, standard deviation sqrt(2).
MetricSummary spread_times() {
  MetricSummary summary = times(1, 2.9, 2);
  summary.median = 2;
  summary.mean = 2;
  summary.stddev = std::sqrt(2.0);
  return summary;
}

TEST(Screen, TheSameSamplesUnderAnotherRunIdAreAProblem) {
  const MetricSummary one = spread_times();
  const auto problems_of = [](const std::string& run, const MetricSummary& before,
                              const MetricSummary& now) {
    return judged({result(run, key_of("c"), before)}, {result(new_run, key_of("c"), now)}).problems;
  };
  ASSERT_THAT(problems_of(old_run, one, one), testing::SizeIs(1));
  EXPECT_THAT(problems_of(old_run, one, one)[0],
              HasSubstr("the same samples on both sides, under two run ids: 1 row"));
  // The last bit of the mean apart, and times without any spread: a clock may give those twice.
  MetricSummary other = one;
  other.mean = std::nextafter(other.mean, 3);
  EXPECT_THAT(problems_of(old_run, one, other), IsEmpty());
  EXPECT_THAT(problems_of(old_run, times(1), times(1)), IsEmpty());
  // The same run has a sentence of its own already.
  ASSERT_THAT(problems_of(new_run, one, one), testing::SizeIs(1));
  EXPECT_THAT(problems_of(new_run, one, one)[0], HasSubstr("the same run on both sides"));
}

TEST(Screen, TheSameRunOnBothSidesIsAProblem) {
  const GateReport report =
      judged({result(old_run, key_of("c"), times(1))}, {result(old_run, key_of("c"), times(1))});
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_THAT(report.problems[0], HasSubstr("the same run on both sides"));
  EXPECT_EQ(exit_code(report), ExitCode::cannot_say);
}

TEST(Screen, KeysThatStandTwiceAreAProblem) {
  const ResultRow now = result(new_run, key_of("c"), times(1));
  const ResultRow before = result(old_run, key_of("c"), times(1));
  EXPECT_THAT(judged({before}, {now, now}).problems.at(0), HasSubstr("current rows stand twice"));
  EXPECT_THAT(judged({before, before}, {now}).problems.at(0),
              HasSubstr("baseline rows stand twice"));
}

TEST(Screen, RowsOfTwoMachinesAreAProblem) {
  const GateReport report = judged(
      {result(old_run, key_of("a"), times(1))},
      {result(new_run, key_of("a"), times(1)), elsewhere(result(new_run, key_of("b"), times(1)))});
  EXPECT_THAT(report.problems.at(0), HasSubstr("2 machine classes"));
}

TEST(Screen, ARowThatWasSkippedIsNoSecondMachine) {
  const ResultRow skipped = elsewhere(failed_result(new_run, key_of("b"), Status::skipped));
  const GateReport report = judged({result(old_run, key_of("a"), times(1))},
                                   {result(new_run, key_of("a"), times(1)), skipped});
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.compared, 1U);
}

TEST(Screen, WithoutAnyBaselineItIsAFirstRun) {
  const GateReport report = judged({}, {result(new_run, key_of("c"), times(1))});
  EXPECT_TRUE(report.first_run);
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(exit_code(report), ExitCode::first_run);
}

TEST(Screen, NothingComparedIsAProblemWhenBaselinesExist) {
  const GateReport report = judged({elsewhere(result(old_run, key_of("c"), times(1)))},
                                   {result(new_run, key_of("c"), times(1))});
  EXPECT_FALSE(report.first_run);
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_THAT(report.problems[0], HasSubstr("nothing was compared"));
}

TEST(Screen, NothingMeasuredIsAProblem) {
  EXPECT_THAT(judged({}, {}).problems.at(0), HasSubstr("nothing was measured"));
  EXPECT_EQ(exit_code(judged({}, {})), ExitCode::cannot_say);
}

}  // namespace
}  // namespace tidegate::judge
