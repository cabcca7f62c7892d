/// Both sides of a comparison as shuffled links of themselves, for --layouts.
/// Decides: which programs these are and that they are up to date. Refuses to know: how one is
/// drawn (run/layouts) and what the linker does (cmake/TidegateBenchmark).
#pragma once

#include <memory>

#include <tidegate/base/error.hpp>
#include <tidegate/run/worker.hpp>

#include "gate_settings.hpp"
#include "reference.hpp"

namespace tidegate::command {

/// Both empty without --layouts.
struct LayoutSides {
  std::unique_ptr<run::Worker> baseline;
  std::unique_ptr<run::Worker> candidate;
};

/// Builds `<target>_layouts` on both sides and opens `<worker>_layout_1` to `_layout_<K>`; beside
/// --baseline-worker, and beside a candidate without a build tree, they must lie ready. Errors:
/// `incompatible` where a side has no such target, fewer programs (no lld, an older commit, a
/// script) or one older than its worker, with what to do; those of a build.
Outcome<LayoutSides> layout_sides(const GateSettings& settings, const Reference& reference);

}  // namespace tidegate::command
