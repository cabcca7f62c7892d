/// What a git repository says of a source tree and its history; a thin layer over the git program.
/// Decides: which commit a change is compared with when nobody names one.
/// Refuses to know: builds and measurements. Nothing here writes to the repository.
///
/// `repo` is any folder inside a working tree. Errors of every function: as git_output()
/// (git_command.hpp); a ref that does not exist is `missing`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// False outside of a repository; an error when git is not there or refuses to say.
Outcome<bool> is_repository(const std::filesystem::path& repo);
Outcome<std::filesystem::path> top_level(const std::filesystem::path& repo);
/// `repo` relative to the top level; empty at the top.
Outcome<std::filesystem::path> path_below_top(const std::filesystem::path& repo);

/// The full hash of the commit that `ref` names.
Outcome<std::string> commit_of(const std::filesystem::path& repo, const std::string& ref);
/// commit_of HEAD; `missing` in a repository without commits.
Outcome<std::string> head_commit(const std::filesystem::path& repo);
/// The hash of the commit's content: equal for equal sources.
Outcome<std::string> tree_hash(const std::filesystem::path& repo, const std::string& ref);
/// Whether a tracked file was changed or an untracked source file lies around. Untracked files
/// below a folder with a CMakeCache.txt are a build's and do not count.
Outcome<bool> is_dirty(const std::filesystem::path& repo);
/// Whether git tracks this file, in whatever repository it lies.
bool is_tracked(const std::filesystem::path& file);
/// `A. Person <a@example.org>`: who would be the author of a commit made here, by git's
/// configuration and environment; never guessed from the host. Works outside of a repository too.
Outcome<std::string> author(const std::filesystem::path& repo);
/// Whether history was cut off when cloning.
Outcome<bool> is_shallow(const std::filesystem::path& repo);

/// The commit that a change is compared with.
struct ReferenceRef {
  std::string label;  ///< `v1.2`, `HEAD`, or 7 digits of the commit
  std::string why;  ///< `the previous release tag v1.2`, `the nearest tag x; none names a version`
  std::string commit;  ///< full hash
  std::string tree;    ///< full hash
};

/// Those of these that exist, in this order and no commit twice: the nearest tag strictly before
/// HEAD that names a release (release_tag.hpp), else the nearest tag; the merge base with
/// origin/HEAD, origin/main, origin/master, main or master, if it is not HEAD; the first parent of
/// HEAD, or HEAD itself where it is the only commit and the working tree is dirty. A shallow clone
/// never offers HEAD: there it would only stand in for what is hidden. Never empty: `missing` on a
/// clean first commit, without any commit, and where a shallow clone hides all of them.
Outcome<std::vector<ReferenceRef>> reference_refs(const std::filesystem::path& repo);

/// References that have a name of their own, for people who compare with two.
enum class NamedReference {
  parent,      ///< the first parent of HEAD; of an only commit, HEAD below uncommitted changes
  merge_base,  ///< where HEAD left origin/HEAD, origin/main, origin/master, main or master
  release      ///< the nearest tag strictly before HEAD that names a release, else the nearest tag
};

/// The one that `word` names: `parent`, `merge-base` or `release`.
std::optional<NamedReference> named_reference_from(std::string_view word);

/// `missing` where there is none yet: a first commit, a project without a release, a commit that is
/// on the main branch itself.
Outcome<ReferenceRef> named_reference(const std::filesystem::path& repo, NamedReference name);

/// The first of reference_refs().
Outcome<ReferenceRef> reference_ref(const std::filesystem::path& repo);

struct CommitInfo {
  std::string sha;
  std::string subject;
  std::string author_date;  ///< ISO 8601 with the author's offset

  bool operator==(const CommitInfo&) const = default;
};

/// Commits that are in `to` and not in `from`, newest first.
Outcome<std::vector<CommitInfo>> commits_between(const std::filesystem::path& repo,
                                                 const std::string& from, const std::string& to);
/// The full hashes of all commits of all branches and tags, parents before their children.
Outcome<std::vector<std::string>> commits_in_order(const std::filesystem::path& repo);
/// Paths relative to the top level whose content differs between two refs, sorted.
Outcome<std::vector<std::string>> files_changed(const std::filesystem::path& repo,
                                                const std::string& from, const std::string& to);

/// Those of them that one of these glob patterns names (`kernels/**`, from the top level); none
/// without patterns.
Outcome<std::vector<std::string>> files_changed_like(const std::filesystem::path& repo,
                                                     const std::string& from, const std::string& to,
                                                     const std::vector<std::string>& patterns);

}  // namespace tidegate::run
