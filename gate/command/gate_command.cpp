// `tidegate gate` and `tidegate compare`: from the command line to an exit code.
// Decides: the order: inputs, verdicts, reports on disk, text, exit code.
// Refuses to know: how any of these is done.
#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/file_name.hpp>
#include <tidegate/judge/report_json.hpp>
#include <tidegate/render/ctest_measurements.hpp>
#include <tidegate/render/terminal.hpp>
#include <tidegate/render/verdict_table.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "gate_flow.hpp"
#include "gate_inputs.hpp"
#include "gate_outputs.hpp"
#include "gate_settings.hpp"
#include "next_commands.hpp"
#include "note_advice.hpp"
#include "references_report.hpp"
#include "self_test.hpp"

namespace tidegate::command {
namespace {

/// How a comparison ended.
struct Judged {
  ExitCode code = ExitCode::ok;
  std::string sentence;
};

/// One comparison, from inputs to its exit code.
Outcome<Judged> judge_one(const GateSettings& settings, GateInputs& inputs) {
  // Not before: what was named as input may lie there.
  if (const auto cleared = clear_gate_files(settings); !cleared) return pass_on(cleared);
  auto report = gate_flow(settings, inputs);
  if (!report) return pass_on(report);
  for (judge::GateLine& line : report->lines) judge::weigh(line);
  judge::doubt(*report);
  report->name = settings.name;
  name_sources(inputs, *report);
  name_next_commands(settings, *report);
  judge::apply_waivers(*report);
  judge::sort_lines(*report);
  note_advice(settings, inputs, *report);
  if (settings.references.empty()) {  // the lines hold all that the reports need
    inputs.stored = {};
    if (!report->first_run) inputs.current = {};
  }

  // From here on the report is a value: what is printed, stored and exited with is derived from it.
  const auto files = write_gate_files(settings, *report, inputs.current);
  if (!files) return pass_on(files);
  // Before the verdict, so that the last lines are the ones that people look for.
  if (settings.ctest_measurements) print(render::render_ctest_measurements(*report));
  if (settings.json) {
    print(judge::to_json_text(*report));
  } else {
    print(render::render_terminal(*report,
                                  colour_on_stdout() ? render::Colour::on : render::Colour::off));
    print(closing_text(*report, *files));
  }
  return Judged{judge::exit_code(*report), render::verdict_table(*report).sentence};
}

/// What the shell hears of several comparisons: the worst; a first run only where all are.
int rank_of(ExitCode code) {
  switch (code) {
    case ExitCode::regression:
      return 3;
    case ExitCode::first_run:
      return 0;
    case ExitCode::ok:
      return 1;
    default:
      return 2;
  }
}

/// What is judged against one of several references, with its reports in `<out>/against-<ref>`.
GateSettings against_one(const GateSettings& settings, const std::string& reference) {
  GateSettings one = settings;
  const std::string folder = "against-" + safe_file_name(reference);
  one.against = reference;
  one.out = settings.out / folder;
  one.name = settings.name + "-" + folder;
  return one;
}

/// Before anything is read or measured: what fails has no verdict, not that of an earlier run.
Outcome<void> clear_old_reports(const GateSettings& settings) {
  if (auto cleared = clear_reports(settings); !cleared) return cleared;
  for (const std::string& reference : settings.references) {
    if (auto cleared = clear_reports(against_one(settings, reference)); !cleared) return cleared;
  }
  return {};
}

/// The reports of each reference, and one page of all.
Outcome<ExitCode> judge_each_reference(const GateSettings& settings, GateInputs& inputs) {
  ExitCode worst = ExitCode::first_run;
  std::vector<AgainstOne> all;
  std::uint64_t nth = 0;
  for (const std::string& reference : settings.references) {
    GateSettings one = against_one(settings, reference);
    one.seed += nth;
    // one number a name: the first reference's
    one.ctest_measurements = settings.ctest_measurements && nth == 0;
    ++nth;
    print(fmt::format("== against {} ==\n", reference));
    const auto judged = judge_one(one, inputs);
    if (!judged && judged.error().kind == ErrorKind::interrupted) return pass_on(judged);
    // The other references still have their say.
    all.push_back({reference, one.out.filename().string(),
                   judged ? judged->code : report(judged.error()),
                   judged ? judged->sentence : "COULD NOT SAY: " + judged.error().what});
    if (rank_of(all.back().code) > rank_of(worst)) worst = all.back().code;
  }
  const auto page = references_page(settings.out);
  const auto written = write_file_atomically(page, references_markdown(all));
  if (!written) return pass_on(written);
  print(references_text(all) + fmt::format("report: {}\n", page.string()));
  return worst;
}

Outcome<ExitCode> judge_and_report(const Arguments& arguments, std::string_view command) {
  if (arguments.has("dump-config")) {
    const auto policy = policy_of(arguments);
    if (!policy) return pass_on(policy);
    print(judge::dump_policy(judge::with_all_limits(*policy)));
    return ExitCode::ok;
  }
  const auto settings = gate_settings(arguments, command);
  if (!settings) return pass_on(settings);
  if (const auto cleared = clear_old_reports(*settings); !cleared) return pass_on(cleared);
  auto inputs = gate_inputs(*settings);
  if (!inputs) return pass_on(inputs);
  if (!settings->references.empty()) return judge_each_reference(*settings, *inputs);
  const auto judged = judge_one(*settings, *inputs);
  if (!judged) return pass_on(judged);
  return judged->code;
}

Outcome<ExitCode> run_gate(const Arguments& arguments) {
  if (arguments.has("self-test")) return self_test(arguments);
  return judge_and_report(arguments, "gate");
}

Outcome<ExitCode> run_compare(const Arguments& arguments) {
  return judge_and_report(arguments, "compare");
}

constexpr std::string_view exit_codes =
    "Exit codes: 0 nothing crossed, 1 a regression, 2 could not say (something broke, an "
    "unchecked\n"
    "speed-up of two times or more, nothing compared), 64 wrong usage,\n"
    "77 nothing to compare with yet, 130 interrupted. Reports are written before the exit.";

const std::string gate_epilogue = fmt::format(
    "Examples:\n"
    "  tidegate gate rows/ --mode screen\n"
    "  tidegate gate --worker ./bench --build-dir build --target bench\n"
    "  tidegate gate rows/ --mode screen --name nightly --report sarif --report pr-comment\n"
    "  tidegate gate --self-test    can this machine tell 10 % more work from none?\n"
    "{}",
    exit_codes);
const std::string compare_epilogue = fmt::format(
    "Examples:\n"
    "  tidegate compare --worker new/bench --baseline-worker old/bench\n"
    "  tidegate compare --worker build/bench --build-dir build --target bench --against v1.2\n"
    "  tidegate compare --worker build/bench --build-dir build --target bench \\\n"
    "    --against parent --against release\n"
    "{}",
    exit_codes);

}  // namespace

Command gate_command() {
  return {"gate", "Judge current rows against baselines or another build; write the reports",
          gate_epilogue, gate_flags(), run_gate};
}

Command compare_command() {
  return {"compare", "Judge two builds or two git refs, measured in lockstep pairs",
          compare_epilogue, compare_flags(), run_compare};
}

}  // namespace tidegate::command
