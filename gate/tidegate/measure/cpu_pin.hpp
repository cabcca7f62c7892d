/// Which processors this process may run on.
/// Decides: the text of the fact `pinned_cpus`. Refuses to know: who pinned it; the runner does.
#pragma once

#include <string>
#include <vector>

namespace tidegate::measure {

/// Processors that the affinity mask of this process allows, ascending; empty if unknown.
std::vector<int> allowed_cpus();

/// `3` or `0,1` when fewer than the `online` processors are allowed, else `ABSENT`: not pinned.
std::string pinned_text(const std::vector<int>& allowed, std::size_t online);

/// The fact for this process.
std::string pinned_cpus();

}  // namespace tidegate::measure
