/// How the time of a line's case grows with its size, before and after the change.
/// Decides: which lines of the report are points of that, and how the two sides are called.
/// Refuses to know: laws (judge/scaling) and pictures.
#pragma once

#include <optional>
#include <string_view>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/scaling.hpp>

namespace tidegate::judge {

/// Behind the provider's name in the series of the baseline.
inline constexpr std::string_view before_mark = " before";

/// Of the lines with the line's case and fixed axes that were measured and are right: its own
/// provider on both sides, the others as they are now. Nothing for other metrics than the warm
/// time, and where the line's own provider was measured at fewer than two sizes.
std::optional<Scaling> scaling_around(const GateReport& report, const GateLine& line);

}  // namespace tidegate::judge
