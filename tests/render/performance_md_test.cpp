#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/performance_md.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;

Record sample_record(bool external = false) {
  return records_of(fakes::every_verdict(), "7a57be1 Log semiring: one | pass", external,
                    "baselines/bundles/20261121T013000Z__7a57be1");
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST(PerformanceMd, RecordsCrossingsWithTheStatisticThatCrossed) {
  const Record record = sample_record();
  EXPECT_EQ(record.run_id, "20261121T013000Z__7a57be1");
  EXPECT_EQ(record.date, "2026-11-21");
  EXPECT_EQ(record.machine_class, "amd-epyc-7763-64-core-processor-1a2b3c4d");
  ASSERT_EQ(record.rows.size(), 4U);
  EXPECT_EQ(record.rows[0].case_name, "semiring_matmul[n=512,algebra=log] kokkos/openmp");
  EXPECT_EQ(record.rows[0].metric, "warm time min");
  EXPECT_EQ(record.rows[0].before, "1.234 ms");
  EXPECT_EQ(record.rows[0].after, "1.336 ms");
  EXPECT_EQ(record.rows[0].ratio, "1.083 [+7.1, +9.4] %");
  EXPECT_EQ(record.rows[0].verdict, "slower (lockstep, 12 pairs)");
  EXPECT_EQ(record.rows[1].verdict, "slower (unconfirmed)");
  EXPECT_EQ(record.rows[2].metric, "warm time p95");
  EXPECT_EQ(record.rows[2].before, "101.3 µs");
  EXPECT_EQ(record.rows[2].after, "132.4 µs");
  EXPECT_EQ(record.rows[2].ratio, "1.310");
  EXPECT_EQ(record.rows[3].verdict, "faster (lockstep, 12 pairs)");
}

TEST(PerformanceMd, MatchesItsGoldenFiles) {
  expect_golden("performance_initial.md", initial_performance_md());
  const Outcome<std::string> landed = append_record(initial_performance_md(), sample_record());
  ASSERT_TRUE(landed) << landed.error().what;
  Record external = sample_record(true);
  external.run_id = "20261122T013000Z__8b68cf2";
  const Outcome<std::string> both = append_record(*landed, external);
  ASSERT_TRUE(both) << both.error().what;
  expect_golden("performance_recorded.md", *both);
}

TEST(PerformanceMd, RecordingTwiceChangesNothing) {
  const Outcome<std::string> once = append_record(initial_performance_md(), sample_record());
  ASSERT_TRUE(once);
  EXPECT_EQ(append_record(*once, sample_record()).value(), *once);
}

TEST(PerformanceMd, ARunThatLandedIsNoExternalTimingAsWell) {
  const std::string once = append_record(initial_performance_md(), sample_record()).value();
  EXPECT_EQ(append_record(once, sample_record(true)).value(), once);
}

TEST(PerformanceMd, CompletesARunThatIsHalfThere) {
  Record half = sample_record();
  half.rows.resize(2);
  const Outcome<std::string> first = append_record(initial_performance_md(), half);
  ASSERT_TRUE(first);
  const Outcome<std::string> full = append_record(*first, sample_record());
  EXPECT_EQ(*full, append_record(initial_performance_md(), sample_record()).value());
}

TEST(PerformanceMd, AnotherRunOfTheSameCaseIsAnotherRow) {
  const std::string once = append_record(initial_performance_md(), sample_record()).value();
  Record later = sample_record();
  later.run_id = "20261122T013000Z__8b68cf2";
  const std::string twice = append_record(once, later).value();
  EXPECT_EQ(count(twice, "semiring_matmul"), 2U);
}

TEST(PerformanceMd, ARecordOfNothingChangesNothing) {
  Record empty = sample_record();
  empty.rows.clear();
  EXPECT_EQ(append_record(initial_performance_md(), empty).value(), initial_performance_md());
}

TEST(PerformanceMd, WithoutEvidenceTheRunIdStillStands) {
  Record record = sample_record();
  record.evidence.clear();
  const std::string once = append_record(initial_performance_md(), record).value();
  EXPECT_THAT(once, HasSubstr("| `20261121T013000Z__7a57be1` |"));
  EXPECT_EQ(append_record(once, record).value(), once);
}

TEST(PerformanceMd, PeopleMayReorderAndAddColumns) {
  const std::string document =
      "## Landed changes\n\n"
      "| Evidence | Owner | Date | Change | Case | Metric | Before | After | Ratio | Verdict | "
      "Machine class |\n|-|-|-|-|-|-|-|-|-|-|-|\n";
  Record record = sample_record();
  record.rows.resize(1);
  const std::string once = append_record(document, record).value();
  EXPECT_THAT(once, HasSubstr("|  | 2026-11-21 | 7a57be1 Log semiring: one \\| pass | "
                              "`semiring_matmul[n=512,algebra=log] kokkos/openmp` |"));
  EXPECT_EQ(append_record(once, record).value(), once);
}

struct Refusal {
  const char* name;
  std::string document;
  Record record;
  ErrorKind kind;
};

TEST(PerformanceMd, RefusesWhatIsNoRecord) {
  std::vector<Refusal> refusals;
  const auto add = [&](const char* name, ErrorKind kind, void (*damage)(Record&, std::string&)) {
    Refusal refusal{name, initial_performance_md(), sample_record(), kind};
    damage(refusal.record, refusal.document);
    refusals.push_back(refusal);
  };
  add("no run id", ErrorKind::bad_input, [](Record& r, std::string&) { r.run_id = " "; });
  add("no change", ErrorKind::bad_input, [](Record& r, std::string&) { r.change = "\n"; });
  add("no machine", ErrorKind::bad_input, [](Record& r, std::string&) { r.machine_class = ""; });
  add("no date", ErrorKind::bad_input, [](Record& r, std::string&) { r.date = "today"; });
  add("short date", ErrorKind::bad_input, [](Record& r, std::string&) { r.date = "2026-11"; });
  add("empty file", ErrorKind::missing, [](Record&, std::string& d) { d.clear(); });
  add("no section", ErrorKind::missing, [](Record&, std::string& d) {
    d.replace(d.find("## Landed changes"), 17, "## Landed things!");
  });
  add("column renamed", ErrorKind::missing,
      [](Record&, std::string& d) { d.replace(d.find("| Ratio"), 7, "| Times"); });
  for (const Refusal& refusal : refusals) {
    SCOPED_TRACE(refusal.name);
    const Outcome<std::string> result = append_record(refusal.document, refusal.record);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, refusal.kind);
    EXPECT_FALSE(result.error().hint.empty());
  }
}

}  // namespace
}  // namespace tidegate::render
