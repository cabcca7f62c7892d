/// A search's result, as text and as Markdown.
#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/bisect_diagnosis.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;
using testing::Not;

class BisectDiagnosisTest : public testing::Test {
 protected:
  BisectDiagnosisTest() {
    report.lines.push_back(fakes::slower_line());
    found.row = report.lines.front().key.text();
    found.good = "3f2a91c0d Release 1.4";
    found.bad = "9d1e20c44 Docs | more of them";
    found.ratio = 1.0710;
    found.cut = 1.034891;
    found.answer_error = 0.000625;
    found.steps = {
        {"3f2a91c0d Release 1.4", "good", "14 pairs put it below the cut", 14, 1.0, 0.998, 1.002},
        {"51ab63e02 Half a\nrefactoring",
         "untestable",
         "it does not build: error: `x`",
         0,
         {},
         {},
         {}},
        {"7a57be1aa Smaller tiles", "bad", "19 pairs put it above the cut", 19, 1.083, 1.071,
         1.094},
        {"c0ffee123 Tea", "good", "14 pairs put it below the cut", 14, 1.02, {}, {}}};
    found.suspects = {"7a57be1aa Smaller tiles"};
    found.who = "A. Person, 2026-11-20";
    found.against = "c0ffee123 Tea";
    found.confirmation = &report;
    found.next = {"tidegate record tidegate-out/bisect/verdict.json"};
  }

  judge::GateReport report;
  BisectDiagnosis found;
};

TEST_F(BisectDiagnosisTest, MatchesItsGoldenFiles) {
  expect_golden("bisect.md", bisect_markdown(found));
  expect_golden("bisect.txt", bisect_text(found));
}

TEST_F(BisectDiagnosisTest, TheErrorIsThatOfTheAnswersThatWereMeasured) {
  // Three of the four: 3 x 0.000625.
  EXPECT_THAT(bisect_text(found), HasSubstr("measured  3 answers;"));
  EXPECT_THAT(bisect_text(found), HasSubstr("at most 0.2 %"));
}

TEST_F(BisectDiagnosisTest, WhatNewPairsDoNotFindIsNotConfirmed) {
  EXPECT_TRUE(is_confirmed(found));
  report.lines.front().verdict = judge::Verdict::same;
  EXPECT_FALSE(is_confirmed(found));
  EXPECT_THAT(bisect_text(found), HasSubstr("do not confirm it: same"));
  found.confirmation = nullptr;
  EXPECT_FALSE(is_confirmed(found));
  EXPECT_THAT(bisect_text(found), HasSubstr("not measured against its parent"));
  EXPECT_THAT(bisect_markdown(found), Not(HasSubstr("Samples of both sides")));
}

TEST_F(BisectDiagnosisTest, SeveralSuspectsAreNoCulprit) {
  found.suspects.push_back("51ab63e02 Half a refactoring");
  EXPECT_FALSE(is_confirmed(found));
  EXPECT_THAT(bisect_text(found), HasSubstr("2 suspects cannot be told apart"));
  EXPECT_THAT(bisect_text(found), Not(HasSubstr("culprit")));
}

TEST_F(BisectDiagnosisTest, AGivenCutSaysSo) {
  found.ratio.reset();
  EXPECT_THAT(bisect_text(found), HasSubstr("above 1.035 (the cut was given)"));
}

}  // namespace
}  // namespace tidegate::render
