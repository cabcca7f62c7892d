/// Pages that are committed: trends, runs of record, snapshots.
#include <fakes/sample_history.hpp>
#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/markdown_document.hpp>
#include <tidegate/render/record_flaws.hpp>
#include <tidegate/render/run_of_record.hpp>
#include <tidegate/render/snapshot.hpp>
#include <tidegate/render/trend_page.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* hostile = "<b>|`x`|[a](javascript:b)\n# no";

TEST(TrendPage, MatchesItsGoldenFile) {
  judge::History two = fakes::two_steps();
  two.key.case_name = "other";
  two.points.resize(2);
  two.changes.clear();
  const std::vector<judge::History> series{fakes::two_steps(), two};
  const std::vector<PageFile> files = trend_page("warm_time", series);
  ASSERT_EQ(files.size(), 2U);  // two points are no picture
  EXPECT_EQ(files[0].name, "warm_time.md");
  EXPECT_THAT(files[0].text, HasSubstr("](" + files[1].name + ")"));
  EXPECT_THAT(files[1].text, HasSubstr("<svg"));
  expect_golden("trend_page.md", files[0].text);
}

TEST(TrendPage, TheThirdPointIsDrawn) {
  judge::History history = fakes::two_steps();
  history.changes.clear();
  for (const std::size_t points : {1, 2, 3}) {
    history.points = fakes::two_steps().points;
    history.points.resize(points);
    EXPECT_EQ(trend_page("warm_time", std::span(&history, 1)).size(), points > 2 ? 2U : 1U);
  }
}

TEST(TrendPage, NamesAreText) {
  judge::History history = fakes::two_steps();
  history.key.case_name = hostile;
  const auto files = trend_page("counter.a/../b", std::span(&history, 1));
  EXPECT_THAT(files[0].text, Not(HasSubstr("<b>")));
  EXPECT_THAT(files[0].text, Not(HasSubstr("\n# no")));
  for (const PageFile& file : files) EXPECT_THAT(file.name, Not(HasSubstr("/")));
}

ResultRow accepted_row(const std::string& machine_class, const std::string& reason) {
  ResultRow row;
  row.key = fakes::key_of("matmul", "n=512", "kokkos", "openmp");
  row.run_id = "20261121T013000Z__7a57be1";
  row.machine_class = machine_class;
  row.metrics = {fakes::warm_summary(1.25e-3, 40)};
  row.metrics.push_back(fakes::warm_summary(64.0 * 1024 * 1024, 1));
  row.metrics.back().metric = "peak_rss";
  row.metrics.back().unit = "B";
  row.provenance = fakes::provenance_with("7a57be1aa2bb3cc4dd5ee6ff7a8b9c0d1e2f3a4b", "GNU", "0");
  row.acceptance =
      Acceptance{"2026-11-21T02:00:00Z", "A. Person <a@example.org>", reason, {"load"}};
  return row;
}

TEST(RunOfRecord, MatchesItsGoldenFile) {
  std::vector<ResultRow> rows{accepted_row("cpu-b", "first baseline"),
                              accepted_row("cpu-a", "tiles | <b>")};
  rows.push_back(accepted_row("cpu-a", "tiles | <b>"));
  rows.back().key.provider = "naive";
  rows.back().metrics.clear();
  expect_golden("run_of_record.md", run_of_record("matmul", rows));
  EXPECT_EQ(run_of_record_name("matmul"), "latest_matmul.md");
}

TEST(RunOfRecord, NamesAreText) {
  ResultRow row = accepted_row(hostile, hostile);
  row.key.provider = hostile;
  const std::string page = run_of_record(hostile, std::span(&row, 1));
  EXPECT_THAT(page, Not(HasSubstr("<b>|")));
  EXPECT_THAT(page, Not(HasSubstr("\n# no")));
  EXPECT_THAT(run_of_record_name("../a"), Not(HasSubstr("/")));
}

Snapshot sample_snapshot() {
  const judge::GateReport report = fakes::every_verdict();
  Snapshot snapshot;
  snapshot.short_name = "7a57be1";
  snapshot.date = "2026-11-21";
  snapshot.change = "7a57be1aa Log semiring: one | pass";
  snapshot.summary = "The log semiring takes <b>one</b> pass.";
  snapshot.run_id = report.run_id;
  snapshot.machine_class = report.candidate.machine_class;
  snapshot.lines = snapshot_lines(report);
  return snapshot;
}

TEST(SnapshotPage, MatchesItsGoldenFile) {
  ASSERT_TRUE(check_snapshot(sample_snapshot()));
  expect_golden("snapshot.md", snapshot_md(sample_snapshot()));
  EXPECT_EQ(snapshot_name(sample_snapshot()), "7a57be1_2026-11-21");
}

TEST(SnapshotPage, ComesBackFromItsJson) {
  Snapshot snapshot = sample_snapshot();
  snapshot.lines[0].after = 0.1 + 0.2;
  const std::string text = snapshot_json(snapshot);
  const TextSource source{"s.json", 1};
  const auto back = snapshot_from_json(parse_json(text, source).value(), source);
  ASSERT_TRUE(back) << back.error().what;
  EXPECT_EQ(snapshot_json(*back), text);
  EXPECT_EQ(snapshot_md(*back), snapshot_md(snapshot));
  for (const char* bad : {"[]", "{}", R"({"schema_version":1,"kind":"verdict"})",
                          R"({"schema_version":2,"kind":"snapshot"})"}) {
    EXPECT_FALSE(snapshot_from_json(parse_json(bad, source).value(), source)) << bad;
  }
}

TEST(SnapshotPage, TheRecordLinksItOnce) {
  const Record record = snapshot_record(sample_snapshot(), false, "baselines/snapshots/a b.md");
  const std::string once = append_record(initial_performance_md(), record).value();
  EXPECT_EQ(append_record(once, record).value(), once);
  EXPECT_THAT(once, HasSubstr("| snapshot 7a57be1_2026-11-21 |"));
  EXPECT_THAT(once, HasSubstr("](baselines/snapshots/a%20b.md)"));
  const MarkdownDocument document = parse_markdown(once, "doc.md").value();
  EXPECT_TRUE(record_flaws(document).empty());
  EXPECT_EQ(evidence_links(document).at(0).path, "baselines/snapshots/a b.md");
}

TEST(SnapshotPage, RefusesWhatSaysNothingOrLeadsElsewhere) {
  Snapshot snapshot = sample_snapshot();
  snapshot.summary = " \n";
  EXPECT_FALSE(check_snapshot(snapshot));
  for (const char* name : {"", "../a", "a/b", ".a", "a b", "a_b"}) {
    snapshot = sample_snapshot();
    snapshot.short_name = name;
    EXPECT_FALSE(check_snapshot(snapshot)) << name;
  }
  snapshot = sample_snapshot();
  snapshot.date = "today";
  EXPECT_FALSE(check_snapshot(snapshot));
  snapshot = sample_snapshot();
  snapshot.lines.clear();
  EXPECT_FALSE(check_snapshot(snapshot));
}

TEST(SnapshotPage, ShowsTimesAndPeaksOfRows) {
  std::vector<ResultRow> rows{accepted_row("cpu-a", "x"), accepted_row("cpu-a", "x")};
  rows[1].status = Status::crashed;
  const std::vector<SnapshotLine> lines = snapshot_lines(rows);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].metric, "warm_time");
  EXPECT_EQ(lines[0].verdict, "measured");
  EXPECT_FALSE(lines[0].before);
  EXPECT_EQ(lines[1].metric, "peak_rss");
  EXPECT_EQ(lines[2].verdict, "crashed");
  EXPECT_FALSE(lines[2].after);
}

}  // namespace
}  // namespace tidegate::render
