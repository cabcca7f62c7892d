#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/plan.hpp>

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

CaseListing listing(const char* name, const char* point, const char* provider,
                    const char* platform = "serial") {
  CaseListing made;
  made.key = {name, parse_point(point).value(), provider, platform};
  return made;
}

std::vector<CaseListing> some_listings() {
  std::vector<CaseListing> all{
      listing("matmul", "n=128,algebra=log", "kokkos"),
      listing("matmul", "n=512,algebra=log", "kokkos"),
      listing("matmul", "n=512,algebra=log", "naive", "openmp"),
      listing("scan", "n=128,scale=2", "kokkos"),
      listing("ping", "-", "naive"),
  };
  all[1].representative = true;
  return all;
}

std::vector<std::size_t> selected(const Selection& selection) {
  std::vector<std::size_t> numbers;
  const auto all = some_listings();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (selection.matches(all[i])) numbers.push_back(i);
  }
  return numbers;
}

TEST(Selection, CombinesItsFilters) {
  EXPECT_THAT(selected({}), ElementsAre(0, 1, 2, 3, 4));
  Selection selection;
  selection.cases = {"matmul", "ping"};
  EXPECT_THAT(selected(selection), ElementsAre(0, 1, 2, 4));
  selection.providers = {"naive"};
  EXPECT_THAT(selected(selection), ElementsAre(2, 4));
  selection.platforms = {"openmp"};
  EXPECT_THAT(selected(selection), ElementsAre(2));
  selection.representative_only = true;
  EXPECT_THAT(selected(selection), ElementsAre());
  EXPECT_EQ(selection.text(), "case=matmul|ping provider=naive platform=openmp representative");
  EXPECT_EQ(Selection{}.text(), "everything");
}

TEST(Selection, MatchesPointsByTheirNamedAxes) {
  const auto by_point = [](std::vector<std::string> points) {
    Selection selection;
    selection.points = std::move(points);
    return selected(selection);
  };
  EXPECT_THAT(by_point({"n=128"}), ElementsAre(0, 3));
  EXPECT_THAT(by_point({"algebra=log,n=512"}), ElementsAre(1, 2));
  EXPECT_THAT(by_point({"n=128", "n=512"}), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(by_point({"scale=2"}), ElementsAre(3));
  EXPECT_THAT(by_point({"n=12"}), ElementsAre());
  EXPECT_THAT(by_point({"depth=1"}), ElementsAre());
}

TEST(Selection, SaysWhatExistsWhenNothingMatches) {
  Selection selection;
  selection.cases = {"scan"};
  selection.points = {"n=512"};
  const auto none = select(some_listings(), selection);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::usage);
  EXPECT_THAT(none.error().what, HasSubstr("case=scan point=n=512"));
  EXPECT_THAT(none.error().what, HasSubstr("matmul[n=128,algebra=log] kokkos/serial"));
}

TEST(Selection, RefusesAMalformedPoint) {
  Selection selection;
  selection.points = {"n="};
  const auto none = select(some_listings(), selection);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::usage);
}

TEST(Plan, GoesRoundByRound) {
  Selection selection;
  selection.cases = {"ping", "scan"};
  AttemptSpec attempt;
  attempt.run_id = "run";
  attempt.seed = 9;
  const auto planned = plan(some_listings(), selection, attempt, 2);
  ASSERT_TRUE(planned);
  std::vector<std::string> order;
  for (const Planned& p : *planned) {
    order.push_back(p.spec.key.case_name);
    EXPECT_EQ(p.spec.key, p.listing.key);
    EXPECT_EQ(p.spec.seed, 9U);
    EXPECT_EQ(p.spec.run_id, "run");
  }
  EXPECT_THAT(order, ElementsAre("scan", "ping", "scan", "ping"));
}

TEST(Plan, AQuickSweepIsMarkedFast) {
  Selection selection;
  EXPECT_EQ(plan(some_listings(), selection, {}, 1).value()[0].coverage, Coverage::full);
  selection.representative_only = true;
  EXPECT_EQ(plan(some_listings(), selection, {}, 1).value()[0].coverage, Coverage::fast);
}

TEST(Plan, RefusesZeroAttempts) {
  const auto planned = plan(some_listings(), {}, {}, 0);
  ASSERT_FALSE(planned);
  EXPECT_EQ(planned.error().kind, ErrorKind::usage);
}

TEST(Plan, NamesRunsByTimeAndCommit) {
  const WallTime time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};
  EXPECT_EQ(make_run_id(time, "abcdef0123456789"), "20261121T000000Z__abcdef0");
  EXPECT_EQ(make_run_id(time, ""), "20261121T000000Z__0000000");
  EXPECT_EQ(single_run_id("20261121T000000Z__abcdef0", 1234, 0xbe),
            "20261121T000000Z__abcdef0-00123400be");
}

}  // namespace
}  // namespace tidegate::run
