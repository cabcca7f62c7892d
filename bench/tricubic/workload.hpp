/// What all providers of tricubic share: the inputs of a point, its work, its check.
/// Decides: field and queries, what counts as the work, how close a result must be.
/// Refuses to know: which provider is measured.
///
/// Batch: the table is the original's 9 x 9 x 9 in size, its values are drawn (neighbours have
/// nothing in common, as with structure factors, where the original's trilinear field would let a
/// linear interpolation pass), and so are the queries: neighbouring pixels lie in different cells,
/// the hardest order. A real detector's neighbours mostly share a cell; no provider may count on
/// it. Scalar: the original's field and line of queries, all of which are in range (data.hpp). Out
/// of range is sticky, as in the port: a batch is searched before anything is written.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <tricubic/data.hpp>
#include <tricubic/oracle.hpp>

#include <tidegate/measure/benchmark.hpp>

namespace tricubic_bench {

/// One point: `batches` has one element for call=batch, one for each query for call=scalar.
template <class T>
struct Workload {
  tricubic::Output output = tricubic::Output::value;
  tricubic::Grid<T> grid;
  std::vector<tricubic::Queries<T>> batches;
};

inline constexpr std::size_t most_scalar_calls = 100;

/// Floating-point operations a query, each addition and multiplication counted once.
///
/// The weights of an axis take 14: t = x - floor(x); t+1, t-1, t-2; two products of pairs; for each
/// weight two products more (weights.hpp). A sum of four takes 7. The value: 16 sums along l, 4
/// along k, 1 along h. Gradient: 11 more an axis for the weights of the derivative, and 16 more
/// sums along l (its derivative), 8 along k (values by the derived weights, derived rows by the
/// weights), 3 along h: 48 sums. 3*14 + 21*7 = 189 and 3*25 + 48*7 = 411. Four of seven operations
/// of a sum are a multiplication, three an addition: of a ceiling of fused multiply-adds at most
/// 7/8 can be reached that way. A provider with a table of polynomials needs fewer operations: the
/// fraction counts these all the same.
constexpr double flops_per_query(tricubic::Output output) {
  return output == tricubic::Output::gradient ? 411.0 : 189.0;
}

/// Bytes a query: three coordinates in, one result out, or four. The table is read once a call.
template <class T>
constexpr double bytes_per_query(tricubic::Output output) {
  return (output == tricubic::Output::gradient ? 7.0 : 4.0) * sizeof(T);
}

/// fp64 is held to what fp32 could not reach. Relative to 200, the largest value of the table.
template <class T>
constexpr tidegate::Tolerance tolerance() {
  return sizeof(T) == 4 ? tidegate::Tolerance{1e-5, 2e-3} : tidegate::Tolerance{1e-13, 1e-11};
}

/// Reads the point, makes the inputs and states the work of one measured call.
template <class T>
Workload<T> workload(tidegate::State& state) {
  const auto size = static_cast<std::size_t>(state.integer("size"));
  Workload<T> work;
  if (state.word("output") == "gradient") work.output = tricubic::Output::gradient;
  std::size_t count = size * size;
  if (state.word("call") == "scalar") {
    count = std::min(most_scalar_calls, size);
    work.grid = tricubic::original_field<T>();
    const tricubic::Queries<T> line = tricubic::original_queries<T>(count);
    for (std::size_t i = 0; i < count; ++i) {
      work.batches.push_back({{{line.x[0][i]}, {line.x[1][i]}, {line.x[2][i]}}});
    }
  } else {
    const tricubic::Range range = tricubic::original_range;
    work.grid = tricubic::random_grid<T>(range, range, range, state.seed());
    work.batches.push_back(tricubic::random_queries<T>(
        work.grid.range, tricubic::Acceptance::neighbourhood, count, state.seed() + 1));
  }
  const double queries = static_cast<double>(count);
  const double table = static_cast<double>(work.grid.values.size() * sizeof(T));
  state.work(table + queries * bytes_per_query<T>(work.output),
             queries * flops_per_query(work.output));
  state.elements(queries);
  return work;
}

/// Up to this many queries of a batch all are compared with the oracle; beyond it so many, drawn by
/// the seed, because each of the many processes of a run computes its oracle anew.
inline constexpr std::size_t checked_queries = 65536;

/// Compares the results of one batch.
template <class T>
void check(tidegate::State& state, const Workload<T>& work, const tricubic::Queries<T>& queries,
           const tricubic::Results<T>& results) {
  const auto compare = [&](const std::vector<T>& out, auto part) {
    const auto oracle = [&](std::size_t i) {
      return part(tricubic::oracle_at(work.grid, tricubic::Settings{},
                                      tricubic::Treatment::interpolate, queries, i));
    };
    if (out.size() <= checked_queries) {
      state.check(out, oracle, tolerance<T>());
    } else {
      state.check_sample(out, oracle, checked_queries, tolerance<T>());
    }
  };
  compare(results.value, [](const tricubic::Expected& expected) { return expected.value; });
  if (work.output == tricubic::Output::value) return;
  for (std::size_t axis = 0; axis < tricubic::axes; ++axis) {
    compare(results.slope[axis],
            [axis](const tricubic::Expected& expected) { return expected.slope[axis]; });
  }
}

/// What a run has to say to those who read the row.
inline void report(tidegate::State& state, tricubic::RunState& run) {
  state.counter("interpolation_enabled", run.interpolating() ? 1 : 0);
  if (const auto warning = run.take_warning()) state.warn(warning->text, warning->count);
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

}  // namespace tricubic_bench
