// The executable `tidegate`: the table of subcommands, and the last net below them.
// Decides: which commands there are, and that none succeeds whose results did not reach stdout.
// Refuses to know: what any of them does.
#include <exception>
#include <new>
#include <span>

#include "commands.hpp"
#include "console.hpp"
#include "git_safe.hpp"
#include "interrupt.hpp"
#include "planted_worker.hpp"

namespace {

namespace tc = tidegate::command;

/// `parsed` is what was understood of the command line, whatever came of it.
tidegate::ExitCode run(int argc, char** argv, tc::Parsed& parsed) {
  const auto commands = tc::all_commands();
  try {
    if (argc > 1 && argv[1] == tc::planted_worker_word) {
      return static_cast<tidegate::ExitCode>(tc::planted_worker(argc, argv));
    }
    tc::catch_interrupts();
    parsed = tc::parse_command_line(argc, argv, commands);
    if (parsed.command == nullptr) return parsed.exit;
    const auto code = parsed.command->run(parsed.arguments);
    return code ? *code : tc::report(code.error());
  } catch (const std::bad_alloc&) {
    const tidegate::Error error{tidegate::ErrorKind::io, "out of memory",
                                "Read fewer rows at once, or free memory."};
    return tc::report(error);
  } catch (const std::exception& unexpected) {
    // Not reached by any input we know of: a library broke its promise.
    const tidegate::Error error{tidegate::ErrorKind::io,
                                std::string("unexpected failure: ") + unexpected.what(),
                                "Please report this command line and its input files."};
    return tc::report(error);
  }
}

}  // namespace

// Not in an anonymous namespace: completions and man pages are written from it as well.
std::span<const tc::Command> tc::all_commands() {
  static const Command commands[] = {
      tc::gate_command(),     tc::run_command(),       tc::compare_command(),
      tc::baseline_command(), tc::record_command(),    tc::bundle_command(),
      tc::render_command(),   tc::calibrate_command(), tc::doctor_command(),
      tc::store_command(),    tc::trend_command(),     tc::standing_command(),
      tc::harness_command(),  tc::snapshot_command(),  tc::coverage_command(),
      tc::import_command(),  // what others measured
      tc::feed_command(),     tc::drift_command(),     tc::completion_command(),
      tc::man_command(),      tc::bisect_command()};
  return commands;
}

int main(int argc, char** argv) {
  tc::hold_standard_streams();
  tc::Parsed parsed;
  const auto code = tc::close_stdout(run(argc, argv, parsed));
  const std::span<char*> words(argv, static_cast<std::size_t>(argc));
  return static_cast<int>(tc::git_safe(parsed, words, code));
}
