/// Programs of google-benchmark, asked by their flags.
/// Decides: which flags. Refuses to know: what its results look like (import/google_benchmark).
#pragma once

#include <string>
#include <string_view>

#include <tidegate/adapt/dialect.hpp>

namespace tidegate::adapt {

/// The lines of --benchmark_list_tests without those that the program prints whatever is listed,
/// for which it is asked twice. Errors: `process` where it lists none.
Outcome<std::vector<ForeignCase>> google_benchmark_cases(const Asked& asked);

/// One process: as many repetitions as samples, each at least spec.min_sample_s long. The program
/// finds out by itself how many iterations that takes, and is warm by then. A benchmark whose
/// source sets its own repetitions, iterations or time keeps them.
Outcome<Taken> take_google_benchmark(const Asked& asked, const ForeignCase& wanted,
                                     const AttemptSpec& spec);

/// A regular expression that matches `name` alone, in every dialect of them that google-benchmark
/// may have been built with.
std::string exactly(std::string_view name);

}  // namespace tidegate::adapt
