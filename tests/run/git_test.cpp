#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/git.hpp>

#include "run/throwaway_repository.hpp"

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class GitTest : public ThrowawayRepository {};

TEST_F(GitTest, TellsARepositoryFromAFolder) {
  EXPECT_TRUE(is_repository(repo).value());
  EXPECT_FALSE(is_repository(folder).value());
  EXPECT_FALSE(is_repository(folder / "nowhere").value());
  EXPECT_EQ(head_commit(folder).error().kind, ErrorKind::missing);
}

TEST_F(GitTest, HasNoHeadBeforeTheFirstCommit) {
  const auto head = head_commit(repo);
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().kind, ErrorKind::missing);
  EXPECT_EQ(reference_ref(repo).error().kind, ErrorKind::missing);
}

TEST_F(GitTest, KnowsWhoWorksHereAndNeverGuesses) {
  EXPECT_EQ(author(repo).value_or("?"), "A <a@example.org>");
  EXPECT_EQ(author(folder).value_or("?"), "A <a@example.org>");  // no repository: the environment
  ASSERT_EQ(::unsetenv("GIT_AUTHOR_NAME"), 0);
  ASSERT_EQ(::unsetenv("GIT_AUTHOR_EMAIL"), 0);
  const auto unknown = author(repo);
  ASSERT_FALSE(unknown) << *unknown;
  EXPECT_EQ(unknown.error().kind, ErrorKind::missing);
  git({"config", "user.name", "B. Person"});
  git({"config", "user.email", "b@example.org"});
  EXPECT_EQ(author(repo).value_or("?"), "B. Person <b@example.org>");
}

TEST_F(GitTest, NamesCommitsAndTrees) {
  const std::string first = commit("a.cpp", "1");
  commit("a.cpp", "2");
  const std::string third = commit("a.cpp", "1");
  EXPECT_EQ(head_commit(repo).value(), third);
  EXPECT_EQ(commit_of(repo, "HEAD~2").value(), first);
  EXPECT_EQ(tree_hash(repo, first).value(), tree_hash(repo, "HEAD").value());
  EXPECT_NE(tree_hash(repo, first).value(), tree_hash(repo, "HEAD^").value());
  EXPECT_EQ(commit_of(repo, "v9").error().kind, ErrorKind::missing);
  EXPECT_EQ(commit_of(repo, "--all").error().kind, ErrorKind::usage);
  EXPECT_EQ(commit_of(repo, "").error().kind, ErrorKind::usage);
}

TEST_F(GitTest, PutsParentsBeforeTheirChildren) {
  EXPECT_THAT(commits_in_order(repo).value(), IsEmpty());
  const std::string first = commit("a.cpp", "1");
  const std::string second = commit("a.cpp", "2");
  git({"branch", "kept"});
  git({"checkout", "--quiet", "--detach", first});
  const std::string detached = commit("b.cpp", "1");
  const auto order = commits_in_order(repo).value();
  EXPECT_EQ(order.front(), first);
  EXPECT_THAT(order, testing::UnorderedElementsAre(first, second, detached));
  EXPECT_EQ(commits_in_order(folder).error().kind, ErrorKind::missing);
}

TEST_F(GitTest, WorksFromAFolderBelowTheTop) {
  commit("sub/deep/a.cpp", "1");
  EXPECT_EQ(path_below_top(repo).value(), "");
  EXPECT_EQ(path_below_top(repo / "sub" / "deep").value(), "sub/deep");
  EXPECT_EQ(top_level(repo / "sub").value(), repo);
}

TEST_F(GitTest, IsNotLedAstrayByTheVariablesOfAHook) {
  const std::string head = commit("a.cpp", "1");
  ::setenv("GIT_DIR", "/nonexistent", 1);
  const auto found = head_commit(repo);
  ::unsetenv("GIT_DIR");
  EXPECT_EQ(found.value_or(""), head);
}

TEST_F(GitTest, CountsChangedAndNewSourcesAsDirt) {
  commit("a.cpp", "1");
  EXPECT_FALSE(is_dirty(repo).value());
  write("repo/notes.txt", "not a source");
  write("repo/build/CMakeCache.txt", "");
  write("repo/build/CMakeFiles/compiler_id.cpp", "made by cmake");
  EXPECT_FALSE(is_dirty(repo).value());
  write("repo/new.cpp", "a source");
  EXPECT_TRUE(is_dirty(repo).value());
  std::filesystem::remove(repo / "new.cpp");
  write("repo/a.cpp", "2");
  EXPECT_TRUE(is_dirty(repo).value());
  git({"add", "a.cpp"});
  EXPECT_TRUE(is_dirty(repo).value());
}

TEST_F(GitTest, ListsCommitsAndFilesBetween) {
  const std::string first = commit("a.cpp", "1");
  const std::string second = commit("b \xC3\xA9.cpp", "1");
  const std::string third = commit("a.cpp", "2");
  const auto commits = commits_between(repo, first, "HEAD");
  ASSERT_TRUE(commits);
  const std::string date = "2026-11-21T01:02:03+00:00";
  EXPECT_THAT(*commits, ElementsAre(CommitInfo{third, "write a.cpp", date},
                                    CommitInfo{second, "write b \xC3\xA9.cpp", date}));
  EXPECT_THAT(files_changed(repo, first, third).value(), ElementsAre("a.cpp", "b \xC3\xA9.cpp"));
  EXPECT_THAT(commits_between(repo, third, third).value(), IsEmpty());
  EXPECT_THAT(files_changed(repo, third, third).value(), IsEmpty());
  EXPECT_EQ(commits_between(repo, "v9", "HEAD").error().kind, ErrorKind::missing);
}

TEST_F(GitTest, ComparesWithTheTagBeforeHead) {
  const std::string tagged = commit("a.cpp", "1");
  git({"tag", "v1.2"});
  commit("a.cpp", "2");
  commit("a.cpp", "3");
  git({"tag", "-a", "v1.3", "-m", "this one"});
  const auto reference = reference_ref(repo);
  ASSERT_TRUE(reference);
  EXPECT_EQ(reference->label, "v1.2");
  EXPECT_EQ(reference->why, "the previous release tag v1.2");
  EXPECT_EQ(reference->commit, tagged);
  EXPECT_EQ(reference->tree, tree_hash(repo, "v1.2").value());
}

TEST_F(GitTest, TakesNoMarkAndNoPreReleaseForARelease) {
  const auto release = [this] { return named_reference(repo, NamedReference::release)->label; };
  commit("a.cpp", "0");
  git({"tag", "nightly"});
  commit("a.cpp", "1");
  EXPECT_EQ(release(), "nightly") << "no other tag is there";
  EXPECT_EQ(named_reference(repo, NamedReference::release)->why,
            "the nearest tag nightly; none names a version");
  git({"tag", "v1.2.0"});
  int changes = 1;
  for (const char* mark : {"nightly-2026.11.20", "v2.0.0-rc.1", "v2.0.0-RC2", "v2.0b1", "v2.0a3",
                           "v2.0.0-alpha", "v2.0.0-beta.2", "v2.0.0.dev3", "2.0-pre1", "deployed",
                           "v2.0-SNAPSHOT", "before-rewrite"}) {
    commit("a.cpp", std::to_string(++changes));
    git({"tag", mark});
    commit("a.cpp", std::to_string(++changes));
    EXPECT_EQ(release(), "v1.2.0") << mark;
  }
  for (const char* tag : {"1.2.1", "name-1.3.0", "name/v2", "V3", "v3.0.1-2", "release-3.1",
                          "my-device-1.0", "x-predict-1.0", "lib-rcu-2.0"}) {
    git({"tag", tag});
    commit("a.cpp", std::to_string(++changes));
    EXPECT_EQ(release(), tag);
  }
}

TEST_F(GitTest, ComparesABranchWithWhereItLeftMain) {
  const std::string base = commit("a.cpp", "1");
  git({"switch", "--quiet", "-c", "feature"});
  commit("a.cpp", "2");
  commit("a.cpp", "3");
  const auto reference = reference_ref(repo);
  ASSERT_TRUE(reference);
  EXPECT_EQ(reference->commit, base);
  EXPECT_EQ(reference->label, base.substr(0, 7));
  EXPECT_EQ(reference->why, "the merge base with main");
}

TEST_F(GitTest, NamesParentMergeBaseAndRelease) {
  const std::string base = commit("a.cpp", "1");
  const auto named = [this](std::string_view word) {
    return named_reference(repo, named_reference_from(word).value());
  };
  EXPECT_FALSE(named_reference_from("v1"));
  EXPECT_EQ(named("parent").error().kind, ErrorKind::missing);
  EXPECT_THAT(named("merge-base").error().what, HasSubstr("is on the main branch"));
  EXPECT_THAT(named("release").error().what, HasSubstr("has no tag before HEAD"));
  git({"tag", "v1"});
  git({"switch", "--quiet", "-c", "feature"});
  const std::string parent = commit("a.cpp", "2");
  commit("a.cpp", "3");
  EXPECT_EQ(named("parent")->commit, parent);
  EXPECT_EQ(named("merge-base")->commit, base);
  EXPECT_EQ(named("release")->label, "v1");
}

TEST_F(GitTest, ComparesWithTheParentOfHeadWhetherTheTreeIsDirtyOrNot) {
  const std::string first = commit("a.cpp", "1");
  write("repo/a.cpp", "2");
  EXPECT_EQ(reference_ref(repo).value().commit, first);  // an only commit has no parent
  EXPECT_EQ(reference_ref(repo).value().label, "HEAD");
  commit("a.cpp", "3");
  EXPECT_EQ(reference_ref(repo).value().commit, first);
  EXPECT_EQ(reference_ref(repo).value().why, "the commit before HEAD");
  write("repo/a.cpp", "4");  // what HEAD did must not hide below it
  EXPECT_EQ(reference_ref(repo).value().commit, first);
}

TEST_F(GitTest, OffersEveryReferenceInOrderAndNoneTwice) {
  const std::string tagged = commit("a.cpp", "1");
  git({"tag", "v1"});
  const std::string base = commit("a.cpp", "2");
  git({"switch", "--quiet", "-c", "feature"});
  const std::string parent = commit("a.cpp", "3");
  commit("a.cpp", "4");
  const auto commits = [this] {
    std::vector<std::string> found;
    const auto refs = reference_refs(repo);
    for (const ReferenceRef& ref : refs.value()) found.push_back(ref.commit);
    return found;
  };
  EXPECT_THAT(commits(), ElementsAre(tagged, base, parent));
  git({"tag", "-f", "v1", parent});
  EXPECT_THAT(commits(), ElementsAre(parent, base));
}

TEST_F(GitTest, AShallowCloneDoesNotOfferHeadBelowItsOwnChanges) {
  commit("a.cpp", "1");
  commit("a.cpp", "2");
  git({"clone", "--quiet", "--depth=1", "file://" + repo.string(), (folder / "shallow").string()});
  write("shallow/a.cpp", "3");
  const auto refs = reference_refs(folder / "shallow");
  ASSERT_FALSE(refs);
  EXPECT_THAT(refs.error().hint, HasSubstr("fetch-depth: 0"));
}

TEST_F(GitTest, ComparesTheFirstCommitWithNothing) {
  commit("a.cpp", "1");
  const auto reference = reference_ref(repo);
  ASSERT_FALSE(reference);
  EXPECT_EQ(reference.error().kind, ErrorKind::missing);
  EXPECT_THAT(reference.error().what, HasSubstr("first commit"));
}

TEST_F(GitTest, SaysThatAShallowCloneHidesTheHistory) {
  commit("a.cpp", "1");
  commit("a.cpp", "2");
  git({"clone", "--quiet", "--depth=1", "file://" + repo.string(), (folder / "shallow").string()});
  const auto reference = reference_ref(folder / "shallow");
  ASSERT_FALSE(reference);
  EXPECT_THAT(reference.error().hint, HasSubstr("fetch-depth: 0"));
  EXPECT_THAT(commit_of(folder / "shallow", "HEAD~1").error().hint, HasSubstr("fetch-depth: 0"));
}

TEST_F(GitTest, ExplainsDubiousOwnership) {
  commit("a.cpp", "1");
  // git's own switch for its tests; it makes every folder look foreign.
  ::setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", 1);
  const auto head = head_commit(repo);
  const auto repository = is_repository(repo);
  ::unsetenv("GIT_TEST_ASSUME_DIFFERENT_OWNER");
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().kind, ErrorKind::io);
  EXPECT_THAT(head.error().hint, HasSubstr("safe.directory " + repo.string()));
  EXPECT_FALSE(repository);
}

TEST_F(GitTest, SaysThatGitIsNotInstalled) {
  const std::string before = std::getenv("PATH");
  ::setenv("PATH", "/nonexistent", 1);
  const auto head = head_commit(repo);
  ::setenv("PATH", before.c_str(), 1);
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().kind, ErrorKind::process);
  EXPECT_THAT(head.error().hint, HasSubstr("Install git"));
}

}  // namespace
}  // namespace tidegate::run
