#include "build_order.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <tidegate/base/path_inside.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/told_entries.hpp>

#include "console.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// `path` below `folder`, or an empty path when it lies elsewhere.
fs::path below(const fs::path& folder, const fs::path& path) {
  return path_inside(fs::weakly_canonical(path), fs::weakly_canonical(folder));
}

/// A script of the older commit that is handed a file of today would measure that file.
Outcome<void> arguments_stay_inside(const GateSettings& settings) {
  for (const std::string& argument : settings.worker_arguments) {
    std::error_code code;
    if (!fs::is_regular_file(argument, code)) continue;
    return fail(
        ErrorKind::incompatible,
        fmt::format("--worker-argument {} is a file, and both sides would be given it", argument),
        "Name the other build with --baseline-worker.");
  }
  return {};
}

bool starts_any(const std::vector<std::string>& arguments,
                const std::vector<std::string_view>& beginnings) {
  return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& argument) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return argument.starts_with(beginning); });
  });
}

/// The sources of the build tree, which --source-dir may name another folder or checkout of.
Outcome<fs::path> project_of(const GateSettings& settings, const run::BuildTree& tree,
                             const std::string& commit) {
  if (run::commit_of(tree.source, commit)) return tree.source;
  return fail(ErrorKind::usage,
              fmt::format("--build-dir {} is a build of {}, which does not have the commit {}",
                          settings.build->string(), tree.source.string(), commit.substr(0, 9)),
              "Name that project with --source-dir, or a build tree of this one.");
}

/// Of several configurations the one that the program is of, unless somebody says which.
Outcome<std::vector<std::string>> configuration_of(const GateSettings& settings,
                                                   const run::BuildTree& tree) {
  constexpr const char* entry = "-DCMAKE_DEFAULT_BUILD_TYPE";
  if (!tree.has_configurations || starts_any(settings.configure_arguments, {entry})) {
    return std::vector<std::string>{};
  }
  if (!tree.configuration.empty()) {
    return std::vector{fmt::format("{}:STRING={}", entry, tree.configuration)};
  }
  return fail(ErrorKind::usage,
              fmt::format("{} has several configurations, and the path of {} names none",
                          settings.build->string(), settings.worker->string()),
              fmt::format("Say which with --configure-argument={}=Release.", entry));
}

/// As the candidate's build tree is; what somebody typed comes last, so it wins.
Outcome<void> configure_alike(const GateSettings& settings, run::ReferenceBuild& order) {
  const auto& typed = settings.configure_arguments;
  if (!*settings.tree) {
    if (typed.empty()) return pass_on(*settings.tree);
    order.configure_args = typed;
    return {};
  }
  const run::BuildTree& tree = **settings.tree;
  const auto project = project_of(settings, tree, order.commit);
  if (!project) return pass_on(project);
  const auto configuration = configuration_of(settings, tree);
  if (!configuration) return pass_on(configuration);
  const auto told = run::told_entries(tree, order.commit);
  if (!told) return pass_on(told);
  for (const std::string& own : told->notes) note(own);
  order.source_dir = *project;
  order.toolchain = tree.compilers;
  auto& all = order.configure_args;
  if (!starts_any(typed, {"-G", "-A", "-T", "--preset"})) all = tree.generator;
  for (const auto* const more : {&told->arguments, &*configuration, &typed}) {
    all.insert(all.end(), more->begin(), more->end());
  }
  return {};
}

}  // namespace

Outcome<run::ReferenceBuild> build_order(const GateSettings& settings, const std::string& commit,
                                         const std::string& tree) {
  run::ReferenceBuild order;
  order.source_dir = settings.source;
  order.cache_dir =
      settings.build ? *settings.build / "tidegate" / "references" : settings.out / "references";
  order.commit = commit;
  order.tree_hash = tree;
  order.interrupted = interrupted;
  if (settings.build) order.worker = below(*settings.build, *settings.worker);
  if (!order.worker.empty()) {
    order.target = settings.target;
    if (order.target.empty()) {
      return fail(ErrorKind::usage, "the reference must be built, and --target does not say what",
                  "Name the CMake target that makes --worker.");
    }
    if (const auto alike = configure_alike(settings, order); !alike) return pass_on(alike);
    return order;
  }
  const fs::path unnamed = run::build_tree_of(*settings.worker);
  if (!unnamed.empty() && !run::is_tracked(*settings.worker)) {
    return fail(ErrorKind::usage,
                fmt::format("{} lies in the build tree {}, which --build-dir does not name",
                            settings.worker->string(), unnamed.string()),
                fmt::format("Give --build-dir {} and --target, the CMake target that makes it.",
                            unnamed.string()));
  }
  order.worker = below(settings.source, *settings.worker);
  if (!order.worker.empty()) {
    if (const auto own = arguments_stay_inside(settings); !own) return pass_on(own);
    return order;
  }
  return fail(ErrorKind::usage,
              fmt::format("{} lies neither in the build tree nor in the source tree",
                          settings.worker->string()),
              "Name the build tree with --build-dir, or the other build with --baseline-worker.");
}

}  // namespace tidegate::command
