/// The command line of `gate` and `compare`.
/// Decides: names, arities and help texts. Refuses to know: defaults and what excludes what
/// (gate_settings).
#include "common_flags.hpp"
#include "dialect_flag.hpp"
#include "gate_settings.hpp"
#include "read_history.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flag_against{
    "against", Arity::many, "REF",
    "Git ref, `parent`, `merge-base` or `release` (the last release's tag) to "
    "compare with (default: previous release tag, else merge base, else parent commit); "
    "repeated: a verdict each, in lockstep"};
constexpr Flag flag_baseline_worker{"baseline-worker", Arity::one, "PROGRAM",
                                    "The other build, already made, instead of a git ref"};
constexpr Flag flag_build{"build-dir", Arity::one, "DIR", "Build tree that --worker belongs to"};
constexpr Flag flag_target{"target", Arity::one, "NAME", "CMake target that makes --worker"};
constexpr Flag flag_configure{"configure-argument", Arity::many, "TEXT",
                              "Argument for cmake when the reference is configured, beside all "
                              "that --build-dir is configured with, and over it; repeatable"};
constexpr Flag flag_out{"out", Arity::one, "DIR", "Folder for the reports (default: tidegate-out)"};
constexpr Flag flag_report{
    "report", Arity::many, "FORMAT",
    "Also write this report into --out: github-summary, github-annotations, pr-comment, sarif, "
    "badge and the others that `tidegate render --list` names (always: markdown, junit, json)",
    "text ctest github-annotations github-summary pr-comment sarif badge svg"};
constexpr Flag flag_name{"name", Arity::one, "NAME",
                         "Tells this comparison apart in comments, code scanning and badges, the "
                         "same from run to run (default: perf)"};
constexpr Flag flag_min{"min", Arity::one, "RATIO",
                        "Screen limit on candidate/baseline of min (default 1.10)"};
constexpr Flag flag_p95{"p95", Arity::one, "RATIO",
                        "Screen limit on candidate/baseline of p95 (default 1.25)"};
constexpr Flag flag_fails_at{
    "fails-at", Arity::one, "RATIO",
    "Lockstep: this slowdown or a larger one fails, and a pass excludes it (default: "
    "[lockstep] of tidegate.toml, else 1.02 fails and a pass excludes 1.025)"};
constexpr Flag flag_gates{"gates", Arity::one, "N",
                          "Gates that share the policy's family error, this one among them "
                          "(default 1; CMake counts)"};
constexpr Flag flag_max_pairs{"max-pairs", Arity::one, "N",
                              "Lockstep pairs a row may take, up to 200 (default 60)"};
constexpr Flag flag_witness{"count", Arity::one, "TOOL",
                            "Count the instructions of both sides of each crossing with TOOL "
                            "(callgrind): more work, or layout and machine?",
                            "callgrind"};
constexpr Flag flag_layouts{"layouts", Arity::one, "K",
                            "Link both sides in K shuffled orders and draw one for each process: "
                            "layout becomes noise (needs lld)"};
constexpr Flag flag_ctest{"ctest-measurements", Arity::no_value, "",
                          "Also print CTestMeasurement tags, for ctest -T Test"};

constexpr Flag gate_table[] = {
    {"rows", Arity::positionals, "",
     "Current rows: files or folders (default: measure --worker now)"},
    {"mode", Arity::one, "MODE",
     "confirm: screen, then lockstep for what is suspected (default); screen: stored baselines "
     "only; "
     "ab: lockstep for all",
     "confirm screen ab"},
    flag_baselines,
    {"baseline-rows", Arity::many, "PATH", "Baseline rows from these files instead; repeatable"},
    {"expected", Arity::one, "FILE",
     "Listing that declares the expected rows (default: --worker's)"},
    flag_worker,
    flag_worker_argument,
    flag_format,
    flag_against,
    flag_baseline_worker,
    flag_source,
    flag_build,
    flag_target,
    flag_configure,
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    flag_quick,
    flag_config,
    {"dump-config", Arity::no_value, "", "Print the complete policy as TOML and exit"},
    {"self-test", Arity::no_value, "",
     "Judge known work against itself and against 10 % more of it, print both verdicts and exit"},
    flag_min,
    flag_p95,
    flag_fails_at,
    flag_gates,
    flag_max_pairs,
    flag_witness,
    flag_layouts,
    flag_samples,
    flag_min_sample,
    flag_limit,
    flag_seed,
    flag_out,
    flag_report,
    flag_name,
    flag_history,
    flag_json,
    flag_ctest,
};

constexpr Flag compare_table[] = {
    flag_worker,
    flag_worker_argument,
    {"format", Arity::one, "NAME", flag_format.help, flag_format.words},
    flag_baseline_worker,
    flag_against,
    flag_source,
    flag_build,
    flag_target,
    flag_configure,
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    flag_quick,
    flag_config,
    flag_fails_at,
    flag_gates,
    flag_max_pairs,
    flag_witness,
    flag_layouts,
    flag_samples,
    flag_min_sample,
    flag_limit,
    flag_seed,
    flag_out,
    flag_report,
    flag_name,
    flag_history,
    flag_json,
};

}  // namespace

std::span<const Flag> gate_flags() { return gate_table; }
std::span<const Flag> compare_flags() { return compare_table; }

}  // namespace tidegate::command
