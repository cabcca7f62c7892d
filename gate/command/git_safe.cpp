#include "git_safe.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <tidegate/bisect/git_caller.hpp>
#include <tidegate/run/git_command.hpp>

#include "console.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view by_git = "step";
constexpr std::string_view by_hand = "run";

template <typename Words>
bool has(const Words& words, std::string_view wanted) {
  return std::any_of(words.begin(), words.end(),
                     [wanted](std::string_view word) { return word == wanted; });
}

/// Whoever means `bisect` and names no verb, or a wrong one, may be git.
template <typename Words>
bool may_be_git(const Words& verbs) {
  return has(verbs, by_git) || !has(verbs, by_hand);
}

/// `bisect`, and most of what it becomes when it is spelt wrong.
bool like_bisect(std::string_view word) { return word.substr(0, 3) == "bis"; }

bool means_bisect(const Parsed& parsed, std::span<char*> words) {
  if (parsed.command != nullptr) return parsed.command->name == "bisect";
  return std::any_of(words.begin(), words.end(), like_bisect);
}

bool asks_step(const Parsed& parsed, std::span<char*> words) {
  if (!means_bisect(parsed, words)) return false;
  if (parsed.command != nullptr) return may_be_git(parsed.arguments.all("verb"));
  return may_be_git(words);
}

/// Of the current folder: git runs its command at the top of the tree that it bisects.
bool bisection_under_way() {
  const auto log = run::git_output(".", {"rev-parse", "--git-path", "BISECT_LOG"});
  std::error_code code;
  return log && fs::exists(*log, code);
}

/// Whether a code that is no failure says nothing of the commit: help was printed.
bool is_help_for_a_step(const Parsed& parsed, std::span<char*> words) {
  if (parsed.command != nullptr) return false;
  return means_bisect(parsed, words) || has(words, by_git);
}

/// Whether 128 stands for this code if, and only if, a `git bisect` is under way.
bool misread_under_bisection(const Parsed& parsed, std::span<char*> words, ExitCode code) {
  if (code == ExitCode::ok) return is_help_for_a_step(parsed, words);
  return code == ExitCode::usage || means_bisect(parsed, words);
}

/// Whether git, if it is what reads this code, would take it for an answer that it is not: 0 of a
/// `bisect run` for a good commit, a failure for a bad one.
bool misread_by_git(const Parsed& parsed, ExitCode code) {
  const bool searched = parsed.command != nullptr && parsed.command->name == "bisect" &&
                        !may_be_git(parsed.arguments.all("verb"));
  return code != ExitCode::ok || searched;
}

/// 128 where git is what started us, and a sentence that says so.
ExitCode stopping_git(std::span<char*> words, ExitCode code) {
  if (!bisect::git_bisect_reads(words)) return code;
  note(fmt::format(
      "`git bisect run` would take exit code {} for a {} commit, so it is {}, where git "
      "stops; `tidegate bisect step` answers for git (docs/bisect.md)",
      static_cast<int>(code), code == ExitCode::ok ? "good" : "bad",
      static_cast<int>(ExitCode::tool_failed)));
  return ExitCode::tool_failed;
}

}  // namespace

ExitCode git_safe(const Parsed& parsed, std::span<char*> words, ExitCode code) {
  switch (code) {
    case ExitCode::regression:
    case ExitCode::cannot_test:
    case ExitCode::tool_failed:
    case ExitCode::interrupted:
      return code;
    case ExitCode::cannot_say:
    case ExitCode::usage:
    case ExitCode::first_run:
      if (asks_step(parsed, words)) return ExitCode::tool_failed;
      break;
    case ExitCode::ok:
      break;
  }
  if (misread_by_git(parsed, code)) code = stopping_git(words, code);
  if (!misread_under_bisection(parsed, words, code)) return code;
  return bisection_under_way() ? ExitCode::tool_failed : code;
}

}  // namespace tidegate::command
