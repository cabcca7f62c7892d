/// A small page's worth of rows, worked out by hand, for the tests of the page.
/// Decides: its numbers. Refuses to know: any renderer.
#pragma once

#include <string>
#include <vector>

#include <fakes/sample_history.hpp>
#include <fakes/sample_report.hpp>

#include <tidegate/render/html_site.hpp>

namespace tidegate::fakes {

inline render::SiteRow site_row(const std::string& point, const std::string& provider,
                                const std::string& platform, double min) {
  render::SiteRow site_row;
  ResultRow& row = site_row.row;
  row.key = key_of("semiring_matmul", point, provider, platform);
  row.run_id = "20261101T090000Z__3f2a91c";
  row.machine_class = "amd-epyc-7763-64-core-processor-1a2b3c4d";
  row.attempts = 3;
  row.metrics = {warm_summary(min, 12)};
  Provenance facts;
  facts[Fact::commit] = "3f2a91c0d1e2";
  facts[Fact::compiler] = "GNU 12.2.0";
  row.provenance = std::make_shared<const Provenance>(facts);
  site_row.samples = samples_from(min, 12);
  return site_row;
}

inline render::SiteRow skipped_row() {
  render::SiteRow row = site_row("n=512,algebra=log", "cuda", "cuda", 1);
  row.row.metrics.clear();
  row.row.status = Status::skipped;
  row.row.failure = "no device";
  row.samples.clear();
  return row;
}

/// Four rows of a case over three sizes, one of another platform, with a history and a verdict.
inline render::SiteInput small_site() {
  render::SiteInput input;
  input.rows = {site_row("n=128,algebra=log", "kokkos", "openmp", 20e-6),
                site_row("n=256,algebra=log", "kokkos", "openmp", 160e-6),
                site_row("n=512,algebra=log", "kokkos", "openmp", 1.336e-3), skipped_row()};
  input.rows[2].row.fidelity = Fidelity{};
  input.rows[2].row.fidelity->verdict = Fidelity::Verdict::pass;
  input.rows[2].row.fidelity->rel_to_tol = 0.012;
  input.rows[2].row.ratio = Ratio{"naive", 0.25};
  std::vector<ResultRow> rows;
  for (const render::SiteRow& row : input.rows) rows.push_back(row.row);
  input.capabilities = judge::capabilities(rows);
  input.scalings = judge::scalings(rows);
  input.histories = {two_steps()};
  input.verdicts = {every_verdict()};
  input.notes = {"one line of rows.jsonl was torn"};
  return input;
}

/// Assets that do nothing, so that no golden file changes with the script.
inline render::SiteAssets plain_assets() {
  render::SiteAssets assets;
  assets.style = "body { margin: 0 }\n";
  assets.guide = "<p id=\"guide\">the guide</p>\n";
  assets.script = "0;";
  assets.script_digest = "f1ab6b1fa3e07be02cdd3816ad1c1c0f6a540c262e4c805f208a901850e5dde0";
  return assets;
}

}  // namespace tidegate::fakes
