/// A worker built from another commit, kept in a cache.
/// Decides: where a build lives, when it may be used again, and that half a build never is.
/// Refuses to know: which commit is wanted and why (git.hpp's reference_ref).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// In an argument of cmake they stand for the top of the checkout and for the build folder.
inline constexpr std::string_view reference_source = "@tidegate-reference-source@";
inline constexpr std::string_view reference_folder = "@tidegate-reference-folder@";

struct ReferenceBuild {
  std::filesystem::path source_dir;  ///< CMake project, at or below the top of a git repository
  std::filesystem::path cache_dir;   ///< outside of what git tracks; created
  std::string commit;                ///< full hash
  std::string tree_hash;             ///< of that commit: equal sources share a build
  /// As on the command line of cmake: `-G Ninja -C initial-cache.cmake -DX=1`. Give both sides of a
  /// comparison the same ones. The content of a file named here counts, not only its name.
  std::vector<std::string> configure_args;
  std::string toolchain;  ///< any text that changes with the compiler, such as its version
  std::string
      target;  ///< empty: the worker is a script that stands in the source, nothing is built
  std::filesystem::path worker;  ///< relative to the build folder; to source_dir for a script
  double limit_s = 3600;         ///< of each step
  std::function<bool()> interrupted;
};

/// `<16 digits of the tree>-<16 digits of FNV-1a 64 over configure_args, toolchain and place of the
/// project>`: the folder in the cache.
std::string build_key(const ReferenceBuild& wanted);

/// The absolute path of the built worker. The second call for the same key and target starts
/// nothing. A failed or interrupted build is thrown away by the next call. Two processes that want
/// the same build wait for each other. The repository keeps no trace: its worktree entry is
/// removed, while the checked-out files stay in `<cache>/<key>/source` for workers that read them.
/// Errors: those of git; `process` when a step fails, with the end of `<cache>/<key>/build.log`;
/// `missing` when that commit has no such project, target, script, or its target does not produce
/// `worker`: there is nothing to compare with, and nothing is broken; `interrupted`.
Outcome<std::filesystem::path> build_reference(const ReferenceBuild& wanted);

/// Whether a build tree has this target; true where its build tool does not say.
bool has_target(const std::filesystem::path& build, const std::string& target, double limit_s,
                const std::function<bool()>& interrupted);

}  // namespace tidegate::run
