#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/lockstep_line.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;

TEST(LockstepLine, HoldsBothSidesAndTheEvidence) {
  PairedRow row({}, 1);
  std::vector<AttemptRow> baseline;
  std::vector<AttemptRow> candidate;
  while (!row.verdict()) {
    baseline.push_back(attempt("r", key_of("c"), std::vector<double>(40, 1.0)));
    candidate.push_back(attempt("r", key_of("c"), std::vector<double>(40, 1.5)));
    ASSERT_TRUE(row.add({std::vector<double>(40, 1.0), std::vector<double>(40, 1.5)}));
  }
  const GateLine line = lockstep_line(key_of("c"), row, {baseline, candidate}, 99);
  EXPECT_EQ(line.verdict, Verdict::slower);
  EXPECT_EQ(line.method, Method::lockstep);
  EXPECT_DOUBLE_EQ(line.min->ratio, 1.5);
  EXPECT_EQ(line.lockstep->pairs, 10U);
  EXPECT_EQ(line.lockstep->seed, 99U);
  EXPECT_EQ(line.baseline->n, 400U);
  EXPECT_EQ(line.candidate->min, 1.5);
  EXPECT_EQ(line.candidate_samples.size(), 400U);
  EXPECT_THAT(line.reason, HasSubstr("10 pairs"));
  EXPECT_FALSE(line.next_step.empty());
}

TEST(LockstepLine, APairThatNobodyCheckedLeavesTheCorrelationUnknown) {
  AttemptRow checked = attempt("r", key_of("c"), {1});
  checked.fidelity = Fidelity{Fidelity::Verdict::pass, 0.1, {}, 10, 0, 0, 0, "fp64_full"};
  checked.fidelity->echo = Echo{0.5, 2, 2, 0.9999};
  AttemptRow lower = checked;
  lower.fidelity->echo->correlation = 0.98;
  const std::vector<AttemptRow> all{checked, lower};
  const std::vector<AttemptRow> some{checked, attempt("r", key_of("c"), {1})};
  const GateLine line = lockstep_line(key_of("c"), PairedRow({}, 1), {all, some}, 1);
  EXPECT_EQ(line.baseline_echo, (Echo{0.5, 2, 2, 0.98}));
  EXPECT_EQ(line.candidate_echo, (Echo{0.5, 2, 2, std::nullopt}));
}

TEST(LockstepLine, AFailedSideSaysWhich) {
  const auto crash = failed_attempt("r", key_of("c"), Status::crashed);
  EXPECT_EQ(failed_line(key_of("c"), crash, FailedSide::candidate).verdict, Verdict::broken);
  EXPECT_THAT(failed_line(key_of("c"), crash, FailedSide::candidate).reason,
              HasSubstr("candidate's side was crashed: it went wrong"));
  EXPECT_EQ(failed_line(key_of("c"), crash, FailedSide::baseline_at_start).verdict,
            Verdict::recovered);
  EXPECT_EQ(failed_line(key_of("c"), crash, FailedSide::baseline_midway).verdict, Verdict::broken);
  const auto wrong = failed_attempt("r", key_of("c"), Status::fidelity_failed);
  EXPECT_EQ(failed_line(key_of("c"), wrong, FailedSide::candidate).verdict, Verdict::unfaithful);
  EXPECT_EQ(failed_line(key_of("c"), wrong, FailedSide::baseline_midway).verdict,
            Verdict::recovered);
}

TEST(LockstepLine, ANewRowHasNoBaseline) {
  const ResultRow now = result("r", key_of("c"), times(2));
  const GateLine line = new_line(key_of("c"), &now, "the reference has no such row");
  EXPECT_EQ(line.verdict, Verdict::no_baseline);
  EXPECT_EQ(line.candidate->min, 2);
  EXPECT_FALSE(new_line(key_of("c"), nullptr, "why").candidate);
}

}  // namespace
}  // namespace tidegate::judge
