/// What of a build tree's configuration another commit is told, so that changes are compared and
/// not configurations. Decides: what is of the environment (told as it is), what is of the sources
/// (told as the place in the other checkout), and what is of this tree alone (not told). Refuses to
/// know: how the other commit is built (reference_build.hpp).
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
  std::vector<std::string> notes;      ///< options of which each side has its own default
};

/// Every entry of `tree`, but for what lies in that tree (it is made anew) and for defaults that
/// differ. A path of the sources that git tracks becomes that of the checkout, wherever it stands
/// in a value; what git does not track, an installed library or a compiler, is the same for both.
/// Errors: those of git.
Outcome<Told> told_entries(const BuildTree& tree, const std::string& commit);

}  // namespace tidegate::run
