/// What all providers of semiring_matmul share: the inputs of a point, its work, its check.
/// Decides: which rows the oracle computes and how close an output must be.
/// Refuses to know: which provider is measured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <semiring_matmul/data.hpp>
#include <semiring_matmul/oracle.hpp>

#include <tidegate/measure/benchmark.hpp>

namespace semiring_bench {

/// One point: its algebra, its extent (m = k = n) and seeded inputs of type T.
template <class T>
struct Workload {
  semiring_matmul::Algebra algebra;
  std::size_t n;
  std::uint64_t seed;
  semiring_matmul::Inputs<T> inputs;
};

/// Up to this extent the oracle computes every row; beyond it `sampled_row_count` of them, because
/// each of the many processes of a run computes its oracle anew.
inline constexpr std::size_t full_oracle_extent = 128;
inline constexpr std::size_t sampled_row_count = 32;

/// fp64 is held to what fp32 could not reach: a provider must not compute in less than it says.
template <class T>
constexpr tidegate::Tolerance tolerance() {
  return sizeof(T) == 4 ? tidegate::Tolerance{1e-3, 1e-4} : tidegate::Tolerance{1e-10, 1e-11};
}

/// Scale of the inputs of `log_wide`: their rows span more than fp32 can factor.
inline constexpr double wide_scale = 50.0;

/// The inputs of a word of the axis `algebra`: N(0, 1), and N(0, wide_scale^2) for `log_wide`.
template <class T>
semiring_matmul::Inputs<T> inputs_for(const std::string& word, semiring_matmul::Algebra algebra,
                                      std::size_t n, std::uint64_t seed) {
  auto inputs = semiring_matmul::make_inputs<T>(algebra, n, n, n, seed);
  if (word == "log_wide") {
    for (T& value : inputs.a.values) value *= static_cast<T>(wide_scale);
    for (T& value : inputs.b.values) value *= static_cast<T>(wide_scale);
  }
  return inputs;
}

/// Reads the point, makes the inputs and states the work of the direct algorithm: 2 n^3 operations,
/// a multiply and a combine per term, and 3 n^2 elements moved, each matrix once. An exp, and the
/// difference and square of euclidean, count as that one multiply: what the ceiling is reached by
/// is work done, not instructions. The blocked kernel sums `log` without an exponential for each
/// term, so that its fraction may come near those of the others; `log_wide` needs them.
template <class T>
Workload<T> workload(tidegate::State& state) {
  const auto n = static_cast<std::size_t>(state.integer("n"));
  const std::string& word = state.word("algebra");
  const auto algebra = semiring_matmul::algebra_named(word == "log_wide" ? "log" : word)
                           .value_or(semiring_matmul::Algebra::real);
  const double extent = static_cast<double>(n);
  state.work(3.0 * extent * extent * sizeof(T), 2.0 * extent * extent * extent);
  return {algebra, n, state.seed(), inputs_for<T>(word, algebra, n, state.seed())};
}

/// Compares C (n x n, row by row) with the oracle: every element up to full_oracle_extent, else
/// all elements of seeded rows, the first and the last among them.
template <class T>
void check(tidegate::State& state, const Workload<T>& work, const std::vector<T>& c) {
  const std::size_t n = work.n;
  const bool full = n <= full_oracle_extent;
  const auto rows = semiring_matmul::sampled_rows(n, full ? n : sampled_row_count, work.seed);
  const auto expected = semiring_matmul::oracle_rows<T>(work.algebra, work.inputs.a.view(),
                                                        work.inputs.b.view(), rows);
  if (full) {
    state.check(c, expected, tolerance<T>());
    return;
  }
  std::vector<std::size_t> indices;
  std::vector<std::size_t> place(n, 0);  // where a row stands in `expected`
  for (std::size_t r = 0; r < rows.size(); ++r) {
    place[rows[r]] = r;
    for (std::size_t j = 0; j < n; ++j) indices.push_back(rows[r] * n + j);
  }
  const auto oracle = [&](std::size_t index) { return expected[place[index / n] * n + index % n]; };
  state.check_at(indices, c, oracle, tolerance<T>());
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

}  // namespace semiring_bench
