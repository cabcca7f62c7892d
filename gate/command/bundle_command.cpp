// `tidegate bundle`: the decision bundle of a verdict, written where asked.
// Decides: the folder. Refuses to know: what a person will decide.
#include <fmt/format.h>

#include "bundle_files.hpp"
#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_history.hpp"
#include "report_file.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flags[] = {
    {"verdict", Arity::positionals, "", "verdict.json of a gate run"},
    {"out", Arity::one, "DIR", "Folder that gets <run_id>/ (default: tidegate-out/bundle)"},
    flag_source,
    flag_history,
};

Outcome<ExitCode> bundle(const Arguments& arguments) {
  const auto report = read_report(arguments);
  if (!report) return pass_on(report);
  std::vector<std::string> notes;
  auto trends = trends_of(*report, arguments.paths("history"), source_dir(arguments), notes);
  if (!trends) return pass_on(trends);
  for (const std::string& sentence : notes) note(sentence);
  const auto written = write_bundle_of(*report, arguments.text_or("out", "tidegate-out/bundle"),
                                       source_dir(arguments), std::move(*trends));
  if (!written) return pass_on(written);
  print(fmt::format("bundle: {}\n", (*written / "bundle.md").string()));
  return ExitCode::ok;
}

}  // namespace

Command bundle_command() {
  return {"bundle", "Write the decision bundle of a verdict: evidence, never a recommendation",
          "Example:\n  tidegate bundle tidegate-out/verdict.json --out review\n"
          "Exit codes: 0 written, 2 unreadable or unwritable, 64 wrong usage.",
          flags, bundle};
}

}  // namespace tidegate::command
