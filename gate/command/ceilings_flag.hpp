/// The flag --ceilings: what this machine can do at most, measured before a sweep.
/// Decides: that one core is measured pinned, as the runner pins workers, and all cores together.
/// Refuses to know: how a ceiling is measured and what is held against it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_ceilings{
    "ceilings", Arity::no_value, "",
    "Measure memory bandwidth and peak operations first (4 s): rows then say how near they come"};

/// The ceilings of a platform, as counters of its rows.
using CeilingsOf = std::function<std::vector<Counter>(const std::string& platform)>;

/// Measures now, and says on stderr what was found. Empty without the flag. Errors (usage): beside
/// --count, where nothing is timed; interrupted.
Outcome<CeilingsOf> ceilings_of(const Arguments& arguments);

}  // namespace tidegate::command
