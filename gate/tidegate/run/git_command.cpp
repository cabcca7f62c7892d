#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/run/child_process.hpp>
#include <tidegate/run/find_program.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::run {
namespace {

constexpr double git_limit_s = 600;
constexpr std::size_t longest_answer = 256U << 20U;

bool says(const Finished& finished, std::string_view words) {
  return finished.err.find(words) != std::string::npos;
}

tl::unexpected<Error> refusal(const std::filesystem::path& folder,
                              const std::vector<std::string>& arguments, const Finished& finished) {
  if (says(finished, "dubious ownership")) {
    return fail(ErrorKind::io,
                fmt::format("git refuses to read {}: it belongs to another user", folder.string()),
                fmt::format("If you trust it: git config --global --add safe.directory {}",
                            folder.string()));
  }
  if (says(finished, "not a git repository")) {
    return fail(ErrorKind::missing, fmt::format("{} is not in a git repository", folder.string()),
                "Run it in a clone, or name the reference build yourself.");
  }
  const std::string reason = finished.timed_out ? "it took too long" : finished.err;
  return fail(
      ErrorKind::process,
      fmt::format("git {} failed in {}: {}", fmt::join(arguments, " "), folder.string(), reason),
      "Run the same git command by hand.");
}

}  // namespace

const std::vector<std::string>& git_variables() {
  static const std::vector<std::string> names{"GIT_DIR",
                                              "GIT_WORK_TREE",
                                              "GIT_INDEX_FILE",
                                              "GIT_PREFIX",
                                              "GIT_OBJECT_DIRECTORY",
                                              "GIT_COMMON_DIR",
                                              "GIT_LITERAL_PATHSPECS",
                                              "GIT_GLOB_PATHSPECS",
                                              "GIT_NOGLOB_PATHSPECS",
                                              "GIT_ICASE_PATHSPECS"};
  return names;
}

Outcome<std::string> git_output(const std::filesystem::path& folder,
                                const std::vector<std::string>& arguments) {
  std::error_code code;
  if (!std::filesystem::is_directory(folder, code)) {
    return fail(ErrorKind::missing, fmt::format("{} is not a folder", folder.string()),
                "Check the path of the source tree.");
  }
  const auto git = find_program("git");
  // Not `missing`: a machine without git is broken, a folder without a repository is not.
  if (!git) return fail(ErrorKind::process, git.error().what, git.error().hint);
  Command command;
  command.program = *git;
  command.arguments = {"-C", folder.string()};
  command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
  command.environment = {
      {"LC_ALL", "C"}, {"GIT_TERMINAL_PROMPT", "0"}, {"GIT_OPTIONAL_LOCKS", "0"}};
  command.unset = git_variables();
  command.keep_output = longest_answer;
  auto finished = run_to_end(command, Limits{git_limit_s, {}});
  if (!finished) return pass_on(finished);
  if (!finished->succeeded()) return refusal(folder, arguments, *finished);
  if (finished->out.ends_with('\n')) finished->out.pop_back();
  return std::move(finished->out);
}

Outcome<void> check_ref(const std::string& ref) {
  if (!ref.empty() && ref.front() != '-') return {};
  return fail(ErrorKind::usage, fmt::format("'{}' is not a git ref", ref),
              "Name a tag, a branch or a commit.");
}

}  // namespace tidegate::run
