// `tidegate calibrate`: how often the gate is wrong here, measured, and how noisy each row is.
// Decides: how many suites are run, and where noise bands go. Refuses to know: what a false alarm
// is (judge/false_alarms) and how a verdict is reached; each suite is the gate's own.
#include <fmt/format.h>

#include <tidegate/judge/false_alarms.hpp>
#include <tidegate/judge/noise_band.hpp>
#include <tidegate/judge/pooled_facts.hpp>

#include "calibrate_history.hpp"
#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "dialect_flag.hpp"
#include "interrupt.hpp"
#include "lockstep_suite.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flags[] = {
    flag_worker,
    flag_worker_argument,
    flag_format,
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    flag_quick,
    flag_samples,
    flag_min_sample,
    flag_limit,
    flag_source,
    flag_config,
    flag_baselines,
    flag_seed,
    {"suites", Arity::one, "N", "A/A suites, 2 to 1000 (default 10)"},
    {"history", Arity::many, "DIR",
     "Do not measure: learn the bands from this store's runs of identical code, an hour or more "
     "apart; repeatable"},
    {"dry-run", Arity::no_value, "", "Do not store the noise bands"},
};

/// What all suites together say.
struct Tally {
  std::uint64_t suites = 0;
  std::uint64_t rows = 0;  ///< of all suites, judged or not
  judge::FalseAlarms alarms;
  std::uint64_t disturbed = 0;                     ///< processes beside other load
  std::uint64_t measured = 0;                      ///< processes
  std::string machine_class;                       ///< empty while no process came through
  std::vector<std::vector<AttemptRow>> processes;  ///< of each suite
};

void count(Tally& tally, SuiteJudged judged) {
  judge::count_suite(judged.lines, tally.alarms);
  ++tally.suites;
  tally.rows += judged.lines.size();
  for (const AttemptRow& process : judged.processes) {
    ++tally.measured;
    if (judge::is_tainted(process.provenance)) ++tally.disturbed;
  }
  if (tally.machine_class.empty()) tally.machine_class = judged.candidate.machine_class;
  tally.processes.push_back(std::move(judged.processes));
}

std::string tally_text(const Tally& tally) {
  std::string text =
      fmt::format("{} A/A suites of {} rows", tally.suites, tally.rows / tally.suites);
  if (!tally.machine_class.empty()) text += ", machine class " + tally.machine_class;
  text += '\n' + judge::false_alarms_text(tally.alarms);
  if (tally.measured > 0) {
    text += fmt::format("disturbed      {} of {} processes\n", tally.disturbed, tally.measured);
  }
  return text;
}

/// Suite after suite, each with a seed drawn from the first one.
Outcome<Tally> run_suites(LockstepSuite suite, std::uint64_t suites) {
  Tally tally;
  Progress progress;
  for (std::uint64_t i = 0; i < suites; ++i) {
    auto judged = judge_suite(suite, [&](std::size_t settled, std::size_t all, const Key& key,
                                         std::uint32_t pair) {
      progress.show(i * all + settled, suites * all, fmt::format("{}, pair {}", key.text(), pair));
    });
    if (!judged) return pass_on(judged);
    count(tally, std::move(*judged));
    ++suite.seed;
  }
  return tally;
}

Outcome<LockstepSuite> suite_of(const Arguments& arguments, run::Worker& worker) {
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  const auto policy = policy_of(arguments);
  if (!policy) return pass_on(policy);
  auto spec = spec_of(arguments, new_run_id(source_facts(source_dir(arguments))));
  if (!spec) return pass_on(spec);
  const auto limit = limit_of(arguments);
  if (!limit) return pass_on(limit);
  const auto seed = seed_of(arguments);
  if (!seed) return pass_on(seed);
  const auto listed = worker.list();
  if (!listed) return pass_on(listed);
  LockstepSuite suite{&worker, &worker, {}, policy->lockstep, *seed, *limit};
  if (arguments.has("samples")) suite.policy.samples = spec->samples;
  spec->samples = suite.policy.samples;
  auto rows = run::plan(*listed, *selection, *spec, 1);
  if (!rows) return pass_on(rows);
  std::erase_if(*rows, [](const run::Planned& row) { return !row.listing.skip_reason.empty(); });
  suite.rows = std::move(*rows);
  if (!suite.rows.empty()) return suite;
  return fail(ErrorKind::missing, "no selected row can be measured here",
              "Loosen the filters; `tidegate run --list` says why rows are skipped.");
}

Outcome<void> store_bands(const Arguments& arguments, const Tally& tally,
                          const std::vector<judge::NoiseBand>& bands,
                          const std::vector<judge::NoiseBand>& too_wide) {
  if (arguments.has("dry-run") || (bands.empty() && too_wide.empty())) return {};
  if (2 * tally.disturbed > tally.measured) {
    return fail(ErrorKind::incompatible,
                fmt::format("{} of {} processes were disturbed: their noise is the other load's, "
                            "and bands that wide would blind the screen",
                            tally.disturbed, tally.measured),
                "Calibrate when the machine is quiet; `tidegate doctor` says what disturbs it.");
  }
  return write_noise_file(arguments, tally.machine_class, bands, too_wide);
}

Outcome<ExitCode> run_calibrate(const Arguments& arguments) {
  if (arguments.has("history")) return calibrate_history(arguments);
  if (!arguments.has("worker")) {
    return fail(ErrorKind::usage, "calibrate needs --worker or --history",
                "Name a benchmark executable, or a store of earlier runs.");
  }
  const auto suites = arguments.whole("suites", 2, 1000);
  if (!suites) return pass_on(suites);
  const std::string program = *arguments.text("worker");
  const std::vector<std::string> words = arguments.all("worker-argument");
  const Provenance facts = source_facts(source_dir(arguments));
  const auto format = arguments.text("format");
  const auto worker =
      format ? foreign_worker_of(*format, program, words, facts) : worker_of(program, words, facts);
  if (!worker) return pass_on(worker);
  auto suite = suite_of(arguments, **worker);
  if (!suite) return pass_on(suite);
  const auto tally = run_suites(std::move(*suite), suites->value_or(10));
  if (!tally) return pass_on(tally);

  std::vector<judge::NoiseBand> bands = judge::learn_bands(tally->processes);
  const std::vector<judge::NoiseBand> too_wide = judge::take_too_wide(bands);
  print(tally_text(*tally));
  print_bands(bands, too_wide, "processes");
  if (const auto stored = store_bands(arguments, *tally, bands, too_wide); !stored) {
    return pass_on(stored);
  }
  if (tally->alarms.failed == 0) return ExitCode::ok;
  note(fmt::format("{} of {} rows were not judged, first {}", tally->alarms.failed, tally->rows,
                   tally->alarms.first_failure));
  return ExitCode::cannot_say;
}

}  // namespace

Command calibrate_command() {
  return {
      "calibrate", "Measure how often the gate is wrong here, and each row's noise",
      "Judges a program against itself, suite after suite, by the gate's own path: every\n"
      "verdict but `same` and `undecided` is a false alarm. Stores how far processes of\n"
      "different suites lie apart, in <baselines>/<machine class>/noise.json. A row that varies\n"
      "by more than 25 % gets no band, and lockstep alone decides it.\n"
      "With --history nothing is measured: runs of one store whose machine code is the same are\n"
      "an A/A comparison already. A row needs 10 such runs, an hour apart from another.\n"
      "Examples:\n"
      "  tidegate calibrate --worker ./bench --quick --suites 30\n"
      "  tidegate calibrate --history store/\n"
      "  tidegate calibrate --worker ./bench --dry-run\n"
      "Exit codes: 0 measured, whatever came out, 2 a worker failed, or too many processes were\n"
      "disturbed for bands to be stored, 64 wrong usage, 130 interrupted: nothing is stored.",
      flags, run_calibrate};
}

}  // namespace tidegate::command
