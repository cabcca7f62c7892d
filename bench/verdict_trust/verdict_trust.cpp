/// How far can the verdicts be trusted? Replays recorded timings of unchanged and of slowed-down
/// kernels through the procedure of the gate and through the rules of other gates.
/// Decides: the order of what is printed; tables go to stdout, time taken to stderr.
/// Refuses to know: what share of false alarms is good enough.
///
/// Under the null, labels are drawn anew: with identical code a coin of the procedure decides which
/// process of a pair is the baseline, so it is tossed again for each replayed pair. Drawing 16 to
/// 20 recorded pairs with replacement and keeping their labels would carry into the null whatever
/// sign prevails in so small a pool by chance, and so show alarms that new pairs would not give.
/// The figures with labels as recorded are printed as well, as lines of their own.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <span>
#include <thread>

#include <fmt/format.h>

#include <tidegate/base/exit_code.hpp>

#include "options.hpp"
#include "tables.hpp"

namespace verdict_trust {
namespace {

using tidegate::ErrorKind;
using tidegate::fail;
using tidegate::Outcome;

ReplaySize size_of(const Options& options) {
  return {options.suites, options.seed, std::max(1U, std::thread::hardware_concurrency())};
}

Outcome<void> keep_only(std::vector<Stage>& stages, const std::string& name) {
  if (name.empty()) return {};
  std::string known;
  for (const Stage& stage : stages) known += " " + stage.name;
  stages.erase(std::remove_if(stages.begin(), stages.end(),
                              [&name](const Stage& stage) { return stage.name != name; }),
               stages.end());
  if (!stages.empty()) return {};
  return fail(ErrorKind::usage, fmt::format("there is no stage '{}'", name),
              fmt::format("The recordings have:{}.", known));
}

void print_notes(const std::vector<std::string>& notes) {
  for (const std::string& note : notes) fmt::print(stderr, "verdict_trust: {}\n", note);
}

Outcome<void> print_stage(const Stage& stage, const std::vector<Launch>& launches,
                          const ReplaySize& size) {
  const auto started = std::chrono::steady_clock::now();
  const auto lines = stage_lines(stage, size);
  if (!lines) return tidegate::pass_on(lines);
  fmt::print("{}\n", stage_table(stage, *lines));
  const std::string kernels = kernel_table(stage, *lines);
  if (!kernels.empty()) fmt::print("{}\n", kernels);
  if (stage.kind == StageKind::separate) {
    fmt::print("{}\n", peer_table(stage.name, peer_lines(peer_tracks(launches, stage.name), size)));
  }
  std::fflush(stdout);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
  fmt::print(stderr, "verdict_trust: {} took {:.0f} s on {} threads\n", stage.name, taken.count(),
             size.threads);
  return {};
}

Outcome<void> run(const Options& options) {
  std::vector<std::filesystem::path> paths = options.paths;
  if (paths.empty()) paths.emplace_back(VERDICT_TRUST_RECORDINGS);
  const auto recording = read_recordings(paths);
  if (!recording) return tidegate::pass_on(recording);
  auto found = pair_stages(recording->launches);
  if (!found) return tidegate::pass_on(found);
  print_notes(recording->notes);
  print_notes(found->notes);
  const auto kept = keep_only(found->stages, options.stage);
  if (!kept) return tidegate::pass_on(kept);
  if (found->stages.empty()) {
    return fail(ErrorKind::missing, "no stage of these recordings can be replayed",
                "bench/verdict_trust/recordings/README.md says which variants form pairs.");
  }
  for (const Stage& stage : found->stages) {
    const auto printed = print_stage(stage, recording->launches, size_of(options));
    if (!printed) return tidegate::pass_on(printed);
  }
  return {};
}

int answer(std::span<const char* const> arguments) {
  const auto options = parse_options(arguments);
  if (options && options->help) {
    fmt::print("{}", help_text());
    return 0;
  }
  const auto done = options ? run(*options) : Outcome<void>(tidegate::pass_on(options));
  if (done) return 0;
  fmt::print(stderr, "verdict_trust: {}\n{}\n", done.error().what, done.error().hint);
  return static_cast<int>(tidegate::exit_code_of(done.error().kind));
}

}  // namespace
}  // namespace verdict_trust

int main(int count, char** values) {
  try {
    const std::span<const char* const> all(values, static_cast<std::size_t>(count));
    return verdict_trust::answer(all.subspan(std::min<std::size_t>(1, all.size())));
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "verdict_trust: %s\n", problem.what());
    return 2;
  }
}
