// `tidegate bundle`: the decision bundle of a verdict, and what a person decides about it.
// Decides: the folder. Refuses to know: what should be decided.
#include <fmt/format.h>

#include "bundle_decide.hpp"
#include "bundle_files.hpp"
#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_history.hpp"
#include "report_file.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flags[] = {
    {"verdict", Arity::positionals, "",
     "verdict.json of a gate run; or decide accept|revert|waive BUNDLE"},
    {"out", Arity::one, "DIR", "Folder that gets <run_id>/ (default: tidegate-out/bundle)"},
    flag_decision_reason,
    flag_decision_author,
    flag_decision_expires,
    flag_decision_row,
    flag_decision_rows,
    flag_decision_print,
    flag_config,
    flag_source,
    flag_history,
};

/// Whoever says why has decided something, and would believe that it is kept.
Outcome<void> check_flags(const Arguments& arguments) {
  for (const char* flag : {"reason", "author", "expires", "row", "rows", "print", "config"}) {
    if (!arguments.has(flag)) continue;
    return fail(ErrorKind::usage, fmt::format("--{} is about a decision", flag),
                "Say `tidegate bundle decide accept|revert|waive BUNDLE`, or leave it out.");
  }
  return {};
}

Outcome<ExitCode> bundle(const Arguments& arguments) {
  const std::vector<std::string> words = arguments.all("verdict");
  if (!words.empty() && words.front() == "decide") return decide(arguments, words);
  if (const auto fine = check_flags(arguments); !fine) return pass_on(fine);
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
  return {
      "bundle", "Write the decision bundle of a verdict, or record what was decided about it",
      "A bundle is evidence and recommends nothing. `decide` writes who decided what, when and\n"
      "why into its decision.json, behind what stands there, and into its bundle.md; `waive`\n"
      "adds the [[waiver]] to tidegate.toml as well, which every later report prints.\n"
      "Examples:\n"
      "  tidegate bundle tidegate-out/verdict.json --out review\n"
      "  tidegate bundle decide waive baselines/bundles/RUN --reason \"until the rewrite\" \\\n"
      "    --expires 2027-01-31\n"
      "Exit codes: 0 written, 2 refused, unreadable or unwritable, 64 wrong usage.",
      flags, bundle};
}

}  // namespace tidegate::command
