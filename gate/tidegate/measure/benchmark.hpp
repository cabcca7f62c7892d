/// The public face of measuring: what a benchmark's author includes.
///
///   #include <tidegate/measure/benchmark.hpp>
///   static void sum(tidegate::State& state) {
///     std::vector<double> x(state.integer("n"), 1.0);
///     state.work(/*bytes=*/8.0 * x.size(), /*flops=*/1.0 * x.size());
///     double total = 0;
///     state.measure([&] { total = std::accumulate(x.begin(), x.end(), 0.0); return total; });
///     state.check(std::span(&total, 1), [&](std::size_t) { return double(x.size()); });
///   }
///   TIDEGATE_CASE("sum").axis("n", {1024, 65536}).provider("std", sum);
///   TIDEGATE_MAIN()
///
/// Decides: what a benchmark may say. Refuses to know: statistics, files, verdicts.
#pragma once

// Said here, or the reader gets a page of errors about names that an older standard lacks.
#if __cplusplus < 202002L
#error "tidegate::measure needs C++20: link tidegate::measure in CMake, or compile with -std=c++20."
#endif

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include <tidegate/measure/case_registry.hpp>
#include <tidegate/measure/do_not_optimize.hpp>
#include <tidegate/measure/state.hpp>

/// Declares a case; axes and providers follow as chained calls. Registration happens before main.
#define TIDEGATE_CASE(name) TIDEGATE_CASE_AT(name, __COUNTER__)
#define TIDEGATE_CASE_AT(name, counter) TIDEGATE_CASE_NAMED(name, counter)
#define TIDEGATE_CASE_NAMED(name, counter)                                  \
  TIDEGATE_LINE(tidegate_case_line_##counter)                               \
  [[maybe_unused]] static ::tidegate::CaseBuilder tidegate_case_##counter = \
      ::tidegate::declare_case(name, TIDEGATE_COMPILER, {__FILE__, &tidegate_case_line_##counter})

/// Defines a main that speaks the worker protocol and, without arguments, prints a small table.
#define TIDEGATE_MAIN() \
  int main(int argc, char** argv) { return ::tidegate::worker_main(argc, argv); }

namespace tidegate {
/// The whole program of a worker: `--tidegate list|attempt|lockstep`, else a table for people.
int worker_main(int argc, char** argv);
}  // namespace tidegate
