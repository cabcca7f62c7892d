#include "bisect_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/digest.hpp>
#include <tidegate/bisect/hunt.hpp>
#include <tidegate/bisect/journal.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/run/file_lock.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

#include "bisect_ends.hpp"
#include "bisect_report.hpp"
#include "bisect_sides.hpp"
#include "console.hpp"
#include "interrupt.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

fs::path journal_file(const BisectSettings& settings) { return settings.gate.out / "bisect.jsonl"; }

/// Everything beside commits and row that an answer depends on.
std::string request_of(const BisectSettings& settings) {
  const GateSettings& gate = settings.gate;
  const judge::LockstepPolicy& knobs = gate.policy.lockstep;
  const std::string tree = gate.tree && *gate.tree ? run::text_of(**gate.tree) : "";
  return digest(fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{} {} {} {} {} {}", gate.worker->string(),
                            fmt::join(gate.worker_arguments, "\n"), gate.format, gate.target,
                            fmt::join(gate.configure_arguments, "\n"), tree, gate.spec.samples,
                            gate.spec.min_sample_s, knobs.max_pairs, knobs.looks,
                            knobs.family_error, settings.threshold.value_or(0)));
}

/// The same search, whatever was measured and drawn in it.
bool same_search(const bisect::Search& one, const bisect::Search& other) {
  return one.good == other.good && one.bad == other.bad && one.row == other.row &&
         one.request == other.request;
}

/// What an earlier call found, or the beginning of a new search, with its cut.
Outcome<bisect::Journal> begin_or_resume(const BisectSettings& settings, const BisectEnds& ends,
                                         BuiltCommit& good, const run::Planned& row) {
  const fs::path file = journal_file(settings);
  bisect::Search search;
  search.good = ends.good;
  search.bad = ends.bad;
  search.row = row.listing.key.canonical();
  search.request = request_of(settings);
  search.seed = settings.gate.seed;
  auto known = bisect::read_journal(file);
  if (!known) return pass_on(known);
  if (*known && same_search((*known)->search, search)) {
    note(fmt::format("{} has this search: {} are known already", file.string(),
                     render::counted((*known)->steps.size(), "answer")));
    return std::move(**known);
  }
  if (*known) {
    return fail(ErrorKind::incompatible, file.string() + " holds another search",
                "Choose another --out, or remove that folder.");
  }
  const auto cut = cut_between(settings, ends, good, row);
  if (!cut) return pass_on(cut);
  search.ratio = cut->ratio.value_or(0);
  search.cut = cut->cut;
  if (const auto begun = bisect::begin_journal(file, search); !begun) return pass_on(begun);
  return bisect::Journal{search, {}};
}

/// All attempts of one answer, in a file named after its commit.
Outcome<void> keep_rows(const BisectSettings& settings, const std::string& commit,
                        const std::vector<AttemptRow>& rows) {
  if (rows.empty()) return {};
  std::string lines;
  for (const AttemptRow& row : rows) lines += to_json_line(row) + "\n";
  return write_file_atomically(settings.gate.out / "rows" / (commit + ".jsonl"), lines);
}

void note_answer(const bisect::Step& step, const std::string& name, double cut) {
  std::string text = fmt::format("{}: {}", bisect::answer_name(step.answer), name);
  if (step.ratio) text += fmt::format(", {}", render::change_text(*step.ratio, cut));
  note(fmt::format("{}; {}", text, step.why));
}

/// Asks commits, keeps their answers, says them.
Outcome<bisect::Found> search(const BisectSettings& settings, bisect::Journal journal,
                              BuiltCommit& good, const run::Planned& row) {
  Progress progress;
  std::string stage = "the good commit against itself";
  Question question{&settings, &good, row, journal.search.cut, journal.search.seed, {}};
  bisect::Hunt order;
  order.repo = settings.gate.source;
  order.good = journal.search.good;
  order.bad = journal.search.bad;
  order.answered = std::move(journal.steps);
  order.asking = [&stage](std::size_t suspects, std::size_t answers) {
    stage = fmt::format("{} suspects, about {} to ask", suspects, answers);
  };
  order.ask = [&](const std::string& commit) -> Outcome<bisect::Step> {
    const auto name = commit_text(settings.gate.source, commit);
    if (!name) return pass_on(name);
    const std::uint32_t most = settings.gate.policy.lockstep.max_pairs;
    progress.show(0, most, fmt::format("{}; building {}", stage, *name));
    question.starting_pair = [&](std::uint32_t pair) {
      progress.show(pair, most, fmt::format("pairs at most; {}; {}", stage, *name));
    };
    const auto answered = answer_commit(question, commit);
    progress.clear();
    if (!answered) return pass_on(answered);
    note_answer(answered->step, *name, question.cut);
    if (const auto kept = keep_rows(settings, commit, answered->rows); !kept) return pass_on(kept);
    return answered->step;
  };
  order.keep = [&settings](const bisect::Step& step) {
    return bisect::append_step(journal_file(settings), step);
  };
  return bisect::hunt(order);
}

}  // namespace

Outcome<ExitCode> bisect_run(const BisectSettings& settings) {
  const auto ends = ends_of(settings);
  if (!ends) return pass_on(ends);
  std::error_code code;
  fs::create_directories(settings.gate.out, code);  // where it fails, the lock says so
  const auto alone = run::FileLock::take(settings.gate.out / "bisect.lock", interrupted, [] {
    note("waiting for another search in the same --out");
  });
  if (!alone) return pass_on(alone);
  note(fmt::format("building the good commit {} unless it is cached", ends->good.substr(0, 9)));
  auto good = build_commit(settings, ends->good);
  if (!good) return pass_on(good);
  const auto row = row_of(settings, *good->worker);
  if (!row) return pass_on(row);
  auto journal = begin_or_resume(settings, *ends, *good, *row);
  if (!journal) return pass_on(journal);
  const bisect::Search known = journal->search;
  const auto found = search(settings, std::move(*journal), *good, *row);
  if (!found) return pass_on(found);
  return report_search(settings, known, *found, *good, *row);
}

}  // namespace tidegate::command
