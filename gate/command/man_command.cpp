// `tidegate man`: a manual page, or all of them into a folder.
// Decides: which pages, and their file names. Refuses to know: what stands in a page (man_page).
#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>

#include "commands.hpp"
#include "console.hpp"
#include "man_page.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"command", Arity::positionals, "", "Whose page is printed (default: that of the program)"},
    {"out", Arity::one, "DIR",
     "Write every page there instead, as tidegate.1, tidegate-run.1, ..."},
};

Outcome<ExitCode> write_pages(const fs::path& folder) {
  auto written = write_file_atomically(folder / "tidegate.1", program_page(all_commands()));
  if (!written) return pass_on(written);
  for (const Command& command : all_commands()) {
    written = write_file_atomically(folder / fmt::format("tidegate-{}.1", command.name),
                                    command_page(command));
    if (!written) return pass_on(written);
  }
  return ExitCode::ok;
}

Outcome<ExitCode> run_man(const Arguments& arguments) {
  const std::vector<std::string> named = arguments.all("command");
  const auto folder = arguments.text("out");
  if (named.size() + (folder ? 1 : 0) > 1) {
    return fail(ErrorKind::usage, "more than one page is asked for",
                "Name one command, or give --out alone for all pages.");
  }
  if (folder) return write_pages(*folder);
  if (named.empty()) {
    print(program_page(all_commands()));
    return ExitCode::ok;
  }
  for (const Command& command : all_commands()) {
    if (command.name != named.front()) continue;
    print(command_page(command));
    return ExitCode::ok;
  }
  return fail(ErrorKind::usage, fmt::format("there is no command '{}'", named.front()),
              "`tidegate --help` lists the commands.");
}

constexpr std::string_view epilogue =
    "Installing tidegate brings the pages along. Without that:\n"
    "  tidegate man run | man -l -\n"
    "  tidegate man --out ~/.local/share/man/man1\n"
    "Exit codes: 0 printed or written, 2 could not be written, 64 wrong usage.";

}  // namespace

Command man_command() {
  return {"man", "Print a manual page, or write all of them", epilogue, flags, run_man};
}

}  // namespace tidegate::command
