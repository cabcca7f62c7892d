#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/bisect/git_session.hpp>

#include "run/throwaway_repository.hpp"

namespace tidegate::bisect {
namespace {

class GitSessionTest : public run::ThrowawayRepository {
 protected:
  void SetUp() override {
    ThrowawayRepository::SetUp();
    for (int i = 0; i < 9; ++i) line.push_back(commit("number", std::to_string(i)));
  }
  std::vector<std::string> line;
};

TEST_F(GitSessionTest, OutsideOfASessionTheGoodCommitMustBeNamed) {
  const auto good = first_good(repo);
  ASSERT_FALSE(good);
  EXPECT_FALSE(started_at(repo));
  EXPECT_EQ(good.error().kind, ErrorKind::missing);
  EXPECT_THAT(good.error().hint, testing::HasSubstr("--good"));
  EXPECT_EQ(commit_in_question(repo).value(), line[8]);
}

TEST_F(GitSessionTest, TheFirstGoodCommitStaysTheOneToCompareWith) {
  git({"bisect", "start", line[8], line[0]});
  EXPECT_EQ(first_good(repo).value(), line[0]);
  EXPECT_EQ(commit_in_question(repo).value(), line[4]);
  git({"bisect", "good"});
  EXPECT_EQ(first_good(repo).value(), line[0]);
  EXPECT_EQ(commit_in_question(repo).value(), line[6]);
  git({"bisect", "bad"});
  EXPECT_EQ(started_at(repo).value(), line[8]);
}

TEST_F(GitSessionTest, ASessionMayHaveWordsOfItsOwnAndLeaveTheFilesAlone) {
  git({"bisect", "start", "--no-checkout", "--term-old=fast", "--term-new=slow", line[8], line[1]});
  EXPECT_EQ(first_good(repo).value(), line[1]);
  EXPECT_EQ(git({"rev-parse", "HEAD"}), line[8]);
  EXPECT_NE(commit_in_question(repo).value(), line[8]);
}

TEST_F(GitSessionTest, ASessionWithoutAGoodCommitSaysSo) {
  git({"bisect", "start"});
  git({"bisect", "bad"});
  EXPECT_FALSE(first_good(repo));
}

}  // namespace
}  // namespace tidegate::bisect
