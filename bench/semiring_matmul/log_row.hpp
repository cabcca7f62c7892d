/// What a row of the log product says of its inputs.
/// Decides: that it counts the blocks of either way of summing, because a time of one says nothing
/// of the other. Refuses to know: who measures. On a GPU every output is streamed: nothing is said.
#pragma once

#include <semiring_matmul/block_shape.hpp>
#include <semiring_matmul/kokkos_products.hpp>
#include <semiring_matmul/log_paths.hpp>

#include "workload.hpp"

namespace semiring_bench {

/// The counters `factored_blocks` and `streamed_blocks` of the blocked kernel with sums of type S,
/// from the inputs; not while the clock runs. Nothing for the other algebras.
template <class S, class T>
void tell_log_paths(tidegate::State& state, const Workload<T>& work) {
  if (work.algebra != semiring_matmul::Algebra::log || !semiring_matmul::runs_on_host) return;
  const auto threads = static_cast<std::size_t>(Kokkos::DefaultExecutionSpace().concurrency());
  const auto paths = semiring_matmul::log_paths<S>(
      semiring_matmul::plan_single(work.n, work.n, work.n), work.inputs.a.values,
      work.inputs.b.values, semiring_matmul::wanted_blocks(1, threads));
  state.counter("factored_blocks", static_cast<double>(paths.factored));
  state.counter("streamed_blocks", static_cast<double>(paths.streamed));
}

}  // namespace semiring_bench
