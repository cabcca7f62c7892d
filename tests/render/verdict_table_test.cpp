#include <fakes/sample_report.hpp>
#include <gtest/gtest.h>

#include <tidegate/render/junit_xml.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

TEST(VerdictTable, SaysTheNumbersOfALockstepLine) {
  judge::GateReport report = fakes::empty_report();
  report.lines = {fakes::slower_line()};
  const VerdictRow row = verdict_table(report).rows.at(0);
  EXPECT_EQ(row.key, "semiring_matmul[n=512,algebra=log] kokkos/openmp");
  EXPECT_EQ(row.case_name, "semiring_matmul");
  EXPECT_EQ(row.variant, "[n=512,algebra=log] kokkos/openmp");
  EXPECT_EQ(row.metric, "warm time");
  EXPECT_EQ(row.word, "slower");
  EXPECT_EQ(row.change, "+8.3 %");
  EXPECT_EQ(row.interval, "[+7.1, +9.4] %");
  EXPECT_EQ(row.baseline, "1.234 ms");
  EXPECT_EQ(row.candidate, "1.336 ms");
  EXPECT_EQ(row.tail, "+9.0 %, n=480");
  EXPECT_EQ(row.detectable, "2.4 %");
  EXPECT_EQ(row.method, "lockstep");
  EXPECT_EQ(row.pairs, "12");
  EXPECT_TRUE(row.failing);
}

TEST(VerdictTable, EveryTailNamesItsSamples) {
  EXPECT_EQ(tail_text(fakes::same_line()), "+1.98 %, n=320/280") << "the min's limit is 2 %";
  EXPECT_EQ(tail_text(fakes::unconfirmed_line()), "n/a, n=12");
  EXPECT_EQ(tail_text(fakes::lines_without_numbers()[0]), "");
}

TEST(VerdictTable, NoCellOfALineReadsAsItsLimit) {
  judge::GateReport report = fakes::empty_report();
  report.lines = {fakes::same_line()};
  judge::RatioFound& min = *report.lines[0].min;
  min = fakes::ratio_of(1.0999, 1.10, false);
  min.low = min.high = 1.0999;
  report.lines[0].p95 = fakes::ratio_of(1.0999, 1.20, false);
  const auto row = [&report] { return verdict_table(report).rows.at(0); };
  EXPECT_EQ(row().change, "+9.99 %");
  EXPECT_EQ(row().interval, "[+9.99, +9.99] %");
  EXPECT_EQ(row().tail, "+9.99 %, n=320/280");
  report.lines[0].p95->ratio = 1.1999;
  EXPECT_EQ(row().tail, "+19.99 %, n=320/280") << "its own limit stays one";
  min.limit.reset();
  EXPECT_EQ(row().interval, "[+10.0, +10.0] %") << "without a limit there is no side";
  min.low.reset();
  EXPECT_EQ(row().interval, "");
}

TEST(VerdictTable, ALongReportListsOnlyWhatIsNotTheSame) {
  judge::GateReport report = fakes::empty_report();
  report.lines.assign(all_shown - 1, fakes::same_line());
  report.lines.insert(report.lines.begin(), fakes::slower_line());
  EXPECT_EQ(verdict_table(report).rows.size(), 200U);
  EXPECT_EQ(verdict_table(report).unlisted, 0U);

  report.lines.push_back(fakes::same_line());
  const VerdictTable table = verdict_table(report);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0].word, "slower");
  EXPECT_EQ(table.unlisted, 200U);
  EXPECT_EQ(table.notes.back(), "200 `same` lines are not listed; verdict.json has them");
  EXPECT_NE(table.sentence.find("1 slower, 200 same"), std::string::npos) << "all are counted";

  const std::string junit = render_junit(report);
  EXPECT_NE(junit.find("tests=\"2\" failures=\"1\""), std::string::npos) << junit;
}

TEST(VerdictTable, HeadlineFollowsTheExitCode) {
  EXPECT_EQ(verdict_table(fakes::every_verdict()).headline, "REGRESSION");
  EXPECT_EQ(verdict_table(fakes::passing_report()).headline, "PASS");
  EXPECT_EQ(verdict_table(fakes::first_report()).headline, "FIRST RUN");
  EXPECT_EQ(verdict_table(fakes::silent_report()).headline, "COULD NOT SAY");
}

TEST(VerdictTable, SentenceCountsEveryVerdict) {
  EXPECT_EQ(verdict_table(fakes::every_verdict()).sentence,
            "REGRESSION: 2 slower, 1 shape_changed, 1 broken, 1 unfaithful, 1 undecided, "
            "1 not_comparable, 1 dropped, 1 faster, 1 no_baseline, 1 recovered, 1 same, 1 problem; "
            "compared 6 of 11.");
  EXPECT_EQ(verdict_table(fakes::silent_report()).sentence,
            "COULD NOT SAY: nothing was measured; compared 0 of 3.");
}

TEST(VerdictTable, UndecidedFailsWhenThePolicySaysSo) {
  judge::GateReport report = fakes::passing_report();
  report.lines.push_back(fakes::undecided_line());
  EXPECT_EQ(verdict_table(report).sentence, "PASS: 1 undecided, 1 same; compared 1 of 1.");
  report.policy.on_undecided = judge::OnUndecided::fail;
  EXPECT_EQ(verdict_table(report).sentence,
            "REGRESSION: 1 undecided (failing by policy), 1 same; compared 1 of 1.");
  EXPECT_TRUE(verdict_table(report).rows.at(1).failing);
}

TEST(VerdictTable, SidesLeaveOutWhatIsNotKnown) {
  judge::Side side;
  EXPECT_EQ(side_text(side), "");
  side.run_id = "r1";
  EXPECT_EQ(side_text(side), "run r1");
  side.commit = "0123456789abcdef";
  EXPECT_EQ(side_text(side), "0123456789ab, run r1");
  side.ref = "main";
  EXPECT_EQ(side_text(side), "main (0123456789ab), run r1");
}

TEST(VerdictTable, MachineClassesOfBothSidesAreShownWhenTheyDiffer) {
  judge::GateReport report = fakes::empty_report();
  EXPECT_EQ(verdict_table(report).facts.back().value, report.candidate.machine_class);
  report.baseline.machine_class = "other";
  EXPECT_EQ(verdict_table(report).facts.back().value,
            report.candidate.machine_class + " (baseline: other)");
}

TEST(VerdictTable, ForeignTextBecomesPlainLines) {
  judge::GateReport report = fakes::empty_report();
  report.problems = {"first\nsecond\x1b[2J"};
  report.lines = {fakes::slower_line()};
  report.lines[0].reason = "a\r\nb";
  const VerdictTable table = verdict_table(report);
  EXPECT_EQ(table.problems.at(0), "first second [2J");
  EXPECT_EQ(table.rows.at(0).reason, "a b");
}

}  // namespace
}  // namespace tidegate::render
