/// Which way the blocks of a log product are summed on a CPU, found from the inputs alone.
/// Decides: nothing, it asks what the kernel asks (log_range.hpp). Refuses to know: Kokkos, time.
#pragma once

#include <cstddef>
#include <vector>

#include <semiring_matmul/batch.hpp>

namespace semiring_matmul {

/// Blocks by their way of summing (log_block.hpp): streaming takes many times as long.
struct LogPaths {
  std::size_t factored = 0;
  std::size_t streamed = 0;
};

/// The blocks of a plan's products with sums of type S, when at least `wanted` a matrix are asked
/// for. None of either where the arrays do not fit the plan. S, T: float, float; double, float;
/// double, double.
template <class S, class T>
LogPaths log_paths(const BatchPlan& plan, const std::vector<T>& a, const std::vector<T>& b,
                   std::size_t wanted);

}  // namespace semiring_matmul
