#include "calibrate_history.hpp"

#include <set>

#include <fmt/format.h>

#include <tidegate/judge/noise_history.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/text_table.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "read_history.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

std::string bands_text(const std::vector<judge::NoiseBand>& bands, std::string_view counted) {
  render::TextTable table({{"row", render::Align::left},
                           {"min within", render::Align::right},
                           {"p95 within", render::Align::right},
                           {std::string(counted), render::Align::right}});
  for (const judge::NoiseBand& band : bands) {
    table.add({{band.key.text()},
               {fmt::format("{:.1f} %", 100 * band.min)},
               {fmt::format("{:.1f} %", 100 * band.p95)},
               {render::count_text(band.processes)}});
  }
  std::string text;
  for (const std::string& line : table.lines(render::Colour::off)) text += line + "\n";
  return text;
}

}  // namespace

void print_bands(const std::vector<judge::NoiseBand>& bands,
                 const std::vector<judge::NoiseBand>& too_wide, std::string_view counted) {
  if (!bands.empty()) print(bands_text(bands, counted));
  if (too_wide.empty()) return;
  print(fmt::format("no band, for they vary by more than {:.0f} %: lockstep alone decides them\n{}",
                    100 * judge::widest_band, bands_text(too_wide, counted)));
}

Outcome<void> write_noise_file(const Arguments& arguments, const std::string& machine_class,
                               const std::vector<judge::NoiseBand>& bands,
                               const std::vector<judge::NoiseBand>& refused) {
  if (arguments.has("dry-run")) return {};
  const fs::path folder =
      arguments.text_or("baselines", (source_dir(arguments) / "baselines").string());
  const fs::path file = judge::noise_file(folder, machine_class);
  std::error_code code;
  if (bands.empty() && (refused.empty() || !fs::exists(file, code))) return {};
  if (auto written = judge::write_bands(file, bands, refused); !written) return pass_on(written);
  print(fmt::format("noise bands: {}; commit it, and the screen widens its limits to them\n",
                    file.string()));
  return {};
}

namespace {

Outcome<void> learn(const Arguments& arguments, const std::vector<ResultRow>& rows,
                    const std::string& machine_class, std::size_t& judged) {
  const judge::HistoryBands found = judge::bands_of_history(rows, machine_class);
  print(fmt::format(
      "machine class {}: rows with a noise band: {}; with fewer than {} runs of one code an hour "
      "apart: {}\n",
      machine_class, found.bands.size(), judge::history_runs, found.too_few));
  if (found.disturbed + found.nameless > 0) {
    note(
        fmt::format("left out: {} rows measured beside other load, {} without a digest of their "
                    "code or a time",
                    found.disturbed, found.nameless));
  }
  print_bands(found.bands, found.too_wide, "runs");
  judged += found.bands.size() + found.too_wide.size();
  return write_noise_file(arguments, machine_class, found.bands, found.too_wide);
}

}  // namespace

Outcome<ExitCode> calibrate_history(const Arguments& arguments) {
  if (arguments.has("worker") || arguments.has("suites")) {
    return fail(ErrorKind::usage, "--history reads runs, --worker and --suites measure",
                "Keep one of them.");
  }
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  std::vector<std::string> notes;
  const auto rows = read_history(
      arguments.paths("history"),
      [&](const Key& key, bool representative) { return selection->matches(key, representative); },
      notes);
  if (!rows) return pass_on(rows);
  for (const std::string& text : notes) note(text);
  std::set<std::string> classes;
  for (const ResultRow& row : *rows) {
    if (!row.machine_class.str().empty()) classes.insert(row.machine_class.str());
  }
  std::size_t judged = 0;
  for (const std::string& machine_class : classes) {
    const auto done = learn(arguments, *rows, machine_class, judged);
    if (!done) return pass_on(done);
  }
  if (judged > 0) return ExitCode::ok;
  return fail(ErrorKind::missing,
              fmt::format("no row has {} runs of one code an hour apart", judge::history_runs),
              "Run the benchmarks again later into the same store (`tidegate run --store`), or "
              "measure now with --worker.");
}

}  // namespace tidegate::command
