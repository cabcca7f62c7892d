// The script for zsh, for a folder of $fpath or to be sourced.
// Decides: zsh's syntax. Refuses to know: which flags there are.
#include <fmt/format.h>

#include "completion.hpp"

namespace tidegate::command {
namespace {

constexpr std::string_view head = R"(#compdef tidegate
# zsh completion of tidegate, written by `tidegate completion zsh`.
_tidegate() {
  local -a commands
  if (( CURRENT == 2 )); then
    commands=(
)";

constexpr std::string_view middle = R"(    )
    _describe -t commands command commands
    _arguments '--help[Print the help]' '--version[Print the version]'
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
)";

constexpr std::string_view tail = R"(  esac
}
if [[ $funcstack[1] == _tidegate ]]; then
  _tidegate "$@"
else
  compdef _tidegate tidegate
fi
)";

/// A text within single quotes, where colons and brackets would end a part of it.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\'') {
      out += "'\\''";
      continue;
    }
    if (letter == ':' || letter == '[' || letter == ']' || letter == '\\') out += '\\';
    out += letter;
  }
  return out;
}

std::string_view action(Offer offer) {
  switch (offer) {
    case Offer::files:
      return "_files";
    case Offer::folders:
      return "_files -/";
    case Offer::nothing:
    case Offer::words:
      break;
  }
  return " ";
}

std::string action_of(const Flag& flag) {
  if (flag.words.empty()) return std::string(action(offer_of(flag)));
  return fmt::format("({})", flag.words);
}

/// One argument of _arguments: `'--out=[help]:DIR:_files -/'`.
std::string argument(const Flag& flag) {
  if (flag.arity == Arity::positionals) {
    if (flag.words.empty()) return fmt::format("'*:{}:_files'", escaped(flag.name));
    return fmt::format("'1:{}:{}' '*: :_files'", escaped(flag.name), action_of(flag));
  }
  const std::string help = escaped(flag.help);
  if (flag.arity == Arity::no_value) return fmt::format("'--{}[{}]'", flag.name, help);
  return fmt::format("'{}--{}=[{}]{}{}:{}'", flag.arity == Arity::many ? "*" : "", flag.name, help,
                     flag.arity == Arity::maybe ? "::" : ":", escaped(flag.value), action_of(flag));
}

}  // namespace

std::string zsh_completion(std::span<const Command> commands) {
  std::string text{head};
  for (const Command& command : commands) {
    text += fmt::format("      '{}:{}'\n", command.name, escaped(command.summary));
  }
  text += middle;
  for (const Command& command : commands) {
    text += fmt::format("    {})\n      _arguments '--help[Print the help]'", command.name);
    for (const Flag& flag : command.flags) text += " \\\n        " + argument(flag);
    text += "\n      ;;\n";
  }
  return text.append(tail);
}

}  // namespace tidegate::command
