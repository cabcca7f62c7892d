// `tidegate render`: any renderer over an old verdict.json, and the page of a store.
// Decides: nothing but which renderer. Rendering a red verdict is itself a success.
#include <fmt/format.h>

#include <tidegate/render/renderers.hpp>

#include "commands.hpp"
#include "committed_texts.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "report_file.hpp"
#include "rows_render.hpp"
#include "site_command.hpp"
#include "text_out.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flags[] = {
    {"inputs", Arity::positionals, "",
     "verdict.json of a gate run; or `html`, `csv` or `table` and stores or row files"},
    {"format", Arity::one, "NAME", "Renderer (default: text); --list shows all",
     "text markdown junit ctest github-annotations github-summary pr-comment sarif badge svg json"},
    flag_text_out,
    flag_committed,
    flag_check_committed,
    {"list", Arity::no_value, "", "List the renderers"},
    flag_site_verdict,
    flag_site_history,
    flag_source,
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
};

/// A verdict is rendered whole: a filter that is passed over would look like one that was used.
Outcome<void> no_filter(const Arguments& arguments) {
  for (const Flag& flag : {flag_case, flag_point, flag_provider, flag_platform}) {
    if (!arguments.has(flag.name)) continue;
    return fail(ErrorKind::usage, fmt::format("--{} chooses rows for csv and table", flag.name),
                "tidegate render csv ROWS...");
  }
  return {};
}

Outcome<ExitCode> render_report(const Arguments& arguments) {
  if (asks_for_rows(arguments)) return render_rows(arguments);
  if (const auto fine = no_filter(arguments); !fine) return pass_on(fine);
  if (asks_for_site(arguments)) return render_site(arguments);
  if (arguments.has("list")) {
    for (const render::Renderer& renderer : render::all_renderers()) {
      print(fmt::format("{:<20} {}\n", renderer.name, renderer.title));
    }
    return ExitCode::ok;
  }
  if (arguments.has("committed")) return render_committed(arguments);
  if (arguments.has("check")) {
    return fail(ErrorKind::usage, "--check is about committed texts",
                "Name their folder with --committed.");
  }
  const std::string format = arguments.text_or("format", "text");
  const render::Renderer* renderer = render::find_renderer(format);
  if (renderer == nullptr) {
    return fail(ErrorKind::usage, fmt::format("there is no renderer '{}'", format),
                "tidegate render --list shows all.");
  }
  const auto inputs = arguments.paths("inputs");
  if (inputs.size() != 1) {
    return fail(ErrorKind::usage,
                fmt::format("{} verdict files were named, not one", inputs.size()),
                "Name the verdict.json that a gate run wrote.");
  }
  const auto report = read_report(inputs.front());
  if (!report) return pass_on(report);
  if (const auto done = print_or_write(arguments, renderer->render(*report)); !done) {
    return pass_on(done);
  }
  return ExitCode::ok;
}

}  // namespace

Command render_command() {
  return {
      "render", "Render a verdict again, in any format, or rows as a page, CSV or table",
      "`tidegate render html ROWS... --out FILE` writes one page of all rows: a table to sort and\n"
      "filter, samples, histories with their changes, time over size, what was measured where. It\n"
      "loads nothing, needs no server, and says everything without scripts too.\n"
      "Examples:\n"
      "  tidegate render tidegate-out/verdict.json --format markdown\n"
      "  tidegate render html tidegate-out/store --out site.html\n"
      "  tidegate render csv tidegate-out/store --case semiring_matmul --out rows.csv\n"
      "  tidegate render --committed baselines --check\n"
      "Exit codes: 0 rendered, whatever the verdict; 1 --check found a text that is not what its "
      "rows\n"
      "say; 2 unreadable; 64 wrong usage.",
      flags, render_report};
}

}  // namespace tidegate::command
