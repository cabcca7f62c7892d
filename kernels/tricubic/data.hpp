/// Grids and queries to interpolate with.
/// Decides: the fields and what is drawn. Refuses to know: the generator (common/generator).
#pragma once

#include <cstddef>
#include <cstdint>

#include <tricubic/batch.hpp>
#include <tricubic/run_state.hpp>

namespace tricubic {

/// -4 .. 4 on every axis, as the original's benchmark has it.
inline constexpr Range original_range = {-4, 4};

/// The field of the original's benchmark on 9 x 9 x 9: 100 + 10h + 5k + 2l + hk/2 + 3kl/10 + hl/5.
/// Linear along every axis, so that any interpolation of a degree above 0 reproduces it.
template <class T>
Grid<T> original_field();

/// Values drawn from (0, 200): neighbours have nothing in common, as with structure factors.
template <class T>
Grid<T> random_grid(Range h, Range k, Range l, std::uint64_t seed);

/// `count` queries drawn evenly from what `acceptance` interpolates; all ranges are long enough.
/// An fp32 coordinate is the rounded fp64 one, or the next below where that would be out of range.
template <class T>
Queries<T> random_queries(const Range (&range)[axes], Acceptance acceptance, std::size_t count,
                          std::uint64_t seed);

/// The original's queries: h = k from -2.5 to 2.5 in `count` even steps, l = 1/2. With
/// Acceptance::neighbourhood all lie in range of original_field(), with two_inside 20 of 100 do
/// not.
template <class T>
Queries<T> original_queries(std::size_t count);

}  // namespace tricubic
