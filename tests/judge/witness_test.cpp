#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/witness.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Provenance built_as(const char* code, const char* device = "ABSENT") {
  Provenance facts;
  facts[Fact::code] = std::string(code);
  facts[Fact::device_code] = std::string(device);
  return facts;
}

TEST(SameCodeOf, BothDigestsMustAgree) {
  EXPECT_EQ(same_code(built_as("a"), built_as("a")), SameCode::yes);
  EXPECT_EQ(same_code(built_as("a"), built_as("b")), SameCode::no);
  EXPECT_EQ(same_code(built_as("a", "x"), built_as("a", "y")), SameCode::no);
  EXPECT_EQ(same_code(Provenance{}, built_as("a")), SameCode::unknown);
  EXPECT_EQ(same_code(Provenance{}, Provenance{}), SameCode::unknown);
}

GateLine crossing(Verdict verdict) {
  GateLine line;
  line.key = key_of("c");
  line.metric = warm_time;
  line.verdict = verdict;
  line.method = Method::lockstep;
  line.min = RatioFound{1.05, {}, {}, {}, true};
  line.reason = "12 pairs detect it";
  line.next_step = "Read the bundle.";
  return line;
}

TEST(Weigh, StoredTimesOfOneCodeCannotSayWhatMoved) {
  for (const Method method : {Method::screen, Method::unconfirmed}) {
    for (const Verdict verdict : {Verdict::slower, Verdict::faster, Verdict::shape_changed}) {
      GateLine line = crossing(verdict);
      line.method = method;
      line.witness.code = SameCode::yes;
      weigh(line);
      EXPECT_EQ(line.verdict, Verdict::undecided);
      EXPECT_FALSE(line.min->crossed);
      EXPECT_EQ(line.min->ratio, 1.05);
      EXPECT_THAT(line.next_step, HasSubstr("tidegate compare"));
      EXPECT_THAT(line.reason, HasSubstr("identical machine code"));
      EXPECT_THAT(line.reason, HasSubstr("12 pairs detect it"));
    }
  }
}

// Data, arguments and plugins are no part of a digest: what pairs detect is not forgiven for it.
TEST(Weigh, WhatPairsDetectStaysDetected) {
  GateLine line = crossing(Verdict::slower);
  line.witness.code = SameCode::yes;
  weigh(line);
  EXPECT_EQ(line.verdict, Verdict::slower);
  EXPECT_THAT(line.reason, HasSubstr("machine code is identical"));
}

TEST(Weigh, ACounterThatMovedWasNotMovedByTheMachine) {
  GateLine line = crossing(Verdict::slower);
  line.metric = instructions;
  line.method = Method::screen;
  line.witness.code = SameCode::yes;
  weigh(line);
  EXPECT_EQ(line.verdict, Verdict::slower);
}

TEST(Weigh, AWrongResultStaysWrongWhateverTheCode) {
  GateLine line = crossing(Verdict::unfaithful);
  line.witness.code = SameCode::yes;
  weigh(line);
  EXPECT_EQ(line.verdict, Verdict::unfaithful);
}

TEST(Weigh, ATimeWithoutInstructionsIsLayoutOrMachine) {
  GateLine line = crossing(Verdict::slower);
  line.witness = {SameCode::no, 1.0004};
  weigh(line);
  EXPECT_EQ(line.verdict, Verdict::slower);
  EXPECT_THAT(line.reason, HasSubstr("instructions +0.04 %: layout or machine"));
}

TEST(Weigh, ATimeWithInstructionsIsWork) {
  GateLine line = crossing(Verdict::slower);
  line.witness = {SameCode::no, 1.04};
  weigh(line);
  EXPECT_THAT(line.reason, HasSubstr("instructions +4.0 %: more work"));
  GateLine less = crossing(Verdict::faster);
  less.witness = {SameCode::unknown, 0.9};
  weigh(less);
  EXPECT_THAT(less.reason, HasSubstr("instructions -10.0 %: less work"));
}

TEST(Weigh, WhatDidNotCrossNeedsNoWitness) {
  GateLine line = crossing(Verdict::same);
  line.witness = {SameCode::yes, 1.0};
  weigh(line);
  EXPECT_EQ(line.reason, "12 pairs detect it");
  EXPECT_THAT(line.reason, Not(HasSubstr("identical")));
}

}  // namespace
}  // namespace tidegate::judge
