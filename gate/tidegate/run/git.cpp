#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

bool is_source(const fs::path& path) {
  static constexpr std::array<std::string_view, 17> endings{
      ".c",  ".cc",  ".cpp", ".cxx", ".h",   ".hh",   ".hpp",   ".hxx", ".ipp",
      ".cu", ".cuh", ".inl", ".f",   ".f90", ".cppm", ".cmake", ".py"};
  const std::string ending = path.extension().string();
  return path.filename() == "CMakeLists.txt" ||
         std::find(endings.begin(), endings.end(), ending) != endings.end();
}

/// The entries of a text in which each is ended by a NUL.
std::vector<std::string> split_at_nul(const std::string& text) {
  std::vector<std::string> entries;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\0', at), text.size());
    entries.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return entries;
}

/// Folders of untracked builds, each with a slash at its end.
std::vector<std::string> build_folders(const std::vector<std::string>& untracked) {
  constexpr std::string_view cache = "CMakeCache.txt";
  std::vector<std::string> folders;
  for (const std::string& path : untracked) {
    if (path.ends_with(cache)) folders.push_back(path.substr(0, path.size() - cache.size()));
  }
  return folders;
}

/// One hash, or `missing` when the ref names nothing.
Outcome<std::string> resolve(const fs::path& repo, const std::string& ref, const char* kind) {
  if (const auto checked = check_ref(ref); !checked) return pass_on(checked);
  const auto inside = top_level(repo);
  if (!inside) return pass_on(inside);
  auto hash = git_output(repo, {"rev-parse", "--verify", "--quiet", ref + kind});
  if (hash) return hash;
  const bool shallow = is_shallow(repo).value_or(false);
  return fail(ErrorKind::missing, fmt::format("there is no commit '{}' in {}", ref, repo.string()),
              shallow ? "This clone is shallow: fetch the history (actions/checkout with "
                        "fetch-depth: 0, or git fetch --unshallow --tags)."
                      : "Check the name, or run git fetch --tags.");
}

}  // namespace

Outcome<bool> is_repository(const fs::path& repo) {
  const auto top = top_level(repo);
  if (top) return true;
  if (top.error().kind == ErrorKind::missing) return false;
  return pass_on(top);
}

Outcome<fs::path> top_level(const fs::path& repo) {
  const auto text = git_output(repo, {"rev-parse", "--show-toplevel"});
  if (!text) return pass_on(text);
  return fs::path(*text);
}

Outcome<fs::path> path_below_top(const fs::path& repo) {
  auto text = git_output(repo, {"rev-parse", "--show-prefix"});
  if (!text) return pass_on(text);
  if (text->ends_with('/')) text->pop_back();
  return fs::path(*text);
}

Outcome<std::string> commit_of(const fs::path& repo, const std::string& ref) {
  return resolve(repo, ref, "^{commit}");
}

Outcome<std::string> head_commit(const fs::path& repo) { return commit_of(repo, "HEAD"); }

Outcome<std::string> tree_hash(const fs::path& repo, const std::string& ref) {
  return resolve(repo, ref, "^{tree}");
}

Outcome<bool> is_dirty(const fs::path& repo) {
  const auto tracked = git_output(
      repo, {"status", "--porcelain", "--untracked-files=no", "--ignore-submodules=none"});
  if (!tracked) return pass_on(tracked);
  if (!tracked->empty()) return true;
  const auto top = top_level(repo);
  if (!top) return pass_on(top);
  const auto listed = git_output(*top, {"ls-files", "--others", "--exclude-standard", "-z"});
  if (!listed) return pass_on(listed);
  const std::vector<std::string> untracked = split_at_nul(*listed);
  const std::vector<std::string> builds = build_folders(untracked);
  return std::any_of(untracked.begin(), untracked.end(), [&builds](const std::string& path) {
    return is_source(path) &&
           std::none_of(builds.begin(), builds.end(),
                        [&path](const std::string& folder) { return path.starts_with(folder); });
  });
}

bool is_tracked(const fs::path& file) {
  const fs::path whole = fs::absolute(file);
  return git_output(whole.parent_path(), {"ls-files", "--error-unmatch", "--", whole.filename()})
      .has_value();
}

Outcome<std::string> author(const fs::path& repo) {
  const auto found = git_output(repo, {"-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT"});
  if (!found && found.error().kind == ErrorKind::process) {
    return fail(ErrorKind::missing, "git does not know who you are",
                "Tell it: git config --global user.name and user.email.");
  }
  if (!found) return pass_on(found);
  const std::size_t end = found->rfind('>');  // behind it stand seconds and time zone
  return end == std::string::npos ? *found : found->substr(0, end + 1);
}

Outcome<bool> is_shallow(const fs::path& repo) {
  const auto text = git_output(repo, {"rev-parse", "--is-shallow-repository"});
  if (!text) return pass_on(text);
  return *text == "true";
}

Outcome<std::vector<CommitInfo>> commits_between(const fs::path& repo, const std::string& from,
                                                 const std::string& to) {
  const auto first = commit_of(repo, from);
  if (!first) return pass_on(first);
  const auto last = commit_of(repo, to);
  if (!last) return pass_on(last);
  const auto text =
      git_output(repo, {"log", "-z", "--format=%H%x1f%aI%x1f%s", *first + ".." + *last});
  if (!text) return pass_on(text);
  std::vector<CommitInfo> commits;
  for (const std::string& entry : split_at_nul(*text)) {
    const std::size_t date = entry.find('\x1f');
    const std::size_t subject = entry.find('\x1f', date + 1);
    if (date == std::string::npos || subject == std::string::npos) continue;
    commits.push_back({entry.substr(0, date), entry.substr(subject + 1),
                       entry.substr(date + 1, subject - date - 1)});
  }
  return commits;
}

Outcome<std::vector<std::string>> commits_in_order(const fs::path& repo) {
  const auto text = git_output(repo, {"rev-list", "--all", "--topo-order", "--reverse"});
  if (!text) return pass_on(text);
  std::vector<std::string> commits;
  std::istringstream lines(*text);
  for (std::string commit; std::getline(lines, commit);) commits.push_back(commit);
  return commits;
}

Outcome<std::vector<std::string>> files_changed(const fs::path& repo, const std::string& from,
                                                const std::string& to) {
  return files_changed_like(repo, from, to, {"**"});
}

Outcome<std::vector<std::string>> files_changed_like(const fs::path& repo, const std::string& from,
                                                     const std::string& to,
                                                     const std::vector<std::string>& patterns) {
  if (patterns.empty()) return std::vector<std::string>{};
  const auto first = commit_of(repo, from);
  if (!first) return pass_on(first);
  const auto last = commit_of(repo, to);
  if (!last) return pass_on(last);
  std::vector<std::string> arguments{"diff", "--name-only", "--no-renames", "-z", *first,
                                     *last,  "--"};
  for (const std::string& pattern : patterns) arguments.push_back(":(top,glob)" + pattern);
  const auto text = git_output(repo, arguments);
  if (!text) return pass_on(text);
  std::vector<std::string> paths = split_at_nul(*text);
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace tidegate::run
