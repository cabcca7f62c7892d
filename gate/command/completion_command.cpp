// `tidegate completion`: the script that makes a shell complete tidegate.
// Decides: nothing but which shell is meant. Refuses to know: any shell's syntax.
#include <fmt/format.h>

#include "commands.hpp"
#include "completion.hpp"
#include "console.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flags[] = {
    {"shell", Arity::positionals, "", "bash, zsh or fish", "bash zsh fish"},
};

std::string known_shells() {
  std::string text;
  for (const Shell& shell : all_shells()) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", shell.name);
  }
  return text;
}

Outcome<ExitCode> run_completion(const Arguments& arguments) {
  const std::vector<std::string> named = arguments.all("shell");
  if (named.size() != 1) {
    return fail(ErrorKind::usage, fmt::format("{} shells are named instead of one", named.size()),
                fmt::format("Name one of: {}.", known_shells()));
  }
  for (const Shell& shell : all_shells()) {
    if (shell.name != named.front()) continue;
    print(shell.script(all_commands()));
    return ExitCode::ok;
  }
  return fail(ErrorKind::usage, fmt::format("there is no completion for '{}'", named.front()),
              fmt::format("There are: {}.", known_shells()));
}

std::string epilogue() {
  std::string text =
      "Installing tidegate brings these scripts along. For a program that is not installed:\n";
  for (const Shell& shell : all_shells()) {
    text += fmt::format("  {:<5} {}\n", shell.name, shell.install);
  }
  return text + "Exit codes: 0 printed, 2 stdout was lost, 64 wrong usage.";
}

const std::string completion_epilogue = epilogue();

}  // namespace

Command completion_command() {
  return {"completion", "Print the script that makes a shell complete tidegate",
          completion_epilogue, flags, run_completion};
}

}  // namespace tidegate::command
