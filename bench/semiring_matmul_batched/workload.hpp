/// What all providers of semiring_matmul_batched share: the inputs of a point, its work, its check.
/// Decides: how close an output must be. Refuses to know: which provider is measured.
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <vector>

#include <semiring_matmul/data.hpp>
#include <semiring_matmul/oracle.hpp>

#include <tidegate/measure/benchmark.hpp>

namespace batched_bench {

/// One point: its algebra, its plan and seeded inputs of type T.
template <class T>
struct Workload {
  semiring_matmul::Algebra algebra;
  semiring_matmul::BatchPlan plan;
  semiring_matmul::BatchInputs<T> inputs;
};

/// The four extents of `16x64x64x64`, a word of this case's own axis; 0 where one is missing.
inline std::array<std::size_t, 4> extents_in(const std::string& shape) {
  std::array<std::size_t, 4> extents{};
  const char* at = shape.data();
  const char* end = at + shape.size();
  for (std::size_t& extent : extents) {
    at = std::from_chars(at, end, extent).ptr;
    if (at != end) ++at;  // the x
  }
  return extents;
}

/// fp64 is held to what fp32 could not reach: a provider must not compute in less than it says.
template <class T>
constexpr tidegate::Tolerance tolerance() {
  return sizeof(T) == 4 ? tidegate::Tolerance{1e-3, 1e-4} : tidegate::Tolerance{1e-10, 1e-11};
}

/// Reads the point, makes the inputs and states the work of the direct algorithm: 2 m k n
/// operations for each product (an exp counts as one), and each element of A, B and C moved once; a
/// shared B is one matrix.
template <class T>
Workload<T> workload(tidegate::State& state) {
  const auto [batch, m, k, n] = extents_in(state.word("shape"));
  const std::size_t b_batch = state.word("b") == "shared" ? 1 : batch;
  const auto algebra = semiring_matmul::algebra_named(state.word("algebra"))
                           .value_or(semiring_matmul::Algebra::real);
  Workload<T> work{
      algebra,
      {},
      semiring_matmul::make_batch_inputs<T>(algebra, {batch, m, k}, {b_batch, k, n}, state.seed())};
  work.plan = semiring_matmul::plan_batch(work.inputs.a.extents, work.inputs.b.extents);
  const std::size_t elements = work.plan.a_elements + work.plan.b_elements + work.plan.c_elements();
  state.work(static_cast<double>(elements * sizeof(T)),
             2.0 * static_cast<double>(work.plan.c_elements() * k));
  return work;
}

/// Compares every element of C with the oracle.
template <class T>
void check(tidegate::State& state, const Workload<T>& work, const std::vector<T>& c) {
  state.check(c, semiring_matmul::oracle<T>(work.algebra, work.inputs.a, work.inputs.b),
              tolerance<T>());
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

}  // namespace batched_bench
