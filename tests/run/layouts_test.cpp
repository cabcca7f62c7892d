#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/run/layouts.hpp>

#include "fakes/scripted_worker.hpp"

namespace tidegate::run {
namespace {

/// The builds that twelve attempts are of, as the journal tells them.
std::vector<std::string> drawn_with(std::uint64_t seed) {
  std::vector<std::string> journal;
  std::vector<std::unique_ptr<Worker>> builds;
  for (const char* name : {"a", "b", "c"}) {
    Script script;
    script.name = name;
    script.journal = &journal;
    builds.push_back(std::make_unique<ScriptedWorker>(script));
  }
  const auto worker = one_of(std::move(builds), seed);
  for (int i = 0; i < 12; ++i) worker->attempt({}, {});
  std::vector<std::string> names;
  for (const std::string& event : journal) names.push_back(event.substr(0, 1));
  return names;
}

TEST(Layouts, EveryBuildIsDrawnAndTheSeedRepeatsTheDraws) {
  const std::vector<std::string> first = drawn_with(1);
  ASSERT_EQ(first.size(), 12U);
  for (const char* name : {"a", "b", "c"}) {
    EXPECT_NE(std::find(first.begin(), first.end(), name), first.end()) << name;
  }
  EXPECT_EQ(first, drawn_with(1));
  EXPECT_NE(first, drawn_with(2));
}

}  // namespace
}  // namespace tidegate::run
