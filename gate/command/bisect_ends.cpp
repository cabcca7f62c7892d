#include "bisect_ends.hpp"

#include <cmath>

#include <fmt/format.h>

#include <tidegate/render/quantity_text.hpp>
#include <tidegate/run/git_command.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "lockstep_suite.hpp"

namespace tidegate::command {
namespace {

tl::unexpected<Error> not_slower(const std::string& what) {
  return fail(ErrorKind::incompatible, "the bad commit is not found slower: " + what,
              "Nothing can be searched for: name other ends, another row, or raise --max-pairs.");
}

/// With a cut that was given there is no size to estimate: bad must lie above it.
Outcome<Cut> given_cut(const BisectSettings& settings, const BisectEnds& ends, BuiltCommit& good,
                       const run::Planned& row) {
  Question question{&settings, &good, row, *settings.threshold, settings.gate.seed, {}};
  const auto answered = answer_commit(question, ends.bad);
  if (!answered) return pass_on(answered);
  const bisect::Step& step = answered->step;
  if (step.answer == bisect::Answer::bad) return Cut{std::nullopt, *settings.threshold};
  return not_slower(fmt::format("{}; {}", bisect::answer_name(step.answer), step.why));
}

/// One row, bad against good, until the gate's test has a verdict.
Outcome<judge::GateLine> whole_change(const BisectSettings& settings, const BisectEnds& ends,
                                      BuiltCommit& good, const run::Planned& row) {
  auto bad = build_commit(settings, ends.bad);
  if (!bad) return pass_on(bad);
  LockstepSuite suite;
  suite.baseline = good.worker.get();
  suite.candidate = bad->worker.get();
  suite.rows = {row};
  suite.rows.front().spec.run_id = new_run_id(clean_commit(ends.bad));
  suite.policy = settings.gate.policy.lockstep;
  suite.seed = settings.gate.seed;
  suite.limit_s = settings.gate.limit_s;
  Progress progress;
  auto judged = judge_suite(suite, [&](std::size_t, std::size_t, const Key&, std::uint32_t pair) {
    progress.show(pair, suite.policy.max_pairs, "pairs at most; bad against good");
  });
  if (!judged) return pass_on(judged);
  return std::move(judged->lines.front());
}

}  // namespace

Outcome<BisectEnds> ends_of(const BisectSettings& settings) {
  const auto good = named_commit(settings, settings.good);
  if (!good) return pass_on(good);
  const auto bad = named_commit(settings, settings.bad);
  if (!bad) return pass_on(bad);
  if (*good == *bad) {
    return fail(ErrorKind::usage, "--good and --bad are the same commit",
                "Name an older one with --good.");
  }
  const auto base = run::git_output(settings.gate.source, {"merge-base", *good, *bad});
  if (base && *base == *good) return BisectEnds{*good, *bad};
  return fail(ErrorKind::usage, fmt::format("{} is no ancestor of {}", settings.good, settings.bad),
              base ? fmt::format("Their merge base is {}: name it with --good.", base->substr(0, 9))
                   : "Name a commit on the way to the bad one.");
}

Outcome<Cut> cut_between(const BisectSettings& settings, const BisectEnds& ends, BuiltCommit& good,
                         const run::Planned& row) {
  note(fmt::format("measuring the bad commit {} against the good one", ends.bad.substr(0, 9)));
  if (settings.threshold) return given_cut(settings, ends, good, row);
  const auto line = whole_change(settings, ends, good, row);
  if (!line) return pass_on(line);
  if (line->verdict != judge::Verdict::slower || !line->min) {
    return not_slower(fmt::format("{}; {}", judge::verdict_name(line->verdict), line->reason));
  }
  const double ratio = line->min->ratio;
  note(fmt::format("the bad commit takes {}; the cut lies at {}", render::change_text(ratio),
                   render::change_text(std::sqrt(ratio))));
  return Cut{ratio, std::sqrt(ratio)};
}

}  // namespace tidegate::command
