// Checks of the program that shall be measured, and of the noise that was.
// Decides: which builds and which noise cost trust. Refuses to know: where the facts come from.
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/doctor/checks.hpp>
#include <tidegate/row/build_kind.hpp>

namespace tidegate::doctor {
namespace {

Opinion not_asked(std::string_view flag) {
  return {Severity::absent, fmt::format("not asked ({})", flag), ""};
}

std::string noise_text(const Noise& noise) {
  return fmt::format(
      "{}: spread {:.2f} %, p95 +{:.1f} %, A/A {:+.2f} % [{:+.2f}, {:+.2f}], sees {:.2f} % "
      "({} pairs of {:.0f} ms)",
      noise.loop, noise.spread * 100, noise.tail * 100, (noise.ratio - 1) * 100,
      (noise.low - 1) * 100, (noise.high - 1) * 100, noise.visible * 100, noise.pairs,
      noise.sample_s * 1e3);
}

}  // namespace

Opinion look_at_build(const Symptoms& symptoms) {
  if (!symptoms.worker) return not_asked("--worker");
  const Provenance& build = symptoms.worker->build;
  const BuildKind kind = build_kind(build);
  const std::string type = build[Fact::build_type].value_or("");
  const std::string seen =
      fmt::format("{}{}", build_kind_text(kind), type.empty() ? "" : " (" + type + ")");
  switch (kind) {
    case BuildKind::optimised:
      return {Severity::good, seen, ""};
    case BuildKind::unknown:
      return {Severity::note, seen,
              "tidegate_add_benchmark() writes <program>.tidegate.json beside it, or a worker puts "
              "compiler, compiler_flags and build_type into its rows."};
    case BuildKind::debug:
    case BuildKind::sanitized:
      break;
  }
  return {Severity::warning, seen,
          "Its times say nothing of the program that people run: build with "
          "-DCMAKE_BUILD_TYPE=Release and without sanitizers. No baseline accepts its rows."};
}

Opinion look_at_staleness(const Symptoms& symptoms) {
  if (!symptoms.worker) return not_asked("--worker");
  const WorkerReading& worker = *symptoms.worker;
  if (worker.sources == 0) return {Severity::absent, "no source files found", ""};
  if (!worker.newer) {
    return {Severity::good, fmt::format("newer than its {} source files", worker.sources), ""};
  }
  return {Severity::warning,
          fmt::format("{} is newer by {:.0f} s", worker.newer->file.string(), worker.newer->by_s),
          "The program may not be what the source says: build it again before it is measured."};
}

Opinion look_at_noise(const Symptoms& symptoms) {
  if (symptoms.noise.empty()) return not_asked("--noise-s");
  std::string seen;
  double visible = 0;
  double spread = 0;
  for (const Noise& noise : symptoms.noise) {
    seen += (seen.empty() ? "" : "; ") + noise_text(noise);
    visible = std::max(visible, noise.visible);
    spread = std::max(spread, noise.spread);
  }
  constexpr double wide = 0.05;   // stored times of two days then differ by what a limit allows
  constexpr double blind = 0.02;  // the smallest slowdown that the gate calls one
  if (visible > blind) {
    return {Severity::warning, seen,
            fmt::format("A slowdown below {:.1f} % would not be seen: remove what is warned of "
                        "above, and measure again.",
                        visible * 100)};
  }
  if (spread > wide) {
    return {Severity::warning, seen,
            "Single times scatter: compare in lockstep (`tidegate gate --mode ab`), not with "
            "stored times."};
  }
  return {Severity::good, seen, ""};
}

}  // namespace tidegate::doctor
