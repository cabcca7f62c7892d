// `tidegate render`: any renderer over an old verdict.json.
// Decides: nothing but which renderer. Rendering a red verdict is itself a success.
#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/render/renderers.hpp>

#include "commands.hpp"
#include "console.hpp"
#include "report_file.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flags[] = {
    {"verdict", Arity::positionals, "", "verdict.json of a gate run"},
    {"format", Arity::one, "NAME", "Renderer (default: text); --list shows all"},
    {"out", Arity::one, "FILE", "Write here instead of to stdout"},
    {"list", Arity::no_value, "", "List the renderers"},
};

Outcome<ExitCode> render_report(const Arguments& arguments) {
  if (arguments.has("list")) {
    for (const render::Renderer& renderer : render::all_renderers()) {
      print(fmt::format("{:<20} {}\n", renderer.name, renderer.title));
    }
    return ExitCode::ok;
  }
  const std::string format = arguments.text_or("format", "text");
  const render::Renderer* renderer = render::find_renderer(format);
  if (renderer == nullptr) {
    return fail(ErrorKind::usage, fmt::format("there is no renderer '{}'", format),
                "tidegate render --list shows all.");
  }
  const auto report = read_report(arguments);
  if (!report) return pass_on(report);
  const std::string text = renderer->render(*report);
  const auto out = arguments.text("out");
  if (!out) {
    print(text);
    return ExitCode::ok;
  }
  if (const auto written = write_file_atomically(*out, text); !written) return pass_on(written);
  return ExitCode::ok;
}

}  // namespace

Command render_command() {
  return {"render", "Render a verdict again, in any format",
          "Example:\n  tidegate render tidegate-out/verdict.json --format markdown\n"
          "Exit codes: 0 rendered, whatever the verdict; 2 unreadable; 64 wrong usage.",
          flags, render_report};
}

}  // namespace tidegate::command
