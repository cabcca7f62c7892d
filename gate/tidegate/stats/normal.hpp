/// The standard normal distribution, where a plan may be approximate (verdicts use exact tests).
/// Decides: nothing else. Refuses to know: what is planned.
#pragma once

namespace tidegate::stats {

/// The value that a standard normal one exceeds with probability `level`, in (0, 1): 1.96 of 0.025.
double upper_normal_quantile(double level);

}  // namespace tidegate::stats
