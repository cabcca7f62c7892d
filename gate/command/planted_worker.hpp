/// The worker inside this program: known work, and on demand ten percent more of it.
/// Decides: what is measured and how much is planted. Refuses to know: verdicts, and who asked.
#pragma once

#include <string_view>

namespace tidegate::command {

/// The first argument that makes this program a worker instead of a tool; then the side, then the
/// words of the worker protocol.
inline constexpr std::string_view planted_worker_word = "planted-worker";

/// The sides, as the second argument. `honest` does the same work at every point; `planted` does
/// the percent more that the point's axis says.
inline constexpr std::string_view honest_side = "honest";
inline constexpr std::string_view planted_side = "planted";

/// Speaks the protocol; the exit code of the process.
int planted_worker(int argc, char** argv);

}  // namespace tidegate::command
