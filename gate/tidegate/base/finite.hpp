/// What a double is, told by its bits: no flag of a compiler and no library that is linked changes
/// the answer.
/// Decides: which doubles are no number, or no finite one. Refuses to know: what that means for a
/// row.
///
/// For sources of this tree alone: a benchmark may be compiled with -ffast-math, and what decides
/// about it may not. Out of line, as a benchmark's own std::isnan, which such flags fold to false,
/// otherwise stands for ours where nothing is inlined: the linker keeps one of the two.
#pragma once

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error \
    "An output of NaN would be faithful: leave -ffast-math, -Ofast and -ffinite-math-only out here."
#endif

namespace tidegate {

/// Neither infinite nor NaN (IEEE 754: not every bit of the exponent is set).
bool is_finite(double value);

bool is_nan(double value);

}  // namespace tidegate
