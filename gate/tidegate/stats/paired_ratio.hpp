/// What the samples of one side of a pair amount to, and how two sides are set against each other.
/// Decides: the low band (stands for the minimum), the upper tail, the log ratio.
/// Refuses to know: which side is the baseline's build and what a ratio means for a verdict.
#pragma once

#include <span>

namespace tidegate::stats {

/// Mean of the sorted samples from index floor(0.05 N) up to, not including, floor(0.35 N); at
/// least one sample. With N = 40 these are the samples 2 to 13 of 0 to 39. It stands for the
/// minimum: the plain minimum of 40 samples hangs on one lucky sample and jumps between the modes
/// of a multi-modal kernel. NaN for no samples.
double low_band(std::span<const double> samples);

/// The sorted sample at index floor(0.95 N): the second largest of 40. NaN for no samples.
double upper_tail(std::span<const double> samples);

/// ln(candidate / baseline): positive when the candidate is slower. Both must be positive.
double log_ratio(double baseline, double candidate);

}  // namespace tidegate::stats
