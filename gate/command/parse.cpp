// The one door to CLI11 (its header costs seconds to compile, and only this file pays).
// Decides: how the tables become a parser, and that wrong usage exits 64 with a hint.
#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "console.hpp"
#include "flag.hpp"
#include "nearest_word.hpp"

#ifndef TIDEGATE_VERSION
#define TIDEGATE_VERSION "unknown"
#endif

namespace tidegate::command {
namespace {

/// Where CLI11 leaves what it parsed, one slot a flag.
struct Slot {
  const Flag* flag;
  std::vector<std::string> values;
  bool given = false;
  CLI::Option* option = nullptr;  ///< of a flag whose value may be left out
};

void add_flag(CLI::App& app, Slot& slot) {
  const Flag& flag = *slot.flag;
  const std::string name = "--" + std::string(flag.name);
  const std::string help{flag.help};
  switch (flag.arity) {
    case Arity::no_value:
      app.add_flag(name, slot.given, help);
      return;
    case Arity::one:
      app.add_option(name, slot.values, help)
          ->expected(1)
          ->allow_extra_args(false)
          ->type_name(std::string(flag.value))
          ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
      return;
    case Arity::maybe:
      slot.option = app.add_option(name, slot.values, help)
                        ->expected(0, 1)
                        ->type_name(fmt::format("[{}]", flag.value))
                        ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
      return;
    case Arity::many:
      // One value each time it is given: the next word may be a positional.
      app.add_option(name, slot.values, help)
          ->expected(1)
          ->allow_extra_args(false)
          ->type_name(std::string(flag.value))
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      return;
    case Arity::positionals:
      app.add_option(std::string(flag.name), slot.values, help)
          ->type_name("")
          ->expected(0, 1 << 20);
      return;
  }
}

Arguments collect(const std::vector<Slot>& slots) {
  Arguments::Values values;
  for (const Slot& slot : slots) {
    const bool given = slot.given || (slot.option != nullptr && slot.option->count() > 0);
    if (given || !slot.values.empty()) values[std::string(slot.flag->name)] = slot.values;
  }
  return Arguments(std::move(values));
}

/// A first word that is no command: CLI11 only says that one is missing.
Error no_such_command(std::string_view word, std::span<const Command> commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.emplace_back(command.name);
  const auto meant = nearest_word(word, names);
  return {ErrorKind::usage, fmt::format("there is no command '{}'", word),
          meant ? fmt::format("Did you mean `tidegate {}`? `tidegate --help` names all.", *meant)
                : "Run `tidegate --help` for the commands."};
}

/// What the flag that the command does not have was probably meant to be, as a sentence.
std::string flag_meant(const CLI::App& command, std::span<char*> words) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) names.push_back(option->get_name());
  for (const char* text : words) {
    std::string word(text);
    word.resize(std::min(word.find('='), word.size()));
    const bool known = std::find(names.begin(), names.end(), word) != names.end();
    if (!word.starts_with("--") || known) continue;
    const auto meant = nearest_word(word, names);
    if (meant) return fmt::format("Did you mean {}? ", *meant);
  }
  return "";
}

ExitCode explain(const CLI::App& app, const CLI::ParseError& error, std::span<char*> words,
                 std::span<const Command> commands) {
  if (error.get_exit_code() == 0) {  // --help or --version
    app.exit(error);
    return ExitCode::ok;
  }
  const auto chosen = app.get_subcommands();
  if (chosen.empty() && !words.empty() && words.front()[0] != '-') {
    return report(no_such_command(words.front(), commands));
  }
  const std::string help =
      chosen.empty() ? "tidegate --help" : "tidegate " + chosen.front()->get_name() + " --help";
  const std::string meant = chosen.empty() ? "" : flag_meant(*chosen.front(), words);
  return report(Error{ErrorKind::usage, error.what(),
                      fmt::format("{}Run `{}` for the flags and examples.", meant, help)});
}

}  // namespace

Parsed parse_command_line(int argc, char** argv, std::span<const Command> commands) {
  CLI::App app{
      "tidegate: a performance-regression gate. Performance flows one way.\n"
      "Exit codes: 0 nothing crossed, 1 a regression, 2 could not say, 64 wrong usage,\n"
      "77 nothing to compare with yet, 130 interrupted."};
  app.set_version_flag("--version", "tidegate " TIDEGATE_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);

  std::vector<std::vector<Slot>> slots(commands.size());
  std::vector<CLI::App*> subcommands;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    CLI::App* sub =
        app.add_subcommand(std::string(commands[i].name), std::string(commands[i].summary));
    sub->footer("\n" + std::string(commands[i].epilogue));
    slots[i].reserve(commands[i].flags.size());  // CLI11 keeps pointers into it
    for (const Flag& flag : commands[i].flags) {
      slots[i].push_back({&flag, {}, false, nullptr});
      add_flag(*sub, slots[i].back());
    }
    subcommands.push_back(sub);
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    Parsed stopped;
    const std::span<char*> words(argv, static_cast<std::size_t>(argc));
    stopped.exit =
        explain(app, error, words.subspan(std::min<std::size_t>(1, words.size())), commands);
    return stopped;
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (subcommands[i]->parsed()) return {&commands[i], collect(slots[i]), ExitCode::ok};
  }
  Parsed none;
  none.exit = ExitCode::usage;
  return none;
}

}  // namespace tidegate::command
