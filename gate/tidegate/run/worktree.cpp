#include <system_error>

#include <fmt/format.h>

#include <tidegate/run/git_command.hpp>
#include <tidegate/run/worktree.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

Outcome<void> move_folder(const fs::path& from, const fs::path& to) {
  std::error_code code;
  fs::rename(from, to, code);
  if (!code) return {};
  return fail(ErrorKind::io, fmt::format("renaming {} failed: {}", from.string(), code.message()),
              "Check who owns the folder.");
}

Outcome<void> without_text(const Outcome<std::string>& done) {
  if (!done) return pass_on(done);
  return {};
}

}  // namespace

Outcome<void> add_worktree(const fs::path& repo, const fs::path& folder,
                           const std::string& commit) {
  if (auto checked = check_ref(commit); !checked) return checked;
  // --force: an entry that a killed process left behind for this very folder is taken over.
  const auto added = git_output(
      repo, {"worktree", "add", "--force", "--detach", "--quiet", folder.string(), commit});
  if (!added) return pass_on(added);
  if (!fs::exists(folder / ".gitmodules")) return {};
  return without_text(
      git_output(folder, {"submodule", "update", "--init", "--recursive", "--quiet"}));
}

Outcome<void> release_worktree(const fs::path& repo, const fs::path& folder) {
  std::error_code code;
  if (!fs::exists(folder / ".git", code)) return {};
  // git deletes the files of a worktree that it removes, but forgets one whose folder is gone.
  const fs::path aside = folder.string() + ".kept";
  if (auto moved = move_folder(folder, aside); !moved) return moved;
  const auto removed = git_output(repo, {"worktree", "remove", "--force", folder.string()});
  if (auto back = move_folder(aside, folder); !back) return back;
  if (!removed) return pass_on(removed);
  fs::remove(folder / ".git", code);
  return {};
}

}  // namespace tidegate::run
