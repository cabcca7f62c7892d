#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/bisect/suspects.hpp>

#include "run/throwaway_repository.hpp"

namespace tidegate::bisect {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class SuspectsTest : public run::ThrowawayRepository {
 protected:
  void SetUp() override {
    ThrowawayRepository::SetUp();
    for (int i = 0; i < 9; ++i) line.push_back(commit("number", std::to_string(i)));
  }
  Question ask(const Known& known) const {
    auto question = next_question(repo, known);
    EXPECT_TRUE(question) << (question ? "" : question.error().what);
    return question.value_or(Question{});
  }
  std::vector<std::string> line;
};

TEST_F(SuspectsTest, HalvesALine) {
  const Question question = ask({line[8], {line[0]}, {}});
  EXPECT_EQ(question.suspects.size(), 8U);
  EXPECT_EQ(question.next, line[4]);
}

TEST_F(SuspectsTest, OneSuspectIsTheCulprit) {
  const Question question = ask({line[5], {line[0], line[4]}, {}});
  EXPECT_THAT(question.suspects, ElementsAre(line[5]));
  EXPECT_FALSE(question.next);
}

TEST_F(SuspectsTest, PassesOverWhatCannotBeTestedAndKeepsItSuspect) {
  const Question question = ask({line[8], {line[0]}, {line[4]}});
  EXPECT_EQ(question.suspects.size(), 8U);
  ASSERT_TRUE(question.next);
  EXPECT_NE(*question.next, line[4]);
  EXPECT_NE(*question.next, line[8]);
}

TEST_F(SuspectsTest, NothingIsAskedWhereOnlyUntestableOnesAreLeft) {
  const Question question = ask({line[5], {line[2]}, {line[3], line[4]}});
  EXPECT_THAT(question.suspects, UnorderedElementsAre(line[3], line[4], line[5]));
  EXPECT_FALSE(question.next);
}

TEST_F(SuspectsTest, BothSidesOfAMergeAreSuspect) {
  git({"checkout", "--quiet", "-b", "side", line[6]});
  const std::string side = commit("other", "1");
  git({"checkout", "--quiet", "main"});
  git({"merge", "--quiet", "--no-ff", "-m", "merge", "side"});
  const std::string merge = git({"rev-parse", "HEAD"});
  const Question question = ask({merge, {line[7]}, {}});
  EXPECT_THAT(question.suspects, UnorderedElementsAre(merge, line[8], side));
}

TEST_F(SuspectsTest, ARefThatIsNoCommitIsAnError) {
  EXPECT_FALSE(next_question(repo, {"no-such-commit", {line[0]}, {}}));
}

TEST(AnswersNeeded, IsTheLogarithmRoundedUp) {
  EXPECT_EQ(answers_needed(0), 0U);
  EXPECT_EQ(answers_needed(1), 0U);
  EXPECT_EQ(answers_needed(2), 1U);
  EXPECT_EQ(answers_needed(63), 6U);
  EXPECT_EQ(answers_needed(64), 6U);
  EXPECT_EQ(answers_needed(65), 7U);
}

}  // namespace
}  // namespace tidegate::bisect
