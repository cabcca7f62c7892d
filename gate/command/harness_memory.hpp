/// The same point constructed again and again in one process.
/// Decides: which points: the smallest of each case, provider and platform that ran.
/// Refuses to know: whether memory grew (judge/memory_growth).
#pragma once

#include <functional>
#include <vector>

#include <tidegate/evidence/observed.hpp>
#include <tidegate/run/runner.hpp>

namespace tidegate::command {

/// Attempts of one point after the other. Of `plan`, only what has an ok row in `rows`.
std::vector<run::Planned> constructions_plan(const std::vector<run::Planned>& plan,
                                             const std::vector<AttemptRow>& rows,
                                             const evidence::Config& config);

}  // namespace tidegate::command
