// The script for bash. It needs no other package: compgen and compopt are bash's own.
// Decides: bash's syntax. Refuses to know: which flags there are.
#include <fmt/format.h>

#include "completion.hpp"

namespace tidegate::command {
namespace {

constexpr std::string_view head =
    R"(# bash completion of tidegate, written by `tidegate completion bash`.
_tidegate() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local flags='--help' words='' offer=words
  # `--flag=value` arrives as three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
)";

constexpr std::string_view tail = R"(  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$current")
    return
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  local -a names=()
  case $offer in
    files) mapfile -t names < <(compgen -f -- "$current") ;;
    folders) mapfile -t names < <(compgen -d -- "$current") ;;
  esac
  if ((${#names[@]})); then
    COMPREPLY+=("${names[@]}")
    compopt -o filenames 2>/dev/null
  fi
}
complete -F _tidegate tidegate
)";

std::string_view bash_offer(Offer offer) {
  switch (offer) {
    case Offer::files:
      return "files";
    case Offer::folders:
      return "folders";
    case Offer::nothing:
    case Offer::words:
      break;
  }
  return "words";
}

/// What follows `case $previous in` for one command: a branch for each flag with a value.
std::string branches(const Command& command) {
  std::string text;
  for (const Flag& flag : command.flags) {
    if (flag.arity == Arity::no_value || flag.arity == Arity::positionals) continue;
    text += fmt::format("        --{}) words='{}' offer={} ;;\n", flag.name, flag.words,
                        bash_offer(offer_of(flag)));
  }
  return text;
}

std::string names_of_flags(const Command& command) {
  std::string names;
  for (const Flag& flag : command.flags) {
    if (flag.arity != Arity::positionals) names += fmt::format("--{} ", flag.name);
  }
  return names + "--help";
}

std::string branch(const Command& command) {
  std::string text =
      fmt::format("    {})\n      flags='{}'\n", command.name, names_of_flags(command));
  if (const Flag* rest = positionals_of(command)) {
    // Behind a word of a closed list, such as `accept`, stand files.
    text += fmt::format("      words='{}' offer=files\n", rest->words);
  }
  const std::string values = branches(command);
  if (!values.empty()) text += "      case $previous in\n" + values + "      esac\n";
  return text + "      ;;\n";
}

}  // namespace

std::string bash_completion(std::span<const Command> commands) {
  std::string names;
  for (const Command& command : commands) names += std::string(command.name) + ' ';
  if (!names.empty()) names.pop_back();
  std::string text{head};
  text += "  ((COMP_CWORD == 1)) && flags='--help --version' words='" + names + "'\n";
  text += "  ((COMP_CWORD > 1)) && case ${COMP_WORDS[1]} in\n";
  for (const Command& command : commands) text += branch(command);
  text += "  esac\n";
  return text.append(tail);
}

}  // namespace tidegate::command
