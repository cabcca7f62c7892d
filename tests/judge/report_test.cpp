#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/judge/gate_report.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

GateLine line(const std::string& name, Verdict verdict) {
  GateLine made;
  made.key = key_of(name);
  made.metric = "warm_time";
  made.verdict = verdict;
  return made;
}

GateReport report_of(const std::vector<Verdict>& verdicts, std::uint64_t compared) {
  GateReport report;
  for (const Verdict verdict : verdicts) report.lines.push_back(line("c", verdict));
  report.compared = compared;
  report.expected = verdicts.size();
  return report;
}

TEST(ReportOrder, WhatAsksForAttentionStandsFirst) {
  GateReport report;
  report.lines = {line("g", Verdict::same),      line("f", Verdict::faster),
                  line("e", Verdict::undecided), line("d", Verdict::broken),
                  line("c", Verdict::slower),    line("b", Verdict::shape_changed),
                  line("a", Verdict::dropped)};
  sort_lines(report);
  std::string order;
  for (const GateLine& sorted : report.lines) order += sorted.key.case_name;
  EXPECT_EQ(order, "bcdefag");
}

TEST(ReportOrder, MetricsOfOneKeyKeepTheirOrder) {
  GateReport report;
  report.lines = {line("a", Verdict::same), line("a", Verdict::same)};
  report.lines[1].metric = "cold_time";
  sort_lines(report);
  EXPECT_EQ(report.lines[0].metric, "warm_time");
}

struct Row {
  const char* what;
  std::vector<Verdict> verdicts;
  std::uint64_t compared;
  bool problem;
  bool first_run;
  OnUndecided on_undecided;
  ExitCode wanted;
};

const Row rows[] = {
    {"all the same", {Verdict::same}, 1, false, false, OnUndecided::pass, ExitCode::ok},
    {"faster is no failure", {Verdict::faster}, 1, false, false, OnUndecided::pass, ExitCode::ok},
    {"slower",
     {Verdict::same, Verdict::slower},
     2,
     false,
     false,
     OnUndecided::pass,
     ExitCode::regression},
    {"a changed shape",
     {Verdict::shape_changed},
     1,
     false,
     false,
     OnUndecided::pass,
     ExitCode::regression},
    {"undecided passes", {Verdict::undecided}, 1, false, false, OnUndecided::pass, ExitCode::ok},
    {"undecided fails when told so",
     {Verdict::undecided},
     1,
     false,
     false,
     OnUndecided::fail,
     ExitCode::regression},
    {"a regression wins over broken",
     {Verdict::broken, Verdict::slower},
     1,
     true,
     false,
     OnUndecided::pass,
     ExitCode::regression},
    {"broken",
     {Verdict::broken, Verdict::same},
     1,
     false,
     false,
     OnUndecided::pass,
     ExitCode::cannot_say},
    {"unfaithful",
     {Verdict::unfaithful, Verdict::same},
     1,
     false,
     false,
     OnUndecided::pass,
     ExitCode::cannot_say},
    {"a problem", {Verdict::same}, 1, true, false, OnUndecided::pass, ExitCode::cannot_say},
    {"nothing compared",
     {Verdict::not_comparable},
     0,
     false,
     false,
     OnUndecided::pass,
     ExitCode::cannot_say},
    {"no lines at all", {}, 0, false, false, OnUndecided::pass, ExitCode::cannot_say},
    {"first run", {Verdict::no_baseline}, 0, false, true, OnUndecided::pass, ExitCode::first_run},
    {"first run with a problem",
     {Verdict::no_baseline},
     0,
     true,
     true,
     OnUndecided::pass,
     ExitCode::cannot_say},
    {"first run with a broken row",
     {Verdict::broken},
     0,
     false,
     true,
     OnUndecided::pass,
     ExitCode::cannot_say},
};

TEST(ReportExitCode, FollowsTheTable) {
  for (const Row& row : rows) {
    GateReport report = report_of(row.verdicts, row.compared);
    if (row.problem) report.problems.emplace_back("something; do something.");
    report.first_run = row.first_run;
    report.policy.on_undecided = row.on_undecided;
    EXPECT_EQ(exit_code(report), row.wanted) << row.what;
  }
}

TEST(ReportExitCode, IsNeverACount) {
  const std::vector<Verdict> many(256, Verdict::slower);
  EXPECT_EQ(static_cast<int>(exit_code(report_of(many, 256))), 1);
}

}  // namespace
}  // namespace tidegate::judge
