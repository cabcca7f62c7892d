/// Whether a build can stand for the program that people run.
/// Decides: which builds are Debug and which carry sanitizers, from what a row says of its build.
/// Refuses to know: what is done about it (a baseline refuses them, the doctor warns).
#pragma once

#include <string_view>

#include <tidegate/row/provenance.hpp>

namespace tidegate {

enum class BuildKind {
  unknown,    ///< the row says neither type nor flags
  optimised,  ///< nothing speaks against it
  debug,      ///< not optimised: type Debug, or the last -O is -O0 or -Og
  sanitized   ///< with a sanitizer, whatever its type
};

/// By build_type and compiler_flags. Unknown facts and `ABSENT` speak against nothing.
BuildKind build_kind(const Provenance& facts);

/// `a Debug build`, `a sanitizer build`, `an optimised build`, `a build that says nothing of
/// itself`.
std::string_view build_kind_text(BuildKind kind);

}  // namespace tidegate
