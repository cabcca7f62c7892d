// `tidegate bisect`: the commit from which on a row is slower.
// Decides: its verbs and its help. Refuses to know: what either does.
#include <array>

#include <fmt/format.h>

#include "bisect_run.hpp"
#include "bisect_settings.hpp"
#include "bisect_step.hpp"
#include "commands.hpp"

namespace tidegate::command {
namespace {

struct Verb {
  std::string_view name;
  BisectVerb verb;
  Outcome<ExitCode> (*run)(const BisectSettings&);
};
constexpr std::array verbs{Verb{"step", BisectVerb::step, bisect_step},
                           Verb{"run", BisectVerb::run, bisect_run}};

Outcome<ExitCode> bisect_verb(const Arguments& arguments) {
  const std::vector<std::string> words = arguments.all("verb");
  for (const Verb& verb : verbs) {
    if (words.size() != 1 || verb.name != words.front()) continue;
    const auto settings = bisect_settings(arguments, verb.verb);
    if (!settings) return pass_on(settings);
    return verb.run(*settings);
  }
  return fail(ErrorKind::usage,
              fmt::format("bisect cannot '{}'", words.empty() ? "" : words.back()),
              "Choose step or run.");
}

}  // namespace

Command bisect_command() {
  return {
      "bisect", "Find the commit from which on a row is slower, between two that are known",
      "Each commit is built in a worktree of its own (cached by its content) and measured in\n"
      "lockstep against the good one, until its side of the threshold is known or the pairs are\n"
      "spent. docs/bisect.md has the whole procedure. run keeps its answers in --out: repeated, "
      "it\n"
      "goes on where it was cut off; it touches neither the working tree nor git's own bisect.\n"
      "Examples:\n"
      "  tidegate bisect run --good v1 --bad HEAD --worker build/bench --build-dir build \\\n"
      "    --target bench --case sum --point n=1024 --provider std\n"
      "  git bisect start HEAD v1 && git bisect run tidegate bisect step --worker build/bench \\\n"
      "    --build-dir build --target bench --case sum --point n=1024 --provider std\n"
      "A program of google-benchmark is searched as it is: --worker build/bench --format\n"
      "google-benchmark (docs/importing.md).\n"
      "Exit codes of step: 0 good, 1 bad, 125 cannot be tested (does not build, lacks the row, "
      "its\n"
      "worker fails, undecided); 128 wrong usage or a broken tool, 130 interrupted: git stops.\n"
      "Exit codes of run: 0 found, and slower than its parent; 2 no single commit was, or "
      "something\n"
      "broke; 64 wrong usage; 130 interrupted, answers are kept. While a `git bisect` is under "
      "way\n"
      "here, 2 and 64 are 128, lest git takes them for a bad commit.",
      bisect_flags(), bisect_verb};
}

}  // namespace tidegate::command
