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

constexpr const char* default_configuration = "-DCMAKE_DEFAULT_BUILD_TYPE";

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

/// What was typed, with `-D X=1` as one word.
std::vector<std::string> typed_words(const GateSettings& settings) {
  std::vector<std::string> words;
  bool open = false;
  for (const std::string& argument : settings.configure_arguments) {
    if (open) {
      words.back() += argument;
    } else {
      words.push_back(argument);
    }
    open = !open && argument == "-D";
  }
  return words;
}

/// Of several configurations the one that the program is of, unless somebody says which.
Outcome<std::vector<std::string>> told_configuration(const GateSettings& settings,
                                                     const run::BuildTree& tree) {
  if (!tree.has_configurations) return std::vector<std::string>{};
  const std::string configuration = configuration_of(settings);
  if (!configuration.empty()) {
    return std::vector{fmt::format("{}:STRING={}", default_configuration, configuration)};
  }
  return fail(
      ErrorKind::usage,
      fmt::format("{} has several configurations, and the path of {} names none",
                  settings.build->string(), settings.worker->string()),
      fmt::format("Say which with --configure-argument={}=Release.", default_configuration));
}

/// Without a build tree that says how, a build type must be said: an -O0 reference lets everything
/// pass.
Outcome<void> configure_as_typed(const GateSettings& settings, run::ReferenceBuild& order,
                                 const std::vector<std::string>& typed) {
  order.configure_args = typed;
  if (starts_any(typed, {"-DCMAKE_BUILD_TYPE", default_configuration, "--preset", "-C"})) return {};
  return fail(ErrorKind::usage, settings.tree->error().what,
              "Name the top of the build tree with --build-dir, or say at least the build type: "
              "--configure-argument=-DCMAKE_BUILD_TYPE=Release.");
}

/// Everything that is told, and what was typed behind it: of `-D` the last counts.
std::vector<std::string> in_order(const std::vector<std::string>& generator,
                                  const std::vector<std::string>& told,
                                  const std::vector<std::string>& typed) {
  std::vector<std::string> all;
  const bool other_generator = starts_any(typed, {"-G", "-A", "-T"});
  if (!other_generator) all = generator;
  for (const std::string& one : told) {
    if (other_generator && one.starts_with("-DCMAKE_MAKE_PROGRAM:")) continue;
    all.push_back(one);
  }
  all.insert(all.end(), typed.begin(), typed.end());
  return all;
}

/// As the candidate's build tree is; what somebody typed comes on top, and a preset instead.
Outcome<void> configure_alike(const GateSettings& settings, run::ReferenceBuild& order) {
  const auto typed = typed_words(settings);
  if (!*settings.tree) return configure_as_typed(settings, order, typed);
  const run::BuildTree& tree = **settings.tree;
  const auto project = project_of(settings, tree, order.commit);
  if (!project) return pass_on(project);
  order.source_dir = *project;
  order.toolchain = tree.compilers;
  const auto configuration = told_configuration(settings, tree);
  if (!configuration) return pass_on(configuration);
  if (starts_any(typed, {"--preset"})) {
    order.configure_args = *configuration;
    order.configure_args.insert(order.configure_args.end(), typed.begin(), typed.end());
    return {};
  }
  auto told = run::told_entries(tree, settings.configured_at, order.commit);
  if (!told) return pass_on(told);
  for (const std::string& own : told->notes) note(own);
  told->arguments.insert(told->arguments.end(), configuration->begin(), configuration->end());
  order.configure_args = in_order(tree.generator, told->arguments, typed);
  return {};
}

}  // namespace

std::string configuration_of(const GateSettings& settings) {
  for (const std::string& word : typed_words(settings)) {
    if (word.starts_with(default_configuration)) return word.substr(word.find('=') + 1);
  }
  return settings.tree && *settings.tree ? (*settings.tree)->configuration : "";
}

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
  if (!order.worker.empty() && settings.build && !settings.target.empty() &&
      !run::is_tracked(*settings.worker)) {
    return fail(
        ErrorKind::usage,
        fmt::format("{} is a file of the sources that git does not track, and no program in {}",
                    settings.worker->string(), settings.build->string()),
        "Have it built below --build-dir, and name that with --worker.");
  }
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
