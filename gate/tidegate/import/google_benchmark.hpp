/// Results of google-benchmark: the JSON of --benchmark_out, versions 1.5 and newer.
/// Decides: that a repetition is a sample, that aggregates count only where there is nothing else.
/// Refuses to know: who ran the program.
#pragma once

#include <filesystem>

#include <tidegate/base/error.hpp>
#include <tidegate/import/foreign.hpp>

namespace tidegate::foreign {

/// One row for each benchmark. warm_time is its real time per iteration, or what the author set by
/// SetIterationTime; `cpu_time` stands beside it. `items_per_second` and `bytes_per_second` are the
/// metrics throughput and bytes_per_s, more is better. Other counters have no direction: google-
/// benchmark states none. A benchmark that reported an error is `crashed`, a skipped one `skipped`.
Outcome<Imported> read_google_benchmark(const std::filesystem::path& file);

}  // namespace tidegate::foreign
