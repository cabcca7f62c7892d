/// Which commit a change is compared with when nobody names one.
#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>
#include <tidegate/run/release_tag.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

struct Choice {
  std::string label;
  std::string why;
  std::string commit;
};

std::string seven_digits(const std::string& commit) { return commit.substr(0, 7); }

/// Every tag before HEAD that names a release.
std::vector<std::string> releases_before(const fs::path& repo) {
  const auto listed = git_output(
      repo, {"for-each-ref", "--merged=HEAD^", "--format=%(refname:strip=2)", "refs/tags"});
  std::vector<std::string> releases;
  if (!listed) return releases;  // a first commit, or no commit at all
  std::istringstream tags(*listed);
  for (std::string tag; std::getline(tags, tag);) {
    if (names_release(tag)) releases.push_back(tag);
  }
  return releases;
}

/// The nearest release before HEAD; of a project whose tags name no versions the nearest tag.
std::optional<Choice> previous_tag(const fs::path& repo) {
  std::vector<std::string> words{"describe", "--tags", "--abbrev=0"};
  const auto releases = releases_before(repo);
  // No name of a tag has a letter that means something in a pattern (git check-ref-format).
  for (const std::string& release : releases) words.push_back("--match=" + release);
  words.emplace_back("HEAD^");
  const auto tag = git_output(repo, words);
  if (!tag) return std::nullopt;
  const auto commit = commit_of(repo, "refs/tags/" + *tag);
  if (!commit) return std::nullopt;
  const std::string why = releases.empty()
                              ? fmt::format("the nearest tag {}; none names a version", *tag)
                              : fmt::format("the previous release tag {}", *tag);
  return Choice{*tag, why, *commit};
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

/// Why there is no reference of this name.
tl::unexpected<Error> none_of(const fs::path& repo, NamedReference name) {
  if (name == NamedReference::parent || is_shallow(repo).value_or(false)) {
    return nothing_before(repo);
  }
  if (name == NamedReference::release) {
    return fail(ErrorKind::missing, fmt::format("{} has no tag before HEAD", repo.string()),
                "Tag a release, or name another reference.");
  }
  return fail(ErrorKind::missing,
              fmt::format("HEAD of {} is on the main branch, or there is no branch main or master",
                          repo.string()),
              "Compare with parent instead, or name the commit that the branch left.");
}

/// The parent of HEAD; of an only commit, HEAD below uncommitted changes. A tree is easily dirty,
/// by a README or by a generated file in CI: HEAD against its own dirt would pass a slow commit.
Outcome<std::optional<Choice>> last_step(const fs::path& repo, const std::string& head) {
  if (auto parent = first_parent(repo)) return parent;
  const auto dirty = is_dirty(repo);
  if (!dirty) return pass_on(dirty);
  if (!*dirty) return std::nullopt;
  const auto shallow = is_shallow(repo);
  if (!shallow) return pass_on(shallow);
  if (*shallow) return std::nullopt;
  return Choice{"HEAD", "HEAD, below uncommitted changes", head};
}

/// A choice with its tree, unless an earlier one is the same commit.
Outcome<void> add(const fs::path& repo, const std::optional<Choice>& choice,
                  std::vector<ReferenceRef>& refs) {
  if (!choice) return {};
  const bool known = std::any_of(refs.begin(), refs.end(), [&choice](const ReferenceRef& ref) {
    return ref.commit == choice->commit;
  });
  if (known) return {};
  const auto tree = tree_hash(repo, choice->commit);
  if (!tree) return pass_on(tree);
  refs.push_back({choice->label, choice->why, choice->commit, *tree});
  return {};
}

}  // namespace

Outcome<std::vector<ReferenceRef>> reference_refs(const fs::path& repo) {
  const auto head = head_commit(repo);
  if (!head) return pass_on(head);
  const auto last = last_step(repo, *head);
  if (!last) return pass_on(last);
  std::vector<ReferenceRef> refs;
  for (const auto& choice : {previous_tag(repo), branch_point(repo, *head), *last}) {
    if (const auto added = add(repo, choice, refs); !added) return pass_on(added);
  }
  if (refs.empty()) return nothing_before(repo);
  return refs;
}

std::optional<NamedReference> named_reference_from(std::string_view word) {
  if (word == "parent") return NamedReference::parent;
  if (word == "merge-base") return NamedReference::merge_base;
  if (word == "release") return NamedReference::release;
  return std::nullopt;
}

Outcome<ReferenceRef> named_reference(const fs::path& repo, NamedReference name) {
  const auto head = head_commit(repo);
  if (!head) return pass_on(head);
  std::optional<Choice> choice;
  switch (name) {
    case NamedReference::parent: {
      const auto last = last_step(repo, *head);
      if (!last) return pass_on(last);
      choice = *last;
      break;
    }
    case NamedReference::merge_base:
      choice = branch_point(repo, *head);
      break;
    case NamedReference::release:
      choice = previous_tag(repo);
      break;
  }
  std::vector<ReferenceRef> refs;
  if (const auto added = add(repo, choice, refs); !added) return pass_on(added);
  if (!refs.empty()) return refs.front();
  return none_of(repo, name);
}

Outcome<ReferenceRef> reference_ref(const fs::path& repo) {
  const auto refs = reference_refs(repo);
  if (!refs) return pass_on(refs);
  return refs->front();
}

}  // namespace tidegate::run
