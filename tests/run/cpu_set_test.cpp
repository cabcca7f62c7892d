#include <gtest/gtest.h>

#include <tidegate/run/cpu_set.hpp>

namespace tidegate::run {
namespace {

TEST(PinnedThread, RunsWhereItIsToldAndGoesBack) {
  const std::vector<int> before = allowed_cpus();
  ASSERT_FALSE(before.empty());
  {
    const PinnedThread pinned({before.back()});
    EXPECT_EQ(allowed_cpus(), std::vector<int>{before.back()});
  }
  EXPECT_EQ(allowed_cpus(), before);
}

TEST(PinnedThread, WhatTheSystemRefusesChangesNothing) {
  const std::vector<int> before = allowed_cpus();
  for (const std::vector<int>& cpus : {std::vector<int>{}, std::vector<int>{100000, -1}}) {
    const PinnedThread pinned(cpus);
    EXPECT_EQ(allowed_cpus(), before);
  }
}

}  // namespace
}  // namespace tidegate::run
