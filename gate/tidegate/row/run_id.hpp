/// The order of runs.
/// Decides: which of two runs is the newer one. Refuses to know: clocks and files.
#pragma once

#include <string_view>

namespace tidegate {

/// Whether run `a` began before run `b`: by text, and within one second by the number behind the
/// last `-`, where -10 follows -2. A run without one is the first.
bool is_older_run(std::string_view a, std::string_view b);

}  // namespace tidegate
