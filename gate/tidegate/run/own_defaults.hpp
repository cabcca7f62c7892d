/// Options whose default the sources here and another commit declare differently.
/// Decides: what counts as one. Refuses to know: what a build tree has them at.
///
/// Who is given the other's default measures one program twice: a constant that a commit changes is
/// a usual culprit.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

struct OwnDefaults {
  std::string here;   ///< as the files of the working tree are now
  std::string there;  ///< as they are in the other commit
};

/// By name. Read from CMakeLists.txt and *.cmake files that differ; a name that one side declares
/// with several defaults, or with one that must be computed, is left out. Errors: those of git.
Outcome<std::map<std::string, OwnDefaults>> own_defaults(const std::filesystem::path& top,
                                                         const std::string& commit);

}  // namespace tidegate::run
