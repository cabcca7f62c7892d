/// Which commit a change is compared with when nobody names one.
#include <array>
#include <optional>

#include <fmt/format.h>

#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

struct Choice {
  std::string label;
  std::string why;
  std::string commit;
};

std::string seven_digits(const std::string& commit) { return commit.substr(0, 7); }

std::optional<Choice> previous_tag(const fs::path& repo) {
  const auto tag = git_output(repo, {"describe", "--tags", "--abbrev=0", "HEAD^"});
  if (!tag) return std::nullopt;
  const auto commit = commit_of(repo, "refs/tags/" + *tag);
  if (!commit) return std::nullopt;
  return Choice{*tag, "the previous release tag " + *tag, *commit};
}

std::optional<Choice> branch_point(const fs::path& repo, const std::string& head) {
  constexpr std::array names{"origin/HEAD", "origin/main", "origin/master", "main", "master"};
  for (const char* name : names) {
    const auto base = git_output(repo, {"merge-base", "HEAD", name});
    if (!base || *base == head) continue;
    return Choice{seven_digits(*base), fmt::format("the merge base with {}", name), *base};
  }
  return std::nullopt;
}

std::optional<Choice> first_parent(const fs::path& repo) {
  const auto commit = commit_of(repo, "HEAD^");
  if (!commit) return std::nullopt;
  return Choice{seven_digits(*commit), "the commit before HEAD", *commit};
}

tl::unexpected<Error> nothing_before(const fs::path& repo) {
  if (is_shallow(repo).value_or(false)) {
    return fail(ErrorKind::missing,
                fmt::format("{} is a shallow clone: nothing before HEAD is visible", repo.string()),
                "Fetch the history: actions/checkout with fetch-depth: 0, or git fetch --unshallow "
                "--tags.");
  }
  return fail(
      ErrorKind::missing,
      fmt::format("{} is at its first commit: there is nothing to compare with", repo.string()),
      "Commit a change, or name a reference yourself.");
}

Outcome<std::optional<Choice>> choose(const fs::path& repo, const std::string& head) {
  if (auto tag = previous_tag(repo)) return tag;
  if (auto base = branch_point(repo, head)) return base;
  const auto dirty = is_dirty(repo);
  if (!dirty) return pass_on(dirty);
  if (*dirty) return Choice{"HEAD", "HEAD, below uncommitted changes", head};
  return first_parent(repo);
}

}  // namespace

Outcome<ReferenceRef> reference_ref(const fs::path& repo) {
  const auto head = head_commit(repo);
  if (!head) return pass_on(head);
  const auto choice = choose(repo, *head);
  if (!choice) return pass_on(choice);
  if (!*choice) return nothing_before(repo);
  const auto tree = tree_hash(repo, (*choice)->commit);
  if (!tree) return pass_on(tree);
  return ReferenceRef{(*choice)->label, (*choice)->why, (*choice)->commit, *tree};
}

}  // namespace tidegate::run
