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

#include <common/generator.hpp>
#include <tricubic/data.hpp>
#include <tricubic/oracle.hpp>

#include <tidegate/measure/benchmark.hpp>

namespace tricubic_bench {

/// The original's crystal has 2 x 2 x 2 cells and nobody said whether to interpolate: its own rule
/// switches interpolation on.
inline tricubic::Settings settings_of_the_original() {
  tricubic::Settings settings;
  settings.interpolate = tricubic::interpolation_enabled(2, 2, 2, tricubic::Override::none);
  return settings;
}

/// One point: `batches` has one element for call=batch, one for each query for call=scalar.
template <class T>
struct Workload {
  tricubic::Output output = tricubic::Output::value;
  tricubic::Settings settings = settings_of_the_original();
  tricubic::Grid<T> grid;
  std::vector<tricubic::Queries<T>> batches;
};

inline constexpr std::size_t most_scalar_calls = 100;

/// Floating-point operations a query by the least direct algorithm known here, the polynomial of a
/// cell by Horner's scheme (query_block.hpp); additions, multiplications and a floor count one
/// each, the index of a cell is arithmetic of integers and counts nothing:
///   the place in the cell along an axis, x - floor(x) - 1/2      3 an axis
///   a cubic from its four coefficients                           6: 3 multiply-adds
///   the derivative beside it, (c3 u + s2) u + s1                 4: 2 multiply-adds
/// The value: 16 cubics along l, 4 along k, 1 along h. Gradient: 16 derivatives along l, 4 along k
/// and 1 along h beside those, 4 more cubics along k and 1 along h of what was derived along l, and
/// 1 along h of what was derived along k. 9 + 21 * 6 = 135 and 9 + 27 * 6 + 21 * 4 = 255.
/// Weights and sums of four (weights.hpp) take 189 and 411. All providers state the least, however
/// much more they do; a table of coefficients that is made anew for each batch is not counted.
constexpr double flops_per_query(tricubic::Output output) {
  constexpr double places = 3 * 3;
  constexpr double cubic = 6;
  constexpr double derivative = 4;
  constexpr double lines = 16 + 4 + 1;
  if (output == tricubic::Output::value) return places + lines * cubic;
  constexpr double derived_lines = 4 + 1 + 1;
  return places + (lines + derived_lines) * cubic + lines * derivative;
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

/// Moves queries beyond the window along h, not beyond the grid: they have a nearest value.
/// `percent` of them on average, anywhere in the batch. Gives their number.
template <class T>
std::size_t move_out_of_range(tricubic::Queries<T>& queries, double percent, std::uint64_t seed) {
  const T outside = static_cast<T>(tricubic::original_range.last) - T(0.75);
  kernels::Generator generator(seed);
  std::size_t moved = 0;
  for (T& h : queries.x[0]) {
    if (100.0 * generator.uniform() >= percent) continue;
    h = outside;
    ++moved;
  }
  return moved;
}

/// Reads the point of tricubic_per_query, makes the inputs and states the work of one measured
/// call: queries out of range count no operations.
template <class T>
Workload<T> per_query_workload(tidegate::State& state) {
  const auto size = static_cast<std::size_t>(state.integer("size"));
  const std::size_t count = size * size;
  const tricubic::Range range = tricubic::original_range;
  Workload<T> work;
  work.settings.policy = tricubic::OutOfRange::per_query;
  work.grid = tricubic::random_grid<T>(range, range, range, state.seed());
  work.batches.push_back(tricubic::random_queries<T>(
      work.grid.range, tricubic::Acceptance::neighbourhood, count, state.seed() + 1));
  const double moved = static_cast<double>(move_out_of_range(
      work.batches.front(), static_cast<double>(state.integer("percent_out")), state.seed() + 2));
  const double queries = static_cast<double>(count);
  const double table = static_cast<double>(work.grid.values.size() * sizeof(T));
  state.work(table + queries * bytes_per_query<T>(work.output),
             (queries - moved) * flops_per_query(work.output));
  state.elements(queries);
  state.counter("out_of_range", moved);
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
      return part(tricubic::oracle_at(work.grid, work.settings, tricubic::Treatment::interpolate,
                                      queries, i));
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

/// What a run has to say to those who read the row. No warning where queries out of range are what
/// is measured: it would count them over all calls, another number in each process.
inline void report(tidegate::State& state, tricubic::RunState& run) {
  state.counter("interpolation_enabled", run.interpolating() ? 1 : 0);
  if (run.settings().policy == tricubic::OutOfRange::per_query) return;
  if (const auto warning = run.take_warning()) state.warn(warning->text, warning->count);
}

/// Calls `measure(workload)` with that of tricubic_per_query.
template <class F>
void with_per_query_workload(tidegate::State& state, F measure) {
  if (state.word("dtype") == "fp64") {
    measure(per_query_workload<double>(state));
  } else {
    measure(per_query_workload<float>(state));
  }
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
