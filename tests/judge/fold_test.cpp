#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/pooled_warnings.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;

constexpr auto run = "20260101T000000Z__aaaaaaa";

TEST(Fold, PoolsTheSamplesOfAllOkAttempts) {
  const std::vector<AttemptRow> attempts{attempt(run, key_of("c"), {4, 1}),
                                         attempt(run, key_of("c"), {3, 2})};
  const auto rows = fold(attempts);
  ASSERT_EQ(rows.size(), 1U);
  const MetricSummary* found = rows[0].find(warm_time);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->n, 4U);
  EXPECT_EQ(found->min, 1);
  EXPECT_EQ(found->median, 2.5);
  EXPECT_EQ(found->mean, 2.5);
  EXPECT_EQ(found->iqr, 1.5);
  EXPECT_NEAR(found->stddev, 1.2909944487358056, 1e-15);  // sqrt(5/3)
  EXPECT_FALSE(found->p95) << "4 samples have no p95";
  EXPECT_EQ(rows[0].attempts, 2U);
  EXPECT_EQ(rows[0].failed, 0U);
}

TEST(Fold, TimesOfTwoMachinesAreNotPooled) {
  std::vector<AttemptRow> attempts{attempt(run, key_of("c"), {4}), attempt(run, key_of("c"), {1})};
  attempts[1].machine_class = "other-00000002";
  const auto rows = fold(attempts);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_NE(rows[0].status, Status::ok);
  EXPECT_THAT(rows[0].failure, HasSubstr("2 machine classes"));
  EXPECT_EQ(rows[0].find(warm_time), nullptr);
}

TEST(Fold, OneQuickAttemptMakesAQuickRow) {
  AttemptRow full = attempt("run", key_of("sort"), {1});
  AttemptRow quick = full;
  quick.coverage = Coverage::fast;
  EXPECT_EQ(fold(std::vector{full, full}).front().coverage, Coverage::full);
  EXPECT_EQ(fold(std::vector{full, quick}).front().coverage, Coverage::fast);
}

TEST(Fold, WarningsOfAllAttemptsAddUp) {
  AttemptRow one = attempt(run, key_of("c"), {4});
  one.warnings = {{"out of range", 12}, {"last layer only", 1}};
  one.resolved_backend = "reference";
  AttemptRow other = one;
  other.warnings = {{"out of range", 8}};
  const ResultRow row = fold(std::vector{one, other}).front();
  EXPECT_EQ(row.warnings, (std::vector<Warning>{{"out of range", 20}, {"last layer only", 1}}));
  EXPECT_EQ(row.resolved_backend, "reference");
  EXPECT_THAT(fallback_note(std::vector{row}), HasSubstr("1 of 1 rows was run by another backend"));
  EXPECT_EQ(fallback_note({}), "");
}

TEST(Fold, AttemptsOfTwoBackendsAreNoPool) {
  AttemptRow tiled = attempt(run, key_of("c"), {4});
  AttemptRow fallen = attempt(run, key_of("c"), {8});
  fallen.resolved_backend = "reference";
  const ResultRow row = fold(std::vector{tiled, fallen}).front();
  EXPECT_EQ(row.status, Status::crashed);
  EXPECT_THAT(row.failure, HasSubstr("different backends"));
  EXPECT_EQ(row.find(warm_time), nullptr);
}

TEST(Fold, P95NeedsTwentySamples) {
  std::vector<double> samples;
  for (int i = 1; i <= 19; ++i) samples.push_back(i);
  EXPECT_FALSE(fold(std::vector{attempt(run, key_of("c"), samples)})[0].find(warm_time)->p95);
  samples.push_back(20);
  const auto rows = fold(std::vector{attempt(run, key_of("c"), samples)});
  ASSERT_TRUE(rows[0].find(warm_time)->p95);
  EXPECT_DOUBLE_EQ(*rows[0].find(warm_time)->p95, 19.05);  // position 18.05 of 1..20
}

TEST(Fold, ExtremesTakeTheSmallestOrLargestAttempt) {
  AttemptRow first = attempt(run, key_of("c"), {1});
  first.metrics.push_back({std::string(cold_time), "s", 1, {5}});
  first.metrics.push_back({std::string(peak_rss), "B", 1, {100}});
  AttemptRow second = attempt(run, key_of("c"), {1});
  second.metrics.push_back({std::string(cold_time), "s", 1, {3}});
  second.metrics.push_back({std::string(peak_rss), "B", 1, {300}});
  const auto rows = fold(std::vector{first, second});
  EXPECT_EQ(rows[0].find(cold_time)->min, 3);
  EXPECT_EQ(rows[0].find(cold_time)->n, 2U);
  EXPECT_EQ(rows[0].find(peak_rss)->min, 300);
  EXPECT_EQ(rows[0].find(peak_rss)->median, 300);
  EXPECT_EQ(rows[0].find(peak_rss)->stddev, 0);
}

struct Mixture {
  std::vector<Status> attempts;
  Status wanted;
};

TEST(Fold, StatusOfAMixture) {
  for (const Mixture& row :
       {Mixture{{Status::ok, Status::fidelity_failed, Status::ok}, Status::fidelity_failed},
        Mixture{{Status::crashed, Status::ok, Status::timeout}, Status::ok},
        Mixture{{Status::crashed, Status::timeout}, Status::timeout},
        Mixture{{Status::fidelity_inconclusive, Status::ok}, Status::ok},
        Mixture{{Status::skipped}, Status::skipped}}) {
    std::vector<AttemptRow> attempts;
    std::uint64_t failed = 0;
    for (const Status status : row.attempts) {
      failed += status == Status::ok ? 0 : 1;
      attempts.push_back(status == Status::ok ? attempt(run, key_of("c"), {1})
                                              : failed_attempt(run, key_of("c"), status));
    }
    const auto rows = fold(attempts);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].status, row.wanted) << status_name(row.wanted);
    EXPECT_EQ(rows[0].failed, failed);
    EXPECT_EQ(rows[0].attempts, row.attempts.size());
    const bool ok = row.wanted == Status::ok;
    EXPECT_EQ(rows[0].failure.empty(), ok);
    EXPECT_EQ(rows[0].metrics.empty(), !ok) << "times of a failed row mean nothing";
  }
}

TEST(Fold, AttemptsThatDisagreeOnAUnitAreNoRow) {
  AttemptRow other = attempt(run, key_of("c"), {1000});
  other.metrics[0].unit = "ms";
  const auto rows = fold(std::vector{attempt(run, key_of("c"), {1}), other});
  EXPECT_EQ(rows[0].status, Status::crashed);
  EXPECT_THAT(rows[0].failure, HasSubstr("unit or the direction of warm_time"));
  EXPECT_TRUE(rows[0].metrics.empty());
}

TEST(Fold, OneRowARunAndKeySortedByKey) {
  const auto rows =
      fold(std::vector{attempt("r2", key_of("b"), {1}), attempt("r1", key_of("b"), {1}),
                       attempt("r1", key_of("a"), {1})});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].key.case_name, "a");
  EXPECT_EQ(rows[1].run_id, "r1");
  EXPECT_EQ(rows[2].run_id, "r2");
  EXPECT_TRUE(fold({}).empty());
}

AttemptRow reference(const std::string& name, std::vector<double> samples) {
  AttemptRow row = attempt(run, key_of(name, "reference"), std::move(samples));
  row.reference = true;
  return row;
}

TEST(Fold, RatioIsThisMinOverTheReferencesMin) {
  const auto rows =
      fold(std::vector{reference("c", {2, 9}), attempt(run, key_of("c", "fast"), {1, 9})});
  ASSERT_EQ(rows[0].key.provider, "fast");
  ASSERT_TRUE(rows[0].ratio);
  EXPECT_EQ(rows[0].ratio->vs, "reference");
  EXPECT_EQ(rows[0].ratio->value, 0.5);
  EXPECT_FALSE(rows[1].ratio);
}

TEST(Fold, NoRatioBetweenPlatformsOrWithUnfaithfulRows) {
  AttemptRow other = attempt(run, key_of("c", "fast"), {1});
  other.key.platform = "openmp";
  EXPECT_FALSE(fold(std::vector{reference("c", {2}), other})[0].ratio);

  AttemptRow unchecked = attempt(run, key_of("c", "fast"), {1});
  unchecked.fidelity = Fidelity{};
  unchecked.fidelity->verdict = Fidelity::Verdict::inconclusive;
  EXPECT_FALSE(fold(std::vector{reference("c", {2}), unchecked})[0].ratio);
}

TEST(Fold, KeepsTheWorstFidelity) {
  AttemptRow good = attempt(run, key_of("c"), {1});
  good.fidelity = Fidelity{Fidelity::Verdict::pass, 0.1, {}, 10, 0, 0, 0, "fp64_full"};
  AttemptRow close = good;
  close.fidelity->rel_to_tol = 0.9;
  const auto rows = fold(std::vector{close, good});
  ASSERT_TRUE(rows[0].fidelity);
  EXPECT_EQ(rows[0].fidelity->rel_to_tol, 0.9);
}

AttemptRow echoing(std::optional<double> correlation, double rel_to_tol) {
  AttemptRow row = attempt(run, key_of("c"), {1});
  row.fidelity = Fidelity{Fidelity::Verdict::pass, rel_to_tol, {}, 10, 0, 0, 0, "fp64_full"};
  row.fidelity->echo = Echo{0.5, 2, 2, correlation};
  return row;
}

TEST(Fold, TheLowestCorrelationOfAllOkAttemptsStands) {
  const auto folded = [](const std::vector<AttemptRow>& attempts) {
    return fold(attempts).front().fidelity.value().echo;
  };
  // The attempt that is farthest from its tolerance need not be the one that correlates least.
  EXPECT_EQ(folded({echoing(0.9999, 0.9), echoing(0.98, 0.1), echoing(1.0, 0.5)}),
            (Echo{0.5, 2, 2, 0.98}));
  EXPECT_EQ(folded({echoing(1.0, 0.9), echoing(std::nullopt, 0.1)}),
            (Echo{0.5, 2, 2, std::nullopt}));
  EXPECT_EQ(folded({echoing(1.0, 0.9), attempt(run, key_of("c"), {1})})->correlation, std::nullopt)
      << "an attempt that nobody checked is unknown";
  AttemptRow crashed = failed_attempt(run, key_of("c"), Status::crashed);
  EXPECT_EQ(folded({echoing(1.0, 0.9), crashed})->correlation, 1.0) << "it has no result";
}

TEST(Fold, LatestKeepsTheNewestRowOfEachKey) {
  const auto rows = latest(
      {result("20260102", key_of("a"), times(2)), result("20260103", key_of("a"), times(3)),
       result("20260101", key_of("b"), times(1)), result("20260101", key_of("a"), times(1))});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].run_id, "20260103");
  EXPECT_EQ(rows[1].key.case_name, "b");
}

TEST(Latest, TheTenthRunOfASecondReplacesTheSecond) {
  const auto rows = latest({result("20260101T000000Z__aaaaaaa-10", key_of("a"), times(10)),
                            result("20260101T000000Z__aaaaaaa-2", key_of("a"), times(2))});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].run_id, "20260101T000000Z__aaaaaaa-10");
}

TEST(Fold, APoolOfTwoProgramsIsNeitherOfThem) {
  AttemptRow first = attempt("r", key_of("c"), {1.0, 1.1});
  first.provenance[Fact::code] = std::string("one");
  AttemptRow second = first;
  EXPECT_EQ((*fold(std::vector{first, second})[0].provenance)[Fact::code], std::string("one"));
  second.provenance[Fact::code] = std::string("another");
  EXPECT_FALSE((*fold(std::vector{first, second})[0].provenance)[Fact::code]);
  // What failed says nothing about the times of the others.
  second.status = Status::crashed;
  EXPECT_EQ((*fold(std::vector{first, second})[0].provenance)[Fact::code], std::string("one"));
}

}  // namespace
}  // namespace tidegate::judge
