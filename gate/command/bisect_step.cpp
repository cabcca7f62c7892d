#include "bisect_step.hpp"

#include <fmt/format.h>

#include <tidegate/bisect/git_session.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/run/git.hpp>

#include "bisect_sides.hpp"
#include "console.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

ExitCode exit_code_of(bisect::Answer answer) {
  switch (answer) {
    case bisect::Answer::good:
      return ExitCode::ok;
    case bisect::Answer::bad:
      return ExitCode::regression;
    case bisect::Answer::untestable:
      break;
  }
  return ExitCode::cannot_test;
}

/// What is not built is not measured: a patch on top of the commit would be passed by in silence.
void note_changes(const std::filesystem::path& source) {
  if (!run::is_dirty(source).value_or(false)) return;
  note("the working tree has uncommitted changes: the commit is built without them");
}

std::string answer_text(const bisect::Step& step, const std::string& commit, double cut) {
  std::string text = fmt::format("{}: {}", bisect::answer_name(step.answer), commit);
  if (step.ratio) text += ", " + render::change_text(*step.ratio, cut);
  if (step.low && step.high) text += " " + render::interval_text(*step.low, *step.high, cut);
  return text + fmt::format(" (cut {}): {}\n", render::ratio_text(cut), step.why);
}

}  // namespace

Outcome<ExitCode> bisect_step(const BisectSettings& settings) {
  const auto& source = settings.gate.source;
  const auto good =
      settings.good.empty() ? bisect::first_good(source) : named_commit(settings, settings.good);
  if (!good) return pass_on(good);
  const auto commit = settings.commit.empty() ? bisect::commit_in_question(source)
                                              : named_commit(settings, settings.commit);
  if (!commit) return pass_on(commit);
  const auto name = commit_text(source, *commit);
  if (!name) return pass_on(name);
  note_changes(source);

  auto built = build_commit(settings, *good);
  if (!built) return pass_on(built);
  auto row = row_of(settings, *built->worker);
  if (!row) return pass_on(row);
  Progress progress;
  const double least = 1 + settings.gate.policy.lockstep.smallest_slowdown;
  Question question{&settings,          &*built,
                    std::move(*row),    settings.threshold.value_or(least),
                    settings.gate.seed, {}};
  question.starting_pair = [&](std::uint32_t pair) {
    progress.show(pair, settings.gate.policy.lockstep.max_pairs, "at most; pair of " + *name);
  };
  const auto answered = answer_commit(question, *commit);
  progress.clear();
  if (!answered) return pass_on(answered);
  print(answer_text(answered->step, *name, question.cut));
  return exit_code_of(answered->step.answer);
}

}  // namespace tidegate::command
