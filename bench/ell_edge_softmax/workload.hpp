/// What all providers of ell_edge_softmax share: the scores of a point, its work, its check.
/// Decides: the slots a row, how many of them are padding, and how close an output must be.
/// Refuses to know: which provider is measured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <common/generator.hpp>
#include <ell_aggregation/edge_softmax.hpp>

#include <tidegate/measure/benchmark.hpp>

namespace softmax_bench {

inline constexpr std::size_t slots = 16;
inline constexpr double edge_share = 0.75;  ///< of the slots; the others are padding

/// fp64 is held to what fp32 could not reach: a provider must not compute in less than it says.
template <class T>
constexpr tidegate::Tolerance tolerance() {
  return sizeof(T) == 4 ? tidegate::Tolerance{1e-4, 1e-6} : tidegate::Tolerance{1e-12, 1e-14};
}

/// N(0, 1) scores with padding drawn in between.
template <class T>
ell_aggregation::Ell<T> make_scores(std::size_t nodes, std::uint64_t seed) {
  kernels::Generator generator(seed);
  ell_aggregation::Matrix<T> values(nodes, slots);
  ell_aggregation::Matrix<std::int32_t> indices(nodes, slots);
  for (std::size_t i = 0; i < values.values.size(); ++i) {
    const bool is_edge = generator.uniform() < edge_share;
    const T score = static_cast<T>(generator.normal());
    values.values[i] = is_edge ? score : -ell_aggregation::infinity<T>;
    indices.values[i] = static_cast<std::int32_t>(generator.word() % nodes);
  }
  ell_aggregation::Ell<T> scores;
  // Every index is below `nodes`: nothing can be refused.
  (void)scores.assign(std::move(values), std::move(indices), nodes,
                      ell_aggregation::Reduction::max);
  return scores;
}

/// Reads the point, makes the scores and states the work: of each slot a comparison, a subtraction,
/// an exponential, an addition and a division, one operation each, though an exponential and a
/// division cost a dozen and more: against the ceiling of multiply-adds this kernel looks slower
/// than it is. Scores and weights are moved once; indices are not read.
template <class T>
ell_aggregation::Ell<T> workload(tidegate::State& state) {
  const auto nodes = static_cast<std::size_t>(state.integer("n"));
  const double count = static_cast<double>(nodes * slots);
  state.work(2.0 * sizeof(T) * count, 5.0 * count);
  state.elements(count);
  return make_scores<T>(nodes, state.seed());
}

template <class T>
void check(tidegate::State& state, const ell_aggregation::Ell<T>& scores,
           const std::vector<T>& weights) {
  state.check(weights, ell_aggregation::softmax_oracle(scores), tolerance<T>());
}

/// Calls `measure(scores)` with the scores of the point's dtype.
template <class F>
void with_workload(tidegate::State& state, F measure) {
  if (state.word("dtype") == "fp64") {
    measure(workload<double>(state));
  } else {
    measure(workload<float>(state));
  }
}

}  // namespace softmax_bench
