#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <judge/sample_rows.hpp>

#include <tidegate/judge/feed.hpp>

namespace tidegate::judge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ResultRow row_of(const std::string& provider, const std::string& platform, double min,
                 const std::string& run = "20260301T120000Z__0123456") {
  Key key = key_of("matmul", provider);
  key.platform = platform;
  ResultRow row = result(run, key, times(min));
  row.representative = true;
  row.reference = provider == "naive";
  return row;
}

FeedEntry entry_of(const std::vector<ResultRow>& rows, const std::string& subject = "kokkos",
                   const std::string& reference = "") {
  const FeedPair pair{subject, reference};
  const auto entries = feed(rows, {pair, pair});
  EXPECT_EQ(entries.size(), 1U);
  return entries.at(0);
}

TEST(Feed, ARatioIsTheSubjectsMinOverThatOfTheReferenceOfEachProcessor) {
  const FeedEntry entry = entry_of({row_of("kokkos", "serial", 1), row_of("naive", "serial", 3),
                                    row_of("kokkos", "cuda", 8), row_of("naive", "cuda", 1)});
  EXPECT_EQ(entry.point->text(), "n=512");
  EXPECT_EQ(entry.sides[0].ratio, 0.3333);  // 4 decimals
  EXPECT_EQ(entry.sides[0].reference, "naive");
  EXPECT_EQ(entry.sides[0].source, "20260301T120000Z__0123456 serial cpu-00000001");
  EXPECT_EQ(entry.sides[1].ratio, 8.0);
  EXPECT_THAT(entry.notes, IsEmpty());
}

TEST(Feed, AnotherReferenceCanBeNamed) {
  const FeedEntry entry = entry_of({row_of("kokkos", "serial", 1), row_of("naive", "serial", 2),
                                    row_of("openblas", "serial", 0.25)},
                                   "kokkos", "openblas");
  EXPECT_EQ(entry.sides[0].reference, "openblas");
  EXPECT_EQ(entry.sides[0].ratio, 4.0);
}

TEST(Feed, WhatIsMissingIsNothingAndANote) {
  const auto notes_of = [](const std::vector<ResultRow>& rows) { return entry_of(rows).notes; };
  EXPECT_THAT(notes_of({row_of("naive", "serial", 2)}),
              ElementsAre("cpu: kokkos was not measured", "gpu: kokkos was not measured"));
  EXPECT_THAT(notes_of({row_of("kokkos", "serial", 2)})[0],
              "cpu: no row of the case's reference beside that of kokkos");
  const FeedEntry itself = entry_of({row_of("naive", "serial", 2)}, "naive");
  EXPECT_EQ(itself.sides[0].ratio, std::nullopt);
  EXPECT_EQ(itself.notes[0], "cpu: naive is the reference itself");
}

TEST(Feed, RowsThatMakeNoRatioSayWhy) {
  ResultRow failed = row_of("kokkos", "serial", 1);
  failed.status = Status::oom;
  failed.metrics.clear();
  const FeedEntry oom = entry_of({failed, row_of("naive", "serial", 2)});
  EXPECT_EQ(oom.sides[0].ratio, std::nullopt);
  EXPECT_EQ(oom.notes[0], "cpu: kokkos is oom");
  ResultRow unfaithful = row_of("kokkos", "serial", 1);
  unfaithful.fidelity = Fidelity{};
  EXPECT_EQ(entry_of({unfaithful, row_of("naive", "serial", 2)}).sides[0].ratio, std::nullopt);
}

TEST(Feed, WhatRanInThePlaceOfEitherSideMakesNoRatio) {
  for (const std::size_t fallen : {0U, 1U}) {
    std::vector rows{row_of("kokkos", "serial", 1), row_of("naive", "serial", 2)};
    rows[fallen].resolved_backend = "ref";
    const FeedEntry entry = entry_of(rows);
    EXPECT_EQ(entry.sides[0].ratio, std::nullopt);
    EXPECT_EQ(entry.notes[0],
              "cpu: " + rows[fallen].key.provider + " did not run, ref ran in its place");
  }
}

TEST(Feed, TimesOfTwoMachinesOrRunsMakeNoRatio) {
  ResultRow elsewhere = row_of("naive", "serial", 2);
  elsewhere.machine_class = "cpu-00000002";
  EXPECT_EQ(entry_of({row_of("kokkos", "serial", 1), elsewhere}).sides[0].ratio, std::nullopt);
  const ResultRow earlier = row_of("naive", "serial", 2, "20260201T120000Z__0123456");
  EXPECT_EQ(entry_of({row_of("kokkos", "serial", 1), earlier}).sides[0].ratio, std::nullopt);
}

TEST(Feed, OfSeveralPairsTheNewestRunAndThenSerialCounts) {
  const std::string later = "20260401T120000Z__0123456";
  const FeedEntry entry = entry_of({row_of("kokkos", "openmp", 1), row_of("naive", "openmp", 2),
                                    row_of("kokkos", "serial", 1), row_of("naive", "serial", 4)});
  EXPECT_EQ(entry.sides[0].ratio, 0.25);
  EXPECT_EQ(entry.notes[0], "cpu: 1 more pairs of rows were measured and are not in the ratio");
  ResultRow new_subject = row_of("kokkos", "openmp", 1, later);
  ResultRow new_reference = row_of("naive", "openmp", 2, later);
  new_subject.machine_class = new_reference.machine_class = "cpu-00000002";
  EXPECT_EQ(entry_of({row_of("kokkos", "serial", 1), row_of("naive", "serial", 4), new_subject,
                      new_reference})
                .sides[0]
                .ratio,
            0.5);
}

TEST(Feed, OnlyTheRepresentativePointCounts) {
  ResultRow other = row_of("kokkos", "serial", 9);
  other.key.point = parse_point("n=16").value();
  other.representative = false;
  EXPECT_EQ(
      entry_of({other, row_of("kokkos", "serial", 1), row_of("naive", "serial", 2)}).sides[0].ratio,
      0.5);
  const FeedEntry none = entry_of({other});
  EXPECT_FALSE(none.point);
  EXPECT_THAT(none.notes, ElementsAre("no row is of the representative point"));
  other.representative = true;
  EXPECT_THAT(entry_of({other, row_of("kokkos", "serial", 1)}).notes,
              ElementsAre("2 points are called representative"));
}

TEST(Feed, ARatioWithoutFourDecimalsIsNoZero) {
  const FeedEntry entry =
      entry_of({row_of("kokkos", "serial", 1e-6), row_of("naive", "serial", 1)});
  EXPECT_EQ(entry.sides[0].ratio, std::nullopt);
  EXPECT_THAT(entry.notes[0], HasSubstr("1e-06"));
}

}  // namespace
}  // namespace tidegate::judge
