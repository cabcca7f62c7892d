/// What a harness run sees of the world around it.
/// Decides: whom it asks (git, ctest, nvidia-smi, the kernel), and that a silence has a reason.
/// Refuses to know: what follows from the answers (evidence/checklist).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/evidence/environment.hpp>
#include <tidegate/evidence/observed.hpp>
#include <tidegate/run/gpu.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// `git status` of the whole tree, a line each, and a digest of what differs from the commit.
/// Untracked files below `out`, which this run writes, do not count. Errors: as git_output.
Outcome<std::vector<std::string>> tree_state(const std::filesystem::path& source,
                                             const std::filesystem::path& out);

/// `tree_state`, or the reason into `tree.why`.
std::vector<std::string> look_at_tree(const std::filesystem::path& source,
                                      const std::filesystem::path& out, evidence::SourceTree& tree);

struct CollectedTests {
  evidence::Tests tests;
  std::string text;  ///< of collected_tests.txt: what ctest printed, or why it was not asked
};
/// `ctest -N` in --build-dir, or in the outermost folder above the worker that has tests.
CollectedTests collect_tests(const Arguments& arguments, const std::filesystem::path& worker);

/// Which CUDA devices nvidia-smi lists, or why none. Errors: interrupted.
Outcome<void> look_for_devices(const run::GpuTool& tool, evidence::Observed& observed);

evidence::Surroundings look_around();

/// commands.txt: this process's own command line, quoted for a shell, its folder and its commit.
std::string commands_text(const std::optional<std::string>& commit);

}  // namespace tidegate::command
