/// A gate report as a badge: the JSON that a shields.io endpoint badge reads.
/// Decides: label, message and colour. Refuses to know: who serves the file, and pictures.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// One object: `schemaVersion` 1, `label` (the report's name), `message` and `color`, and `isError`
/// where the gate could not say, so that nobody restyles it into a pass. A pass with undecided
/// or waived lines says how many, and is not as green as one without. Format:
/// https://shields.io/badges/endpoint-badge.
std::string render_badge(const judge::GateReport& report);

}  // namespace tidegate::render
