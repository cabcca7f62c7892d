#include <algorithm>

#include <gmock/gmock.h>

#include <tidegate/run/file_history.hpp>

#include "throwaway_repository.hpp"

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class FileHistoryTest : public ThrowawayRepository {
 protected:
  FileHistory history(const std::string& path, Renames renames = Renames::followed) const {
    const auto found = file_history(repo, path, renames);
    EXPECT_TRUE(found) << found.error().what;
    return found.value_or(FileHistory{});
  }
  std::string text(const std::string& blob) const { return blob_text(repo, blob).value_or("?"); }
  /// `<before> -> <after>, <after>` in the words of the files themselves.
  std::vector<std::string> told(const FileHistory& history) const {
    std::vector<std::string> steps;
    for (const FileStep& step : history.steps) {
      steps.push_back((step.merge ? "merge: " : "") + text(step.before) + " ->");
      for (const std::string& blob : step.after) steps.back() += " " + text(blob);
    }
    return steps;
  }
};

TEST_F(FileHistoryTest, TellsEachVersionThatFollowedAnotherFromTheNewestOn) {
  commit("a.md", "one");
  const std::string second = commit("a.md", "two");
  commit("other.txt", "beside");
  const std::string third = commit("a.md", "three");
  const FileHistory found = history("a.md");
  EXPECT_THAT(told(found), ElementsAre("two -> three", "one -> two"));
  ASSERT_EQ(found.steps.size(), 2U);
  EXPECT_EQ(found.steps[0].commit, third);
  EXPECT_EQ(found.steps[1].commit, second);
  EXPECT_EQ(text(found.newest), "three");
  EXPECT_FALSE(found.shallow);
}

TEST_F(FileHistoryTest, AFileOfOneVersionHasNoSteps) {
  commit("a.md", "one");
  EXPECT_THAT(told(history("a.md")), IsEmpty());
  EXPECT_EQ(text(history("a.md").newest), "one");
  EXPECT_THAT(told(history("never.md")), IsEmpty());
  EXPECT_EQ(history("never.md").newest, "");
}

TEST_F(FileHistoryTest, ARenameThatRewritesTheFileIsFollowed) {
  commit("OLD.md", "one");
  commit("OLD.md", "two");
  git({"rm", "--quiet", "OLD.md"});
  commit("NEW.md", "nothing alike");
  const FileHistory found = history("NEW.md");
  EXPECT_THAT(told(found), ElementsAre("two -> nothing alike", "one -> two"));
}

TEST_F(FileHistoryTest, WhatVanishedMayStandInEachFileThatCameBesideIt) {
  commit("a.md", "one");
  git({"rm", "--quiet", "a.md"});
  write("repo/left.md", "left");
  commit("right.md", "right");
  const FileHistory found = history("a.md");
  ASSERT_EQ(found.steps.size(), 1U);
  EXPECT_EQ(found.newest, "");
  EXPECT_EQ(text(found.steps[0].before), "one");
  std::vector<std::string> after;
  for (const std::string& blob : found.steps[0].after) after.push_back(text(blob));
  EXPECT_THAT(after, UnorderedElementsAre("left", "right"));
}

TEST_F(FileHistoryTest, AFileWhosePlaceCountsContinuesNothingAndIsContinuedByNothing) {
  commit("old.md", "old");
  git({"rm", "--quiet", "old.md"});
  commit("a.md", "one");
  git({"rm", "--quiet", "a.md"});
  commit("new.md", "new");
  EXPECT_THAT(told(history("a.md", Renames::none)), ElementsAre("one ->"));
  EXPECT_THAT(told(history("a.md", Renames::followed)), ElementsAre("one -> new", "old -> one"));
}

TEST_F(FileHistoryTest, WhatOneSideOfAMergeRemovedIsNoOlderVersionOfWhatTheOtherAdded) {
  commit("old.md", "old");
  git({"checkout", "--quiet", "-b", "side"});
  commit("a.md", "one");
  git({"checkout", "--quiet", "main"});
  git({"rm", "--quiet", "old.md"});
  git({"commit", "--quiet", "-m", "remove old.md"});
  git({"merge", "--quiet", "-m", "merge", "side"});
  EXPECT_THAT(told(history("a.md")), IsEmpty());
  EXPECT_THAT(told(history("a.md", Renames::none)), IsEmpty());
}

TEST_F(FileHistoryTest, ARenameOnOneSideOfAMergeIsFollowedFromTheOther) {
  commit("old.md", "one");
  git({"checkout", "--quiet", "-b", "side"});
  git({"mv", "old.md", "a.md"});
  git({"commit", "--quiet", "-m", "another name"});
  git({"checkout", "--quiet", "main"});
  commit("old.md", "two");
  git({"merge", "--quiet", "--strategy=ours", "--no-commit", "side"});
  git({"rm", "--quiet", "old.md"});
  commit("a.md", "one");
  const std::vector<std::string> steps = told(history("a.md"));
  EXPECT_NE(std::find(steps.begin(), steps.end(), "merge: two -> one"), steps.end())
      << testing::PrintToString(steps);
}

TEST_F(FileHistoryTest, AMergeThatTookOneSideSaysWhatTheOtherLost) {
  commit("a.md", "base");
  git({"checkout", "--quiet", "-b", "side"});
  commit("a.md", "of the side");
  git({"checkout", "--quiet", "main"});
  commit("a.md", "of main");
  git({"merge", "--quiet", "--strategy=ours", "-m", "merge", "side"});
  const std::vector<std::string> steps = told(history("a.md"));
  EXPECT_NE(std::find(steps.begin(), steps.end(), "merge: of the side -> of main"), steps.end())
      << testing::PrintToString(steps);
}

TEST_F(FileHistoryTest, APathIsAPathAndNotAPattern) {
  commit("[a]*.md", "one");
  commit("[a]*.md", "two");
  commit("a.md", "another file");
  EXPECT_THAT(told(history("[a]*.md")), ElementsAre("one -> two"));
}

TEST_F(FileHistoryTest, AShallowCloneSaysSo) {
  commit("a.md", "one");
  commit("a.md", "two");
  git({"clone", "--quiet", "--depth=1", "file://" + repo.string(), (folder / "clone").string()});
  const auto found = file_history(folder / "clone", "a.md", Renames::followed);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_TRUE(found->shallow);
}

TEST_F(FileHistoryTest, OutsideOfARepositoryItFails) {
  std::filesystem::create_directory(folder / "bare");
  EXPECT_FALSE(file_history(folder / "bare", "a.md", Renames::followed));
  EXPECT_FALSE(blob_text(repo, "0123456789012345678901234567890123456789"));
}

}  // namespace
}  // namespace tidegate::run
