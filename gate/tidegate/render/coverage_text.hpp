/// What was ever measured, for people and for machines.
/// Decides: the columns, how long lists are cut short for people, the fields of the JSON.
/// Refuses to know: how coverage is counted (judge/coverage).
#pragma once

#include <string>

#include <tidegate/judge/coverage.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::render {

/// A table of the cases, what of each was never measured, then the laggards with their reasons and
/// a summary. Ends in a newline.
std::string coverage_text(const judge::CoverageReport& report);

/// `{"cases": [{case, reach, reference, known, measured, never: {providers, platforms, points}}],
/// "laggards": [{case, priority, reasons}]}`, every list complete.
JsonObject coverage_json(const judge::CoverageReport& report);

}  // namespace tidegate::render
