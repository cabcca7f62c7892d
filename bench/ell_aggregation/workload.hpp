/// What all providers of ell_aggregation share: the inputs of a point, its work, its check.
/// Decides: the extents that are no axes, the work, which elements the oracle computes and how
/// close they must be. Refuses to know: which provider is measured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <ell_aggregation/data.hpp>
#include <ell_aggregation/oracle.hpp>

#include <tidegate/measure/benchmark.hpp>

namespace ell_bench {

inline constexpr std::size_t edges_a_node = 16;  ///< k
inline constexpr std::size_t features = 64;      ///< d_in and d_out

/// One element a block of equal size is held against the oracle: all of them would cost each of the
/// many processes of a run 2 n k d_in d_out operations, a second of plain loops.
inline constexpr std::size_t checked_elements = 8192;

/// One point: its reduction and seeded inputs of type T.
template <class T>
struct Workload {
  ell_aggregation::Reduction reduction;
  ell_aggregation::Inputs<T> inputs;

  std::size_t nodes() const { return inputs.ell.rows(); }
};

/// fp64 is held to what fp32 could not reach: a provider must not compute in less than it says.
template <class T>
constexpr tidegate::Tolerance tolerance() {
  return sizeof(T) == 4 ? tidegate::Tolerance{1e-3, 1e-4} : tidegate::Tolerance{1e-10, 1e-11};
}

/// The work that every provider states, whatever it computes: the least that the definition asks
/// for, counted once.
///
/// flops = 2 n d_in d_out + 2 n k d_out: each node's W h_j once (multiply, add), since k edges on
/// average read the same one, then a multiply by w and a combine (add, max or min) an edge and
/// output. Evaluated anew for each edge it would be 16 times as much; nobody is credited for that.
/// bytes = T (n d_in + d_out d_in + n k + n d_out) + 4 n k: features, W, edge weights and output
/// once, and an index an edge. That an edge gathers a row of 64 elements is in neither figure:
/// rows that are read again come from a cache, 16 times as many bytes as count here, so that a
/// kernel bound by its gathers stays below both ceilings.
template <class T>
void state_work(tidegate::State& state, std::size_t nodes) {
  const auto n = static_cast<double>(nodes);
  const auto k = static_cast<double>(edges_a_node);
  const auto d = static_cast<double>(features);
  state.work(sizeof(T) * (n * d + d * d + n * k + n * d) + sizeof(std::int32_t) * n * k,
             2.0 * n * d * d + 2.0 * n * k * d);
  state.elements(n * k);
}

template <class T>
Workload<T> workload(tidegate::State& state) {
  const auto nodes = static_cast<std::size_t>(state.integer("n"));
  const auto reduction = ell_aggregation::reduction_named(state.word("reduce"))
                             .value_or(ell_aggregation::Reduction::sum);
  state_work<T>(state, nodes);
  return {reduction, ell_aggregation::make_inputs<T>(reduction, nodes, edges_a_node, features,
                                                     features, state.seed())};
}

/// Compares the output, row by row, with the oracle at seeded elements of all parts.
template <class T>
void check(tidegate::State& state, const Workload<T>& work, const std::vector<T>& out) {
  const auto expected = [&](std::size_t index) {
    return ell_aggregation::oracle_element(work.reduction, work.inputs, index / features,
                                           index % features);
  };
  state.check_sample(out, expected, checked_elements, tolerance<T>());
}

/// Calls `measure(workload)` with the workload of the point's dtype.
template <class F>
void with_workload(tidegate::State& state, F measure) {
  if (state.word("dtype") == "fp64") {
    measure(workload<double>(state));
  } else {
    measure(workload<float>(state));
  }
}

/// Providers that add before they multiply know sums alone.
inline bool is_sum(const tidegate::Point& point) {
  const tidegate::AxisValue* reduce = point.find("reduce");
  return reduce != nullptr && std::get<std::string>(*reduce) == "sum";
}

}  // namespace ell_bench
