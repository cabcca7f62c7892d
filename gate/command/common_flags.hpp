/// Flags that several commands share: one row each, so that they mean the same everywhere.
/// Decides: their names, help and how they become a worker, a selection, a policy.
/// Refuses to know: what a command does with them.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <tidegate/judge/policy.hpp>
#include <tidegate/run/attended_worker.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/plan.hpp>
#include <tidegate/run/worker_process.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_worker{
    "worker", Arity::one, "PROGRAM",
    "Benchmark executable, or any program that speaks the worker protocol"};
inline constexpr Flag flag_worker_argument{"worker-argument", Arity::many, "TEXT",
                                           "Argument put before the protocol's own; repeatable"};
inline constexpr Flag flag_case{"case", Arity::many, "NAME", "Only this case; repeatable"};
inline constexpr Flag flag_point{"point", Arity::many, "POINT",
                                 "Only points with these values, as n=512,algebra=log; repeatable"};
inline constexpr Flag flag_provider{"provider", Arity::many, "NAME",
                                    "Only this provider; repeatable"};
inline constexpr Flag flag_platform{"platform", Arity::many, "NAME",
                                    "Only this platform (serial, openmp, cuda); repeatable"};
inline constexpr Flag flag_filter{
    "filter", Arity::many, "PATTERN",
    "Only CASE/POINT/PROVIDER like this, as 'semiring_*/n=512,algebra=l*/kokkos'; parts may be "
    "left out, a leading ! leaves out what matches; repeatable"};
inline constexpr Flag flag_quick{"quick", Arity::no_value, "",
                                 "Only each case's representative point"};
inline constexpr Flag flag_samples{"samples", Arity::one, "N",
                                   "Warm samples of a process, 30 to 100000 (default 40)"};
inline constexpr Flag flag_min_sample{"min-sample-ms", Arity::one, "MS",
                                      "A sample lasts at least this long (default 2)"};
inline constexpr Flag flag_criterion{
    "criterion", Arity::one, "NAME",
    "When a row has enough samples: samples (a count, the default), stdrel, entropy",
    "samples stdrel entropy"};
inline constexpr Flag flag_hard_budget{
    "hard-budget-s", Arity::one, "S",
    "End a row's sampling after this long, even below 30 samples: such a row is `timeout`"};
inline constexpr Flag flag_cache_cold{
    "cache-cold", Arity::one, "N",
    "Besides, time N single calls with emptied caches, as cache_cold_time (default 0)"};
inline constexpr Flag flag_in_process{"in-process", Arity::no_value, "",
                                      "Make all attempts in one process, or in one for each of "
                                      "--cpu-slots and --gpus: faster, but memory is then a "
                                      "high-water mark of all of them, and a later attempt's "
                                      "first call is not cold"};
inline constexpr Flag flag_on_fallback{
    "on-fallback", Arity::one, "WORD",
    "A provider that runs another in its place: warn (default), refuse (the attempt fails), quiet",
    "warn refuse quiet"};
inline constexpr Flag flag_limit{"limit-s", Arity::one, "S",
                                 "Kill a worker's process group after this long (default 600)"};
inline constexpr Flag flag_source{"source-dir", Arity::one, "DIR",
                                  "Source tree, for commit and references (default: this folder)"};
inline constexpr Flag flag_config{"config", Arity::one, "FILE",
                                  "Policy (default: tidegate.toml of the source tree, if there)"};
inline constexpr Flag flag_baselines{"baselines", Arity::one, "DIR",
                                     "Committed baselines (default: baselines of the source tree)"};
inline constexpr Flag flag_store{
    "store", Arity::maybe, "DIR",
    "Keep the rows in this store, a file for each run (default: tidegate-out/store)"};
inline constexpr Flag flag_seed{"seed", Arity::one, "N",
                                "Repeat the draws of an earlier run (default: new)"};
inline constexpr Flag flag_json{"json", Arity::no_value, "", "Print JSON instead of text"};

/// The source tree that commits and references are looked up in.
std::filesystem::path source_dir(const Arguments& arguments);

/// A private folder for spec and result files: two tidegate processes never share one.
Outcome<std::filesystem::path> scratch_dir();

/// The store of --store, of a positional, or where neither names one: `tidegate-out/store`.
std::filesystem::path store_dir(const std::string& named);

/// The filter flags as a selection; a malformed point is a usage error.
Outcome<run::Selection> selection_of(const Arguments& arguments);

/// The attempt template of --samples, --min-sample-ms, --criterion, --hard-budget-s, --cache-cold,
/// --on-fallback; run_id is set, key is not.
Outcome<AttemptSpec> spec_of(const Arguments& arguments, const std::string& run_id);

/// A flag in seconds, if given; 0 and less are usage errors.
Outcome<std::optional<double>> seconds_of(const Arguments& arguments, std::string_view flag);

Outcome<double> limit_of(const Arguments& arguments);

/// --seed, or one that nobody can foresee.
Outcome<std::uint64_t> seed_of(const Arguments& arguments);

/// What the attempts of a worker give: times, or instructions counted by callgrind.
enum class Yield { times, instructions };

/// What --count and --count-calls ask for; anything but callgrind is a usage error.
Outcome<Yield> yield_of(const Arguments& arguments);

/// Which code the program would run with these arguments, of which files count by their content.
/// Unset where that cannot be read: a script that is started by its name, a file that is not there.
Provenance code_facts(const std::filesystem::path& program,
                      const std::vector<std::string>& arguments);

/// A program that Ctrl-C stops, with a scratch folder of its own, the commit of the source tree as
/// provenance to fill gaps with, and code_facts() where `fill` does not have them.
Outcome<run::WorkerProgram> worker_program(const std::filesystem::path& program,
                                           const std::vector<std::string>& arguments,
                                           const Provenance& fill, run::Attendance attendance);

/// Such a program as a worker of the protocol. `project` is the folder of its sources, from which
/// the places are found that it lists; empty: it has none.
Outcome<std::unique_ptr<run::Worker>> worker_of(
    const std::filesystem::path& program, const std::vector<std::string>& arguments,
    const Provenance& fill, run::Attendance attendance = {}, Yield yield = Yield::times,
    run::Isolation isolation = {}, const std::filesystem::path& project = {});

/// Commit and dirty flag of a source tree; both unset outside of git.
Provenance source_facts(const std::filesystem::path& source);

/// `<compact UTC now>__<first 7 of the commit, or 0000000>`
std::string new_run_id(const Provenance& source);

/// The same for rows that may be put beside those of another folder, where nobody claimed names:
/// see run::single_run_id.
std::string new_single_run_id(const Provenance& source);

/// --config, else <source>/tidegate.toml, else the defaults; --min and --p95 over all of it.
Outcome<judge::Policy> policy_of(const Arguments& arguments);

}  // namespace tidegate::command
