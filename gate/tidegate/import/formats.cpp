#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <tidegate/import/formats.hpp>
#include <tidegate/import/google_benchmark.hpp>
#include <tidegate/import/readers.hpp>

namespace tidegate::foreign {
namespace {

constexpr std::array table{
    Format{"google-benchmark", "JSON of --benchmark_out, 1.5 and newer",
           "each repetition, s, less is better; items and bytes per second, more is better",
           read_google_benchmark},
    Format{"nvbench", "JSON of --json or --jsonbin",
           "each sample of --jsonbin, else min or mean, s, less is better; items and bytes per "
           "second, "
           "more is better",
           read_nvbench},
    Format{"catch2", "XML of --reporter xml, Catch2 2 and 3", "the mean, s, less is better",
           read_catch2},
    Format{"nanobench", "JSON of templates::json()", "each epoch, s, less is better",
           read_nanobench},
    Format{"hyperfine", "JSON of --export-json", "each run, s, and its memory, B, less is better",
           read_hyperfine},
    Format{"pytest-benchmark", "JSON of --benchmark-json",
           "each round with --benchmark-save-data, else the min, s, less is better",
           read_pytest_benchmark},
    Format{"criterion", "folder target/criterion of Criterion.rs",
           "each sample, else the median, s, less is better", read_criterion},
    Format{"kokkos-timer", "JSON or .dat of Kokkos tools' simple-kernel-timer",
           "the mean of each kernel and region, s, less is better", read_kokkos_timer},
    Format{"nperf", "JSON lines of nperf's rows, schema version 1",
           "the min, s; its median and p95 as counters, s; memory, B; less is better", read_nperf},
    Format{"smaller-is-better", "JSON [{name, unit, value, range}]",
           "the value: a time in s, or a counter in its own unit, less is better",
           read_smaller_is_better},
    Format{"bigger-is-better", "JSON [{name, unit, value, range}]",
           "the value, a counter in its own unit, more is better", read_bigger_is_better},
};

}  // namespace

std::span<const Format> formats() { return table; }

Outcome<Format> format_of(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [name](const Format& format) { return format.name == name; });
  if (found != table.end()) return *found;
  std::string names;
  for (const Format& format : table) names.append(names.empty() ? "" : ", ").append(format.name);
  return fail(ErrorKind::usage, fmt::format("there is no format '{}'", name),
              fmt::format("Formats are: {}.", names));
}

}  // namespace tidegate::foreign
