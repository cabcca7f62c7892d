// The script for fish: one `complete` line a command and a flag.
// Decides: fish's syntax. Refuses to know: which flags there are.
#include <fmt/format.h>

#include "completion.hpp"

namespace tidegate::command {
namespace {

/// A text within fish's single quotes.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "'";
}

/// `-x`: a value and no files; `-r`: a value, and files are offered.
std::string value_of(const Flag& flag) {
  switch (offer_of(flag)) {
    case Offer::words:
      return fmt::format(" -x -a {}", quoted(flag.words));
    case Offer::files:
      return " -r -F";
    case Offer::folders:
      return " -x -a '(__fish_complete_directories)'";
    case Offer::nothing:
      break;
  }
  // A value that may be left out: requiring one would take the next word for it.
  return flag.arity == Arity::maybe ? " -f" : " -x";
}

std::string line_of(const Command& command, const Flag& flag) {
  const std::string seen =
      fmt::format("complete -c tidegate -n '__fish_seen_subcommand_from {}'", command.name);
  if (flag.arity == Arity::positionals) {
    std::string text = seen + " -F\n";
    if (!flag.words.empty()) text += fmt::format("{} -a {}\n", seen, quoted(flag.words));
    return text;
  }
  const std::string value = flag.arity == Arity::no_value ? "" : value_of(flag);
  return fmt::format("{} -l {}{} -d {}\n", seen, flag.name, value, quoted(flag.help));
}

}  // namespace

std::string fish_completion(std::span<const Command> commands) {
  std::string text =
      "# fish completion of tidegate, written by `tidegate completion fish`.\n"
      "complete -c tidegate -f\n"
      "complete -c tidegate -l help -d 'Print the help'\n"
      "complete -c tidegate -n __fish_use_subcommand -l version -d 'Print the version'\n";
  for (const Command& command : commands) {
    text += fmt::format("complete -c tidegate -n __fish_use_subcommand -a {} -d {}\n", command.name,
                        quoted(command.summary));
  }
  for (const Command& command : commands) {
    for (const Flag& flag : command.flags) text += line_of(command, flag);
  }
  return text;
}

}  // namespace tidegate::command
