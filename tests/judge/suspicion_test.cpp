/// Times that no machine could have measured, and the ratios that they do not make.
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/fold.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;

constexpr auto run = "20260101T000000Z__aaaaaaa";

AttemptRow by(const std::string& provider, double seconds) {
  AttemptRow row = attempt(run, key_of("c", provider), {seconds});
  row.reference = provider == "reference";
  row.fidelity = Fidelity{Fidelity::Verdict::pass, 0.1, {}, 10, 0, 0, 0, "fp64_full"};
  return row;
}

/// The row of `provider` when folded beside a reference of 1 s.
ResultRow folded(const AttemptRow& row, AttemptRow reference = by("reference", 1)) {
  for (ResultRow& result : fold(std::vector{std::move(reference), row})) {
    if (result.key.provider == row.key.provider) return result;
  }
  return {};
}

TEST(Suspicion, AnHonestRowHasNone) {
  AttemptRow row = by("fast", 1e-3);
  row.work = {1e6, 1e9, 1e5};  // 1 Tflop/s on one core
  EXPECT_EQ(folded(row).suspicion, "");
  EXPECT_TRUE(folded(row).ratio);
  EXPECT_EQ(folded(row).ratio_refused, "");
}

TEST(Suspicion, WorkThatWasHoistedOrFoldedIsTooFast) {
  AttemptRow row = by("folded", 3e-10);  // an empty loop, for a million operations
  row.work.flops = 1e6;
  const ResultRow result = folded(row);
  EXPECT_THAT(result.suspicion.str(), HasSubstr("3.3e+15 flop/s is above the 1.3e+13 that 1 core"));
  EXPECT_FALSE(result.ratio);
  EXPECT_THAT(result.ratio_refused.str(), HasSubstr("no processor"));
}

TEST(Suspicion, BytesAndElementsAreBoundedToo) {
  AttemptRow bytes = by("a", 1e-9);
  bytes.work.bytes = 2000;  // 2e12 B/s, the bound is 1.664e12
  EXPECT_THAT(folded(bytes).suspicion.str(), HasSubstr("2e+12 B/s"));
  bytes.work.bytes = 1600;
  EXPECT_EQ(folded(bytes).suspicion, "");
  AttemptRow elements = by("a", 1e-9);
  elements.work.elements = 2000;
  EXPECT_THAT(folded(elements).suspicion.str(), HasSubstr("2e+12 1/s"));
}

TEST(Suspicion, ThreadsHaveTheCoresThatAreTold) {
  AttemptRow row = by("a", 1e-9);
  row.work.bytes = 3000;
  row.key.platform = "openmp";
  row.provenance[Fact::cpu_cores] = "2";
  EXPECT_EQ(fold(std::vector{row})[0].suspicion, "");
  row.provenance[Fact::cpu_cores] = "1";
  EXPECT_THAT(fold(std::vector{row})[0].suspicion.str(), HasSubstr("1 core of"));
  row.key.platform = "cuda";
  EXPECT_EQ(fold(std::vector{row})[0].suspicion, "") << "a device has no cores of ours";
}

TEST(Suspicion, ACallBelowHalfACycleIsNoCall) {
  EXPECT_THAT(folded(by("a", 7e-11)).suspicion.str(), HasSubstr("the timed loop is empty"));
  EXPECT_EQ(folded(by("a", 8e-11)).suspicion, "");
}

TEST(RatioRefusal, TransfersCountedOnOneSideOnly) {
  AttemptRow resident = by("resident", 0.5);
  resident.includes = Includes::compute;
  AttemptRow copying = by("reference", 1);
  copying.includes = Includes::compute_and_transfer;
  const ResultRow result = folded(resident, copying);
  EXPECT_FALSE(result.ratio);
  EXPECT_EQ(result.ratio_refused,
            "its time includes compute, that of reference includes compute_and_transfer");
  EXPECT_EQ(result.includes, Includes::compute);
  EXPECT_EQ(result.status, Status::ok) << "the row itself stands";

  EXPECT_EQ(folded(resident, by("reference", 1)).ratio_refused,
            "its time includes compute, that of reference does not say what it includes");
  copying.includes = Includes::compute;
  EXPECT_TRUE(folded(resident, copying).ratio);
}

TEST(RatioRefusal, AnUnfaithfulSideMakesNone) {
  AttemptRow wrong = by("reference", 1);
  wrong.status = Status::fidelity_failed;
  wrong.failure = Failure{"fidelity", "wrong", {}, {}, {}};
  EXPECT_EQ(folded(by("fast", 0.5), wrong).ratio_refused, "reference is fidelity_failed");
  AttemptRow cheat = by("cheat", 1e-6);
  cheat.status = Status::fidelity_failed;
  cheat.failure = Failure{"fidelity", "wrong", {}, {}, {}};
  EXPECT_FALSE(folded(cheat).ratio);
}

}  // namespace
}  // namespace tidegate::judge
