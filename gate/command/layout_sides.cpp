#include "layout_sides.hpp"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/run/child_process.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/layouts.hpp>
#include <tidegate/run/reference_build.hpp>

#include "build_order.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

using Builds = std::vector<std::unique_ptr<run::Worker>>;

fs::path layout_of(const fs::path& program, std::uint64_t number) {
  return program.string() + fmt::format("_layout_{}", number);
}

tl::unexpected<Error> no_layouts(const std::string& why) {
  return fail(ErrorKind::incompatible, why,
              "Layouts need lld (cmake/setup.sh --dev), benchmarks made by tidegate_add_benchmark "
              "on both sides, and a build tree configured with -DTIDEGATE_LAYOUTS=<at least K>.");
}

/// The candidate's tree is the user's own: it is built as `cmake --build` would. Without one, the
/// layouts must lie beside the worker.
Outcome<void> build_here(const GateSettings& settings) {
  if (!settings.build || settings.target.empty()) return {};
  run::Command command;
  command.program = "cmake";
  command.arguments = {"--build", settings.build->string(), "--target",
                       settings.target + "_layouts", "--parallel"};
  const std::string configuration = configuration_of(settings);
  if (!configuration.empty()) {
    command.arguments.insert(command.arguments.end(), {"--config", configuration});
  }
  const auto built = run::run_to_end(command, run::Limits{3600, interrupted});
  if (!built) return pass_on(built);
  if (built->succeeded()) return {};
  if (built->interrupted) return fail(ErrorKind::interrupted, "interrupted", "Run it again.");
  return no_layouts(
      fmt::format("building {}_layouts failed: {}{}", settings.target, built->out, built->err));
}

/// The reference's program whose layouts lie beside it, built where that is ours to do.
Outcome<fs::path> reference_program(const GateSettings& settings, const Reference& reference) {
  if (settings.baseline_worker) return *settings.baseline_worker;
  const auto tree = run::tree_hash(settings.source, reference.commit);
  if (!tree) return pass_on(tree);
  auto order = build_order(settings, reference.commit, *tree);
  if (!order) return pass_on(order);
  order->target += "_layouts";
  order->worker = layout_of(order->worker, 1);
  const auto built = run::build_reference(*order);
  if (built) return reference.program;
  if (built.error().kind == ErrorKind::missing) return no_layouts(built.error().what);
  return pass_on(built);
}

/// A layout that is older than its program is of an earlier source: it would be judged in the place
/// of the one that is asked about.
Outcome<void> check_layout(const fs::path& layout, const fs::path& program) {
  std::error_code code;
  if (!fs::exists(layout, code)) return no_layouts(layout.string() + " is not there");
  const auto linked = fs::last_write_time(layout, code);
  if (code) return no_layouts(fmt::format("{}: {}", layout.string(), code.message()));
  const auto program_linked = fs::last_write_time(program, code);
  if (code) return no_layouts(fmt::format("{}: {}", program.string(), code.message()));
  if (linked >= program_linked) return {};
  return no_layouts(fmt::format("{} is older than {}: build the target {}_layouts again",
                                layout.string(), program.string(), program.filename().string()));
}

Outcome<std::unique_ptr<run::Worker>> open_side(const GateSettings& settings,
                                                const fs::path& program, const Provenance& facts,
                                                std::uint64_t seed) {
  // Code is told by the program as it is linked in earnest: shuffled, it differs from itself.
  Provenance fill = facts;
  fill.fill_from(code_facts(program, settings.worker_arguments));
  Builds builds;
  for (std::uint64_t number = 1; number <= settings.layouts; ++number) {
    const fs::path build = layout_of(program, number);
    if (const auto fit = check_layout(build, program); !fit) return pass_on(fit);
    auto worker = worker_of(build, settings.worker_arguments, fill);
    if (!worker) return pass_on(worker);
    builds.push_back(std::move(*worker));
  }
  return run::one_of(std::move(builds), seed);
}

}  // namespace

Outcome<LayoutSides> layout_sides(const GateSettings& settings, const Reference& reference) {
  LayoutSides sides;
  if (settings.layouts == 0) return sides;
  note(fmt::format("linking both sides in {} shuffled orders, unless they are there",
                   settings.layouts));
  const auto before = reference_program(settings, reference);
  if (!before) return pass_on(before);
  if (const auto built = build_here(settings); !built) return pass_on(built);
  Provenance of_reference;
  if (!reference.commit.empty()) of_reference[Fact::commit] = reference.commit;
  auto baseline = open_side(settings, *before, of_reference, settings.seed);
  if (!baseline) return pass_on(baseline);
  // Another stream: both sides would be drawn alike, and layouts would cancel instead of vary.
  auto candidate =
      open_side(settings, *settings.worker, source_facts(settings.source), ~settings.seed);
  if (!candidate) return pass_on(candidate);
  sides.baseline = std::move(*baseline);
  sides.candidate = std::move(*candidate);
  return sides;
}

}  // namespace tidegate::command
