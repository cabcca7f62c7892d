/// Options whose default the sources here and those of another commit declare differently.
/// Decides: what counts as one. Refuses to know: what a build tree has them at.
///
/// Who is given the other's default measures one program twice: a constant that a commit changes is
/// a usual culprit.
#pragma once

#include <map>
#include <set>
#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/run/commit_files.hpp>

namespace tidegate::run {

/// As they are written, by all declarations of the name: more than one where nobody can tell which
/// of them counts.
struct OwnDefaults {
  std::set<std::string> here;
  std::set<std::string> there;
};

struct CMakeChanges {
  std::map<std::string, OwnDefaults> defaults;  ///< by name
  std::string texts;                            ///< of both sides' files that differ
};

/// Without CMake's own variables, and what is only set by FORCE, whatever a side is told.
/// Errors: those of git.
Outcome<CMakeChanges> cmake_changes(const std::filesystem::path& top, const CommitFiles& here,
                                    const CommitFiles& there);

/// Whether a default must be computed (`${X}`), so that its text is not its value.
bool is_computed(const std::string& text);

}  // namespace tidegate::run
