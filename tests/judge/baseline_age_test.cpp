#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <judge/sample_rows.hpp>

#include <tidegate/judge/baseline_age.hpp>

namespace tidegate::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const WallTime today = parse_iso_time("2026-11-21T12:00:00Z").value();

ResultRow accepted_row(const std::string& time, std::vector<KeptText> despite = {}) {
  ResultRow row = result("r", key_of("sort"), times(1));
  Provenance facts;
  facts[Fact::commit] = "0123456789abcdef0123";
  facts[Fact::timestamp] = "2026-01-01T00:00:00Z";
  row.provenance = std::make_shared<const Provenance>(facts);
  row.acceptance = Acceptance{time, "A. Person <a@example.org>", "first", std::move(despite)};
  return row;
}

GateReport noted(const ResultRow& row, std::optional<std::uint64_t> behind,
                 const BaselinePolicy& policy = {}) {
  GateReport report;
  report.policy.baseline = policy;
  note_baseline_age(report, OldestBaseline{&row, 1}, behind, today);
  return report;
}

TEST(BaselineAge, SaysWhenByWhomWhyAndHowFarBack) {
  const GateReport report = noted(accepted_row("2026-11-01T12:00:00Z", {"load", "dirty"}), 12);
  EXPECT_THAT(report.notes,
              ElementsAre("baseline: accepted 2026-11-01T12:00:00Z by A. Person <a@example.org>: "
                          "first; despite load, dirty; of commit 0123456789ab, 20 days ago, 12 "
                          "commits behind"));
  EXPECT_THAT(report.problems, IsEmpty());
}

TEST(BaselineAge, ExactlyTheLimitIsNotStale) {
  const BaselinePolicy policy{1, 20, 12, OnStale::fail};
  EXPECT_THAT(noted(accepted_row("2026-11-01T12:00:00Z"), 12, policy).problems, IsEmpty());
  EXPECT_THAT(noted(accepted_row("2026-10-31T12:00:00Z"), 12, policy).problems,
              ElementsAre(HasSubstr("it is 21 days old, the policy allows 20")));
  EXPECT_THAT(noted(accepted_row("2026-11-01T12:00:00Z"), 13, policy).problems,
              ElementsAre(HasSubstr("it lies 13 commits back, the policy allows 12")));
}

TEST(BaselineAge, AStaleOneIsANoteUnlessThePolicyFailsIt) {
  const ResultRow old = accepted_row("2026-01-01T00:00:00Z");
  const GateReport noting = noted(old, std::nullopt);
  EXPECT_THAT(noting.notes, SizeIs(2));
  EXPECT_THAT(noting.notes.back(), HasSubstr("the baseline is stale"));
  EXPECT_THAT(noting.problems, IsEmpty());
  const GateReport failing = noted(old, std::nullopt, {1, 90, 500, OnStale::fail});
  EXPECT_THAT(failing.notes, SizeIs(1));
  EXPECT_THAT(failing.problems, SizeIs(1));
}

TEST(BaselineAge, WithoutAcceptanceTheMeasurementCounts) {
  ResultRow row = accepted_row("");
  row.acceptance.reset();
  EXPECT_THAT(noted(row, 1).notes.front(),
              HasSubstr("its rows do not say who accepted them, measured 2026-01-01T00:00:00Z; of "
                        "commit 0123456789ab, 324 days ago, 1 commit behind"));
  row.provenance = std::make_shared<const Provenance>();
  const GateReport report = noted(row, std::nullopt, {1, 90, 500, OnStale::fail});
  EXPECT_THAT(report.notes.front(), HasSubstr("of no known commit, nobody knows how old"));
  EXPECT_THAT(report.problems, ElementsAre(HasSubstr("nobody knows how old it is")));
}

TEST(BaselineAge, ATimeToComeIsNoAge) {
  EXPECT_THAT(noted(accepted_row("2026-11-22T12:00:00Z"), 0).notes,
              ElementsAre(HasSubstr("0 days ago, 0 commits behind")))
      << "clocks differ";
  const BaselinePolicy strict{1, 90, 500, OnStale::fail};
  EXPECT_THAT(noted(accepted_row("2026-11-22T12:00:01Z"), 0, strict).problems,
              ElementsAre(HasSubstr("nobody knows how old it is")));
}

TEST(BaselineAge, ACommitThatTheHistoryLacksIsStale) {
  const ResultRow row = accepted_row("2026-11-20T12:00:00Z");
  const GateReport noting = noted(row, std::nullopt);
  EXPECT_THAT(noting.problems, IsEmpty());
  ASSERT_THAT(noting.notes, SizeIs(2));
  EXPECT_THAT(noting.notes.back(), HasSubstr("stale: nobody knows how far its commit 0123456789ab "
                                             "lies back"));
  const BaselinePolicy strict{1, 90, 500, OnStale::fail};
  EXPECT_THAT(noted(row, std::nullopt, strict).problems, SizeIs(1));
  // Measured outside of git: there is no commit to look for.
  ResultRow nameless = row;
  nameless.provenance = std::make_shared<const Provenance>();
  EXPECT_THAT(noted(nameless, std::nullopt, strict).problems, IsEmpty());
}

TEST(BaselineAge, OfSeveralAcceptancesTheOldestCounts) {
  std::vector<ResultRow> rows{
      accepted_row("2026-11-20T00:00:00Z"), accepted_row("2026-11-01T00:00:00Z"),
      accepted_row("2026-11-20T00:00:00Z"), accepted_row("2020-01-01T00:00:00Z")};
  rows[3].machine_class = "another";
  const auto oldest = oldest_baseline(rows, "cpu-00000001");
  ASSERT_TRUE(oldest);
  EXPECT_EQ(oldest->row, &rows[1]);
  EXPECT_EQ(oldest->acceptances, 2U);
  GateReport report;
  note_baseline_age(report, *oldest, 3, today);
  EXPECT_THAT(report.notes, ElementsAre(HasSubstr("; the oldest of 2 acceptances")));
  EXPECT_FALSE(oldest_baseline(rows, "unheard-of"));
  EXPECT_FALSE(oldest_baseline({}, ""));
}

}  // namespace
}  // namespace tidegate::judge
