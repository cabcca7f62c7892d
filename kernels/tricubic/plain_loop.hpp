/// The batch as one would write it by hand: a loop over the queries, one thread, the grid's own
/// type. Decides: nothing but the loop. Refuses to know: tables of cells, vectors.
#pragma once

#include <tricubic/batch.hpp>
#include <tricubic/run_state.hpp>

namespace tricubic {

/// Interpolates `queries` into `results`, for float and double.
template <class T>
[[nodiscard]] Report plain_loop(RunState& run, Output output, const Grid<T>& grid,
                                const Queries<T>& queries, Results<T>& results);

}  // namespace tricubic
