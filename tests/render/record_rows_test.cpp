/// Whether a version of the record keeps the rows of another, and what its rows lack.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/render/diagnosis.hpp>
#include <tidegate/render/performance_md.hpp>
#include <tidegate/render/record_flaws.hpp>
#include <tidegate/render/record_rows.hpp>

namespace tidegate::render {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Texts = std::vector<std::string>;

std::vector<RecordRows> landed(const Texts& rows) { return {{"Landed changes", rows}}; }

Texts lost(const Texts& before, const Texts& after, Growth growth = Growth::at_the_end) {
  return lost_rows(landed(before), landed(after), growth);
}

TEST(RecordRows, NewRowsComeLast) {
  EXPECT_THAT(lost({}, {"a"}), IsEmpty());
  EXPECT_THAT(lost({"a", "b"}, {"a", "b"}), IsEmpty());
  EXPECT_THAT(lost({"a", "b"}, {"a", "b", "c"}), IsEmpty());
  EXPECT_THAT(lost({"a", "a"}, {"a", "a", "a"}), IsEmpty());
  EXPECT_THAT(lost({"a", "b"}, {"a", "c", "b"}),
              ElementsAre("rows of 'Landed changes' no longer stand in their order, new ones last: "
                          "b"));
  EXPECT_THAT(lost({"a", "b"}, {"b", "a"}), ElementsAre(HasSubstr("no longer stand")));
}

TEST(RecordRows, AMergeMayPutRowsBetween) {
  EXPECT_THAT(lost({"a", "b"}, {"x", "a", "y", "b", "z"}, Growth::between), IsEmpty());
  EXPECT_THAT(lost({"a", "b"}, {"b", "x", "a"}, Growth::between),
              ElementsAre(HasSubstr("no longer stand")));
  EXPECT_THAT(lost({"a", "b"}, {"x", "b"}, Growth::between),
              ElementsAre("a row of 'Landed changes' was edited or removed: a"));
}

TEST(RecordRows, WhatIsEditedRemovedOrMergedIsNamed) {
  EXPECT_THAT(lost({"a", "b", "c"}, {"a", "B", "c"}),
              ElementsAre("a row of 'Landed changes' was edited or removed: b"));
  EXPECT_THAT(lost({"a", "b"}, {"b"}), ElementsAre(HasSubstr("removed: a")));
  EXPECT_THAT(lost({"a", "b"}, {"a and b"}),
              ElementsAre(HasSubstr("removed: a"), HasSubstr("removed: b")));
  EXPECT_THAT(lost({"a", "a"}, {"a"}), ElementsAre(HasSubstr("removed: a")));
  EXPECT_THAT(lost_rows(landed({"a"}), {}, Growth::at_the_end),
              ElementsAre(HasSubstr("removed: a")));
  EXPECT_THAT(lost_rows(landed({"a"}), {{"External timings", {"a"}}}, Growth::at_the_end),
              ElementsAre(HasSubstr("removed: a")));
}

TEST(RecordRows, ALostRecordIsNotAPageOfSentences) {
  const Texts many(100, "row");
  const Texts said = lost(many, {});
  ASSERT_EQ(said.size(), 6U);
  EXPECT_EQ(said.back(), "... and 95 more");
  EXPECT_THAT(lost({std::string(1000, 'x') + "\n\x1b[31m"}, {}).front(),
              testing::SizeIs(testing::Lt(230U)));
}

const std::string head =
    "| Date | Change | Case | Metric | Before | After | Ratio | Verdict | Machine class | Evidence "
    "|\n|-|-|-|-|-|-|-|-|-|-|\n";

MarkdownDocument parsed(const std::string& text) { return parse_markdown(text, "doc.md").value(); }

TEST(RecordRows, TablesOfOneSectionStayApart) {
  const std::string first = "## Landed changes\n\n" + head + "| 1 |\n";
  const std::string second = "\nwords\n\n" + head + "| 2 |\n";
  const auto before = record_rows(parsed(first + second));
  ASSERT_EQ(before.size(), 2U);
  EXPECT_THAT(before[1].rows, ElementsAre("| 2 |"));
  const auto grown = record_rows(parsed(first + "| 3 |\n" + second));
  EXPECT_THAT(lost_rows(before, grown, Growth::at_the_end), IsEmpty());
  EXPECT_THAT(lost_rows(grown, before, Growth::at_the_end), ElementsAre(HasSubstr("| 3 |")));
}

TEST(RecordRows, LineEndingsQuotesAndProseAreNoRows) {
  const auto before = record_rows(parsed("## Landed changes\n\n" + head + "| 1 |\n\nwords\n"));
  std::string crlf = "## Landed changes\r\n\r\nother words\r\n\r\n";
  for (const char letter : head + "| 1 |  \n")
    crlf += letter == '\n' ? "\r\n" : std::string(1, letter);
  EXPECT_EQ(record_rows(parsed(crlf))[0].rows, before[0].rows);
  const auto other = record_rows(parsed("## Other\n\n" + head + "| 1 |\n"));
  EXPECT_THAT(other, IsEmpty());
}

std::string row(const std::string& date, const std::string& change, const std::string& verdict,
                const std::string& evidence) {
  return "| " + date + " | " + change +
         " | `case[n=1] a/serial` | warm time min | 1 ms | 2 ms | 2 | " + verdict +
         " | `cpu-1` | " + evidence + " |\n";
}

TEST(RecordFlaws, ARowWithoutProvenanceIsInvalid) {
  const MarkdownDocument document = parsed(
      "## Landed changes\n\n" + head + row("2026-11-21", "abc", "faster", "[run](b/x%20y.md#z)") +
      row("soon", "", "faster", "`run`") + "\n## Other\n\n" + head + "| x |\n");
  const std::vector<RecordFlaw> flaws = record_flaws(document);
  ASSERT_EQ(flaws.size(), 3U);
  EXPECT_EQ(flaws[0].what, "'soon' is not a date such as 2026-11-21");
  EXPECT_EQ(flaws[1].what, "the row does not say its Change");
  EXPECT_EQ(flaws[2].what, "its evidence is not a link to a file");
  EXPECT_EQ(flaws[0].line, 6U);
  const std::vector<EvidenceLink> links = evidence_links(document);
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].path, "b/x y.md");
}

class Diagnoses : public testing::Test {
 protected:
  Diagnoses() {
    Record record;
    record.run_id = "run1";
    record.date = "2026-11-20";
    record.change = "a change";
    record.machine_class = "cpu-1";
    record.evidence = "b.md";
    record.rows = {{"slow|case", "warm time min", "1", "2", "2", "slower (lockstep, 12 pairs)"},
                   {"tail", "warm time p95", "1", "2", "2", "shape_changed (screen)"},
                   {"good", "warm time min", "2", "1", ".5", "faster (screen)"}};
    text_ = append_record(initial_performance_md(), record).value();
  }
  std::vector<Alert> alerts() const { return alerts_of(parsed(text_)); }
  Outcome<DiagnosesAdded> say(const Diagnosis& diagnosis) {
    auto added = append_diagnosis(text_, alerts(), diagnosis, "doc.md");
    if (added) text_ = added->document;
    return added;
  }
  std::string text_;
};

TEST_F(Diagnoses, OnlyRegressionsAskForOne) {
  const std::vector<Alert> found = alerts();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].case_name, "slow|case");
  EXPECT_EQ(found[0].run_id, "run1");
  EXPECT_EQ(found[0].date, "2026-11-20");
  EXPECT_FALSE(found[0].state);
  EXPECT_EQ(found[1].metric, "warm time p95");
}

TEST_F(Diagnoses, TheNewestCountsAndTheFirstTellsTheAge) {
  ASSERT_TRUE(say({"2026-11-21", DiagnosisState::open, "not known yet", ""}));
  EXPECT_EQ(alerts()[0].state, DiagnosisState::open);
  const auto again = say({"2026-11-22", DiagnosisState::open, "not known yet", ""});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->rows, 0U);
  ASSERT_TRUE(say({"2026-11-23", DiagnosisState::fixed, "tiles | <b>", "abc1234 Smaller tiles"}));
  for (const Alert& alert : alerts()) {
    EXPECT_EQ(alert.state, DiagnosisState::fixed);
    EXPECT_EQ(alert.since, "2026-11-21");
    EXPECT_EQ(alert.fix, "abc1234 Smaller tiles");
  }
  EXPECT_THAT(text_, HasSubstr("| [run1](#landed-changes) |"));
  EXPECT_THAT(record_flaws(parsed(text_)), IsEmpty());
}

TEST_F(Diagnoses, RefusesWhatSaysNothing) {
  EXPECT_FALSE(say({"2026-11-21", DiagnosisState::open, " ", ""}));
  EXPECT_FALSE(say({"", DiagnosisState::open, "x", ""}));
  EXPECT_FALSE(say({"2026-11-21", DiagnosisState::fixed, "x", ""}));
  EXPECT_FALSE(say({"2026-11-21", DiagnosisState::accepted, "x", "abc"}));
  text_ = "## Landed changes\n";
  const auto none = say({"2026-11-21", DiagnosisState::open, "x", ""});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::missing);
}

}  // namespace
}  // namespace tidegate::render
