#include <algorithm>
#include <cstdint>
#include <string_view>
#include <system_error>
#include <thread>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/file_lock.hpp>
#include <tidegate/run/find_program.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>
#include <tidegate/run/reference_build.hpp>
#include <tidegate/run/worktree.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// The files of one build in the cache.
struct Rooms {
  explicit Rooms(const fs::path& folder)
      : source(folder / "source"),
        aside(folder / "source.kept"),
        build(folder / "build"),
        log(folder / "build.log"),
        unfinished(folder / "unfinished") {}
  fs::path source;
  fs::path aside;  ///< what release_worktree leaves when it is killed half-way
  fs::path build;
  fs::path log;
  fs::path unfinished;  ///< exists from the first step of a build to the end of its last
};

void mix(std::uint64_t& hash, const std::string& text) {
  for (const char c : text + '\n') hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
}

/// The end of the log, which is where builds say what went wrong.
std::string last_lines(const fs::path& log) {
  constexpr std::size_t characters = 2'000;
  const auto text = read_file(log);
  return text ? utf8_tail(*text, characters) : std::string();
}

Outcome<void> step(const ReferenceBuild& wanted, const Rooms& rooms,
                   std::vector<std::string> cmake_arguments) {
  Command command;
  command.program = "cmake";
  command.arguments = std::move(cmake_arguments);
  command.unset = git_variables();
  // A gate is often started by make or ctest, whose variables would reach the inner build.
  command.unset.insert(command.unset.end(), {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "DESTDIR"});
  command.log = rooms.log;
  const auto cmake = find_program(command.program);
  // Not `missing`: that would say that the commit lacks the worker.
  if (!cmake) return fail(ErrorKind::process, cmake.error().what, cmake.error().hint);
  const auto finished = run_to_end(command, Limits{wanted.limit_s, wanted.interrupted});
  if (!finished) return pass_on(finished);
  if (finished->succeeded()) return {};
  return fail(ErrorKind::process,
              fmt::format("building {} failed{}; the end of {}:\n{}", wanted.commit.substr(0, 7),
                          finished->timed_out ? " (it ran past its limit)" : "", rooms.log.string(),
                          last_lines(rooms.log)),
              "Choose a reference that builds, or give a --baseline-worker that is built already.");
}

tl::unexpected<Error> not_there_yet(const ReferenceBuild& wanted, const std::string& what) {
  return fail(ErrorKind::missing, fmt::format("{} has no {}", wanted.commit.substr(0, 7), what),
              "That commit may not have this benchmark yet; choose a later reference.");
}

/// Where source_dir lies in the checked-out commit.
Outcome<fs::path> project_folder(const ReferenceBuild& wanted, const Rooms& rooms) {
  const auto below = path_below_top(wanted.source_dir);
  if (!below) return pass_on(below);
  return below->empty() ? rooms.source : rooms.source / *below;
}

void replace_all(std::string& text, std::string_view what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

Outcome<void> configure(const ReferenceBuild& wanted, const Rooms& rooms) {
  const auto project = project_folder(wanted, rooms);
  if (!project) return pass_on(project);
  if (!fs::exists(*project / "CMakeLists.txt")) return not_there_yet(wanted, "CMakeLists.txt");
  std::vector<std::string> arguments{"-S", project->string(), "-B", rooms.build.string()};
  for (std::string argument : wanted.configure_args) {
    replace_all(argument, reference_source, rooms.source.string());
    replace_all(argument, reference_folder, rooms.build.string());
    arguments.push_back(std::move(argument));
  }
  return step(wanted, rooms, std::move(arguments));
}

/// Empties the folder of an unfinished build and takes its worktree off the repository's list.
Outcome<void> clear(const ReferenceBuild& wanted, const Rooms& rooms) {
  (void)release_worktree(wanted.source_dir, rooms.source);  // it may be broken: it is deleted next
  std::error_code code;
  for (const fs::path& path : {rooms.source, rooms.aside, rooms.build, rooms.log}) {
    fs::remove_all(path, code);
    if (!code) continue;
    return fail(ErrorKind::io, fmt::format("removing {} failed: {}", path.string(), code.message()),
                "Remove the folder by hand.");
  }
  return {};
}

Outcome<void> prepare(const ReferenceBuild& wanted, const Rooms& rooms) {
  const fs::path made = wanted.target.empty() ? rooms.source : rooms.build / "CMakeCache.txt";
  const bool reusable = !fs::exists(rooms.unfinished) && fs::exists(made);
  if (!reusable) {
    if (auto cleared = clear(wanted, rooms); !cleared) return cleared;
  }
  if (auto marked = write_file_atomically(rooms.unfinished, ""); !marked) return marked;
  if (reusable) return {};
  auto added = add_worktree(wanted.source_dir, rooms.source, wanted.commit);
  if (!added || wanted.target.empty()) return added;
  return configure(wanted, rooms);
}

Outcome<void> build(const ReferenceBuild& wanted, const Rooms& rooms) {
  if (wanted.target.empty()) return {};
  if (!has_target(rooms.build, wanted.target, wanted.limit_s, wanted.interrupted))
    return not_there_yet(wanted, "target " + wanted.target);
  const unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  return step(wanted, rooms,
              {"--build", rooms.build.string(), "--target", wanted.target, "--parallel",
               std::to_string(jobs)});
}

Outcome<fs::path> built_worker(const ReferenceBuild& wanted, const Rooms& rooms) {
  const auto folder =
      wanted.target.empty() ? project_folder(wanted, rooms) : Outcome<fs::path>(rooms.build);
  if (!folder) return pass_on(folder);
  auto worker = find_program(*folder / wanted.worker);
  if (worker) return worker;
  return not_there_yet(wanted, wanted.worker.string());
}

/// All steps, then the stamp.
Outcome<fs::path> make_steps(const ReferenceBuild& wanted, const Rooms& rooms,
                             const fs::path& stamp) {
  Outcome<void> made = prepare(wanted, rooms);
  if (made) made = build(wanted, rooms);
  // Whatever happened, the repository is left as it was.
  const auto released = release_worktree(wanted.source_dir, rooms.source);
  if (!made) return pass_on(made);
  if (!released) return pass_on(released);
  auto worker = built_worker(wanted, rooms);
  if (!worker) return worker;
  const auto stamped = write_file_atomically(stamp, wanted.commit + '\n');
  if (!stamped) return pass_on(stamped);
  return worker;
}

Outcome<fs::path> make(const ReferenceBuild& wanted, const Rooms& rooms, const fs::path& stamp) {
  auto worker = make_steps(wanted, rooms, stamp);
  // A commit that lacks the worker is in order all the same: nothing of it was torn.
  std::error_code code;
  if (worker || worker.error().kind == ErrorKind::missing) fs::remove(rooms.unfinished, code);
  return worker;
}

/// The file that says that a target was built; another target of the same build has another one.
fs::path stamp_of(const fs::path& folder, const std::string& target) {
  std::string name = target;
  std::replace(name.begin(), name.end(), '/', '_');
  return folder / ("built-" + name);
}

Outcome<fs::path> absolute_folder(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  const fs::path path = code ? folder : fs::canonical(folder, code);
  if (!code) return path;
  return fail(ErrorKind::io,
              fmt::format("creating the folder {} failed: {}", folder.string(), code.message()),
              "Check who owns the folder above it.");
}

/// Git must not see the cache: it holds whole source trees. In a tree that lists them as untracked,
/// a clean commit counts as changed.
Outcome<void> hide_from_git(const fs::path& cache) {
  const fs::path ignore = cache / ".gitignore";
  std::error_code code;
  if (fs::exists(ignore, code)) return {};
  return write_file_atomically(ignore, "# builds of other commits, kept by tidegate\n*\n");
}

}  // namespace

std::string build_key(const ReferenceBuild& wanted) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const std::string& argument : wanted.configure_args) {
    mix(hash, argument);
    std::error_code code;
    const std::string file = argument.starts_with("-C") ? argument.substr(2) : argument;
    if (!fs::is_regular_file(file, code)) continue;
    mix(hash, read_file(file).value_or(""));
  }
  mix(hash, wanted.toolchain);
  // One repository may have several projects.
  mix(hash, path_below_top(wanted.source_dir).value_or("").generic_string());
  return fmt::format("{}-{:016x}", wanted.tree_hash.substr(0, 16), hash);
}

bool has_target(const fs::path& build, const std::string& target, double limit_s,
                const std::function<bool()>& interrupted) {
  // It is asked to make the target without making it: a list of targets, ninja's own, leaves out
  // those that others depend on.
  Command command;
  command.program = "cmake";
  command.arguments = {"--build", build.string(), "--target", target, "--", "-n"};
  command.environment = {{"LC_ALL", "C"}};
  command.unset = git_variables();
  const auto asked = run_to_end(command, Limits{limit_s, interrupted});
  if (!asked || asked->succeeded()) return true;
  const std::string said = asked->out + asked->err;
  return said.find("unknown target '" + target + "'") == std::string::npos &&
         said.find("No rule to make target '" + target + "'") == std::string::npos;
}

Outcome<fs::path> build_reference(const ReferenceBuild& wanted) {
  if (const auto checked = check_ref(wanted.commit); !checked) return pass_on(checked);
  const auto cache = absolute_folder(wanted.cache_dir);
  if (!cache) return pass_on(cache);
  if (const auto hidden = hide_from_git(*cache); !hidden) return pass_on(hidden);
  const auto folder = absolute_folder(*cache / build_key(wanted));
  if (!folder) return pass_on(folder);
  const auto lock = FileLock::take(folder->string() + ".lock", wanted.interrupted);
  if (!lock) return pass_on(lock);

  const Rooms rooms(*folder);
  const fs::path stamp = stamp_of(*folder, wanted.target);
  if (fs::exists(stamp) && !fs::exists(rooms.unfinished)) {
    auto worker = built_worker(wanted, rooms);
    if (worker) return worker;
  }
  return make(wanted, rooms, stamp);
}

}  // namespace tidegate::run
