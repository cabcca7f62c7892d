/// What stands in a bundle beside a crossing's own numbers: witnesses, sizes, counters, rivals.
/// Decides: their words and tables. Refuses to know: any statistic, all of which the judge made.
#pragma once

#include <string>

#include <tidegate/render/decision_bundle.hpp>

namespace tidegate::render {

/// What else than time says whether there was a change: machine code, instructions, the result of
/// either side and its ratio to the reference provider. Bullets; nothing that nobody knows.
std::string witnesses(const judge::GateLine& line);

/// Time over size of the same case, where it was measured at two sizes or more.
std::string sizes(const BundleInput& input, const judge::GateLine& line, std::size_t index);

/// Counters, stages, memory and first calls of both sides.
std::string recorded(const judge::GateLine& line);

/// Other providers and platforms at the same point, in the same report.
std::string rivals(const judge::GateReport& report, const judge::GateLine& line);

}  // namespace tidegate::render
