#include <fakes/sample_report.hpp>
#include <gtest/gtest.h>

#include <tidegate/render/badge.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::render {
namespace {

/// `label|message|color`, after the fields that shields.io asks for were looked for.
std::string badge_of(const judge::GateReport& report) {
  const auto json = parse_json(render_badge(report), {"badge.json", 1});
  EXPECT_TRUE(json);
  const JsonObject& badge = json->as_object();
  EXPECT_EQ(badge.at("schemaVersion").to_number<int>(), 1);
  std::string text;
  for (const char* name : {"label", "message", "color"}) {
    text += (text.empty() ? "" : "|") + std::string{badge.at(name).as_string()};
  }
  return text + (badge.contains("isError") ? "|error" : "");
}

TEST(Badge, SaysEachOutcome) {
  EXPECT_EQ(badge_of(fakes::every_verdict()), "perf|3 regressions|red");
  EXPECT_EQ(badge_of(fakes::passing_report()), "perf|pass, 1 compared|brightgreen");
  EXPECT_EQ(badge_of(fakes::first_report()), "perf|first run|blue");
  EXPECT_EQ(badge_of(fakes::silent_report()), "perf|could not say|orange|error");
}

TEST(Badge, APassThatCouldNotDecideIsNotAsGreen) {
  judge::GateReport report = fakes::passing_report();
  report.name = "nightly \"perf\"";
  report.lines.push_back(fakes::undecided_line());
  EXPECT_EQ(badge_of(report), "nightly \"perf\"|pass, 1 compared, 1 undecided|yellowgreen");
}

TEST(Badge, TheUndecidedThatFailByPolicyAreNoRegressions) {
  judge::GateReport report = fakes::passing_report();
  report.lines.push_back(fakes::undecided_line());
  report.policy.on_undecided = judge::OnUndecided::fail;
  EXPECT_EQ(badge_of(report), "perf|1 undecided|red");
  report.lines.push_back(fakes::slower_line());
  EXPECT_EQ(badge_of(report), "perf|1 regression, 1 undecided|red");
}

TEST(Badge, AWaiverIsCountedAndNotAsGreen) {
  judge::GateReport report = fakes::passing_report();
  report.lines.insert(report.lines.end(), {fakes::slower_line(), fakes::undecided_line()});
  for (std::size_t i = 1; i < 3; ++i) report.lines[i].waived = "waived until 2027-01-31: known";
  EXPECT_EQ(badge_of(report), "perf|pass, 1 compared, 2 waived|yellowgreen");
  report.lines.push_back(fakes::slower_line());
  EXPECT_EQ(badge_of(report), "perf|1 regression, 2 waived|red");
}

}  // namespace
}  // namespace tidegate::render
