/// Result rows of one run, with numbers that can be worked out by hand and with hostile names.
/// Decides: their numbers. Refuses to know: any renderer.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fakes/sample_report.hpp>

#include <tidegate/row/result_row.hpp>

namespace tidegate::fakes {

inline MetricSummary single(const std::string& metric, const std::string& unit, double value) {
  MetricSummary summary;
  summary.metric = metric;
  summary.unit = unit;
  summary.n = 1;
  summary.min = summary.median = summary.mean = value;
  return summary;
}

inline ResultRow result_of(Key key, std::vector<MetricSummary> metrics) {
  ResultRow row;
  row.run_id = "20260301T120000Z__0123456";
  row.key = std::move(key);
  row.attempts = 1;
  row.metrics = std::move(metrics);
  row.machine_class = "cpu-00000001";
  row.fidelity = Fidelity{};
  row.fidelity->verdict = Fidelity::Verdict::pass;
  row.fidelity->rel_to_tol = 0.25;
  Provenance facts;
  facts[Fact::commit] = "0123456789abcdef0123456789abcdef01234567";
  facts[Fact::dirty] = "false";
  facts[Fact::timestamp] = "2026-03-01T12:00:00Z";
  row.provenance = std::make_shared<const Provenance>(facts);
  return row;
}

/// A case with stages, and one whose names would be a formula, markup and columns.
inline std::vector<ResultRow> sample_results() {
  ResultRow naive = result_of(
      key_of("pipeline", "n=64", "naive", "serial"),
      {warm_summary(2e-3, 40), single("peak_rss", "B", 4194304),
       single("stage_time.assemble", "s", 0.5e-3), single("stage_time.solve", "s", 1.5e-3)});
  naive.reference = naive.representative = true;
  ResultRow kokkos = result_of(key_of("pipeline", "n=64", "kokkos", "serial"),
                               {warm_summary(1e-3, 10), single("stage_time.solve", "s", 0.9e-3)});
  kokkos.representative = true;
  kokkos.ratio = Ratio{"naive", 0.5};
  kokkos.warnings = {{"12 queries | out of range", 2}};
  ResultRow hostile =
      result_of(key_of("z_names", "kind=<b>|x", "=HYPERLINK(\"x\",\"y\")", "serial"), {});
  hostile.status = Status::crashed;
  hostile.failure = "it said `x` | \"y\",\nand died";
  hostile.failed = 1;
  hostile.fidelity.reset();
  return {kokkos, naive, hostile};
}

}  // namespace tidegate::fakes
