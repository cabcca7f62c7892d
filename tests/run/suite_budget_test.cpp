#include <string>
#include <vector>

#include <fakes/scripted_worker.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/runner.hpp>
#include <tidegate/run/suite_budget.hpp>

namespace tidegate::run {
namespace {

TEST(SuiteBudget, CountsFromItsBeginning) {
  double now = 100;
  const SuiteBudget budget(5, [&now] { return now; });
  EXPECT_EQ(budget.spent(), "");
  now = 104.9;
  EXPECT_EQ(budget.spent(), "");
  now = 105;
  EXPECT_EQ(budget.spent(), "the suite's budget of 5 s was spent before its turn came");
}

TEST(SuiteBudget, WithoutALimitThereIsAlwaysTime) {
  double now = 0;
  const SuiteBudget budget(std::nullopt, [&now] { return now; });
  now = 1e12;
  EXPECT_EQ(budget.spent(), "");
}

TEST(SuiteBudget, WhatWasNotReachedBecomesSkippedRows) {
  double now = 0;
  std::vector<std::string> journal;
  Script script;
  script.journal = &journal;
  script.seconds = [&now](std::size_t i) {
    if (i == 0) now += 3;  // an attempt lasts 3 s
    return 1.0;
  };
  ScriptedWorker worker(script);
  std::vector<Planned> plan(4);
  for (std::size_t i = 0; i < plan.size(); ++i) {
    plan[i].spec.key = {"case", Point{{{"n", static_cast<std::int64_t>(i)}}}, "p", "serial"};
    plan[i].listing.key = plan[i].spec.key;
  }
  const SuiteBudget budget(5, [&now] { return now; });
  SweepHooks hooks;
  hooks.refuse = [&budget] { return budget.spent(); };
  std::size_t kept = 0;
  hooks.row_done = [&kept](const AttemptRow&) -> Outcome<void> {
    ++kept;
    return {};
  };
  const auto rows = sweep(worker, plan, {}, hooks);
  ASSERT_TRUE(rows) << rows.error().what;
  EXPECT_EQ(kept, 4U) << "a row for everything that was planned";
  EXPECT_EQ(journal.size(), 2U) << "two attempts of 3 s begin before 5 s";
  EXPECT_EQ((*rows)[1].status, Status::ok);
  for (const std::size_t late : {2U, 3U}) {
    EXPECT_EQ((*rows)[late].status, Status::skipped);
    EXPECT_THAT((*rows)[late].failure->message, testing::HasSubstr("budget of 5 s"));
    EXPECT_TRUE((*rows)[late].metrics.empty());
  }
}

}  // namespace
}  // namespace tidegate::run
