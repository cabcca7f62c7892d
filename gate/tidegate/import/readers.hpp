/// The readers of the table of formats, one file each; google-benchmark's has a header of its own,
/// since programs of it are run as well.
/// Decides: what each takes for a sample and for a direction. Refuses to know: each other.
///
/// All give warm_time in s, less is better, unless stated. Errors: those of import_object.
#pragma once

#include <filesystem>

#include <tidegate/base/error.hpp>
#include <tidegate/import/foreign.hpp>

namespace tidegate::foreign {

/// JSON of nvbench (--json, --jsonbin), version 1. Time on the GPU where there is one, with cold
/// caches, else on the CPU; every sample of --jsonbin, else the minimum, else the mean that the
/// JSON has. A GPU's name is a fact of the row; items and bytes per second are throughput and
/// bytes_per_s, more is better. Summaries that the author added are counters without a direction;
/// a benchmark that threw is `crashed`.
Outcome<Imported> read_nvbench(const std::filesystem::path& file);

/// XML of Catch2's reporter `xml`, versions 2 and 3. It has no samples: the mean stands for them.
Outcome<Imported> read_catch2(const std::filesystem::path& file);

/// JSON of nanobench's template `json`: every epoch is a sample; per iteration, not per batch.
Outcome<Imported> read_nanobench(const std::filesystem::path& file);

/// JSON of hyperfine: every run is a sample, and from 1.19 on the memory of each. Commands that
/// failed are `crashed`.
Outcome<Imported> read_hyperfine(const std::filesystem::path& file);

/// JSON of pytest-benchmark: every round where --benchmark-save-data kept them, else the minimum.
Outcome<Imported> read_pytest_benchmark(const std::filesystem::path& file);

/// A folder of Criterion.rs, such as target/criterion, or one of its files `sample.json`: every
/// sample of the newest run, divided by its iterations. Elements and bytes that were stated are the
/// work of a call.
Outcome<Imported> read_criterion(const std::filesystem::path& path);

/// simple-kernel-timer of Kokkos tools: its .dat, its JSON, or what kp_json_writer made of a .dat.
/// It adds up calls: the mean stands for them. Kernels and regions are cases.
Outcome<Imported> read_kokkos_timer(const std::filesystem::path& file);

/// Rows of nperf (nitrix-perf-bench), JSON lines. The minimum stands for its samples; the median
/// and the p95 that it has are counters of their own, in s, less is better. Failed rows stay
/// failed.
Outcome<Imported> read_nperf(const std::filesystem::path& file);

/// The exchange format `[{"name", "unit", "value", "range"}]`: one value a name, of which the
/// file's own name must say which way is better. Times become warm_time; anything else becomes a
/// counter with that direction, in the unit that is stated.
Outcome<Imported> read_smaller_is_better(const std::filesystem::path& file);
Outcome<Imported> read_bigger_is_better(const std::filesystem::path& file);

}  // namespace tidegate::foreign
