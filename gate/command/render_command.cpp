// `tidegate render`: any renderer over an old verdict.json, and the page of a store.
// Decides: nothing but which renderer, and that of several verdicts one that cannot be read takes
// no other with it. Rendering a red verdict is itself a success.
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include <tidegate/render/renderers.hpp>

#include "commands.hpp"
#include "committed_texts.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "repeated_file.hpp"
#include "report_file.hpp"
#include "rows_render.hpp"
#include "site_command.hpp"
#include "text_out.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flag_together{"name", Arity::one, "NAME",
                             "Of several verdicts: what they are called together (default: perf)"};
constexpr Flag flag_problem{"problem", Arity::many, "TEXT",
                            "Of several verdicts: also say this, and that they did not pass"};
constexpr Flag flag_link{"link", Arity::one, "URL", "Of several verdicts: where all reports lie"};

constexpr Flag flags[] = {
    {"inputs", Arity::positionals, "",
     "verdict.json of a gate run, of several for github-summary, pr-comment and "
     "github-annotations; or `html`, `csv` or `table` and stores or row files"},
    {"format", Arity::one, "NAME", "Renderer (default: text); --list shows all",
     "text markdown junit ctest github-annotations github-summary pr-comment sarif badge svg json"},
    flag_text_out,
    flag_committed,
    flag_check_committed,
    {"list", Arity::no_value, "", "List the renderers"},
    flag_together,
    flag_problem,
    flag_link,
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

Outcome<ExitCode> write_text(const Arguments& arguments, const std::string& text) {
  if (const auto done = print_or_write(arguments, text); !done) return pass_on(done);
  return ExitCode::ok;
}

/// The flag of several verdicts that was given; nullptr without one.
const Flag* flag_of_several(const Arguments& arguments) {
  for (const Flag* flag : {&flag_together, &flag_problem, &flag_link}) {
    if (arguments.has(flag->name)) return flag;
  }
  return nullptr;
}

/// A single verdict has its own name and problems.
bool asks_for_several(const Arguments& arguments) {
  return arguments.paths("inputs").size() > 1 || flag_of_several(arguments) != nullptr;
}

/// Where no verdicts are put together, a problem that is passed over would look like one that was
/// said.
Outcome<void> no_flag_of_several(const Arguments& arguments) {
  const bool of_verdicts = !asks_for_rows(arguments) && !asks_for_site(arguments) &&
                           !arguments.has("list") && !arguments.has(flag_committed.name);
  const Flag* flag = flag_of_several(arguments);
  if (of_verdicts || flag == nullptr) return {};
  return fail(ErrorKind::usage, fmt::format("--{} is about several verdicts", flag->name),
              "tidegate render verdict.json... --format github-summary");
}

/// A verdict that is named twice would be counted as two of them.
Outcome<void> all_different(const Arguments& arguments) {
  std::vector<std::filesystem::path> files;
  for (const auto& input : arguments.paths("inputs")) files.push_back(verdict_file(input));
  return no_file_twice(files, "Name each verdict.json once: each counts as one.");
}

Outcome<ExitCode> render_together(const Arguments& arguments, const render::Renderer& renderer) {
  if (renderer.render_several == nullptr) {
    return fail(ErrorKind::usage, fmt::format("{} is of one verdict", renderer.name),
                "Name one verdict.json, or ask for github-summary, pr-comment or "
                "github-annotations.");
  }
  const auto inputs = arguments.paths("inputs");
  if (const auto fine = all_different(arguments); !fine) return pass_on(fine);
  render::Several several;
  several.problems = arguments.all(flag_problem.name);
  std::vector<judge::GateReport> reports;
  for (const auto& input : inputs) {
    auto report = read_report(input);
    if (report) {
      reports.push_back(std::move(*report));
      continue;
    }
    // The regression that another verdict tells of must not be lost with this one.
    several.problems.push_back(fmt::format("A verdict could not be read: {}", report.error().what));
    note(several.problems.back());
  }
  several.reports = reports;
  several.name = arguments.text_or(flag_together.name, "perf");
  several.link = arguments.text_or(flag_link.name, "");
  return write_text(arguments, renderer.render_several(several));
}

Outcome<ExitCode> render_report(const Arguments& arguments) {
  if (const auto fine = no_flag_of_several(arguments); !fine) return pass_on(fine);
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
  if (asks_for_several(arguments)) return render_together(arguments, *renderer);
  const auto inputs = arguments.paths("inputs");
  if (inputs.size() != 1) {
    return fail(ErrorKind::usage,
                fmt::format("{} verdict files were named, not one", inputs.size()),
                "Name the verdict.json that a gate run wrote.");
  }
  const auto report = read_report(inputs.front());
  if (!report) return pass_on(report);
  return write_text(arguments, renderer->render(*report));
}

}  // namespace

Command render_command() {
  return {
      "render", "Render a verdict again, in any format, or rows as a page, CSV or table",
      "`tidegate render html ROWS... --out FILE` writes one page of all rows: a table to sort and\n"
      "filter, samples, histories with their changes, time over size, what was measured where. It\n"
      "loads nothing, needs no server, and says everything without scripts too.\n"
      "Of several verdicts (or one, with --name, --problem or --link) one that is not there or\n"
      "cannot be read is a problem like those of --problem: the others are rendered, and together\n"
      "they did not pass.\n"
      "Examples:\n"
      "  tidegate render tidegate-out/verdict.json --format markdown\n"
      "  tidegate render build/tidegate/gate/*/verdict.json --format github-summary --name "
      "nightly\n"
      "  tidegate render html tidegate-out/store --out site.html\n"
      "  tidegate render csv tidegate-out/store --case semiring_matmul --out rows.csv\n"
      "  tidegate render --committed baselines --check\n"
      "Exit codes: 0 rendered, whatever the verdict and its problems; 1 --check found a text that\n"
      "is not what its rows say; 2 unreadable; 64 wrong usage.",
      flags, render_report};
}

}  // namespace tidegate::command
