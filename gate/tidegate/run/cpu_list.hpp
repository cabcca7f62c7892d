/// Processors as people and the kernel write them: `0,2-5`.
/// Decides: the spelling. Refuses to know: which of them are there.
#pragma once

#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// Ascending, each once. `usage`: not a list; a range that ends before it begins; a number that no
/// processor set of this system can hold.
Outcome<std::vector<int>> parse_cpu_list(std::string_view text);

}  // namespace tidegate::run
