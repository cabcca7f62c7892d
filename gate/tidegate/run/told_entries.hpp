/// What of a build tree's configuration another commit is told, so that changes are compared and
/// not configurations. Decides: what is of the environment (told as it is), what is of the sources
/// (told as the place in the other checkout), what this tree alone has (not told), and which
/// defaults are each side's own. Refuses to know: how the other commit is built
/// (reference_build.hpp).
///
/// A reference without its build type would be an -O0 program: beside it every change is a
/// speed-up, and every slowdown passes. One that is told of the files here would compile today's,
/// and compare a change with itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/run/build_tree.hpp>

namespace tidegate::run {

struct Told {
  std::vector<std::string> arguments;  ///< of cmake; places as reference_build.hpp spells them
  std::vector<std::string> notes;      ///< where the two sides differ, or may without a word
};

/// Every entry of `tree`, but for what lies in that tree (it is made anew), what a search found in
/// the sources where it may be another place, and defaults that differ. A path of the sources that
/// is tracked becomes that of the checkout, wherever it stands in a value; what is not tracked, an
/// installed library or a compiler, is the same for both. Folders that a build writes to lie in the
/// other build folder. `here` are commits that the tree may have been configured of, at least one
/// (an empty one is the working tree); `there` is the other commit. Errors: those of git.
Outcome<Told> told_entries(const BuildTree& tree, const std::vector<std::string>& here,
                           const std::string& there);

}  // namespace tidegate::run
