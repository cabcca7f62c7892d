/// The calls that a file of CMake's language consists of.
/// Decides: where a call and each of its arguments begin and end (cmake-language(7)).
/// Refuses to know: what a call does. Nothing is evaluated: `${X}` stays as it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidegate::run {

struct CMakeCall {
  std::string name;                    ///< in lower case, as CMake compares it
  std::vector<std::string> arguments;  ///< without quotes and brackets
};

/// All calls, whatever block they stand in. What cannot be read ends the list.
std::vector<CMakeCall> cmake_calls(std::string_view text);

/// A variable that a file declares with a default of its own.
struct CMakeDefault {
  std::string name;
  std::string value;    ///< as it is written; a list with `;`; of an option ON or OFF
  bool forced = false;  ///< it is set whatever the cache says
};

/// Those of `set(NAME value... CACHE ...)` and `option(NAME "help" value)`. A value that must be
/// computed (`${X}`, `$ENV{X}`) stays as it is written; a name that must be is left out.
std::vector<CMakeDefault> cmake_defaults(std::string_view text);

}  // namespace tidegate::run
