/// How this program was built, from the file that the build wrote beside it.
/// Decides: `<executable>.tidegate.json`, an object whose keys are names of facts and whose values
/// are texts, true, false or null. No such file leaves the facts unset; a malformed one is an
/// error, because a row of unknown origin would look like one of known origin.
/// Refuses to know: who writes it (cmake/TidegateBuildInfo.cmake) and facts of the machine.
#pragma once

#include <filesystem>

#include <tidegate/base/error.hpp>
#include <tidegate/row/provenance.hpp>

namespace tidegate::measure {

/// The path of the running program, empty where /proc does not tell.
std::filesystem::path own_executable();

/// The facts beside `executable`. Errors (bad_input): not JSON, not an object, a key that names no
/// fact, a value of another type.
Outcome<Provenance> build_facts(const std::filesystem::path& executable);

}  // namespace tidegate::measure
