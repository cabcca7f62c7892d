// The table of shells, and what the words of a flag's value mean: see the header.
#include "completion.hpp"

#include <array>

namespace tidegate::command {
namespace {

constexpr std::array<Shell, 3> table{
    Shell{"bash", "source <(tidegate completion bash), in ~/.bashrc", bash_completion},
    Shell{"zsh", "tidegate completion zsh > a folder of $fpath/_tidegate", zsh_completion},
    Shell{"fish", "tidegate completion fish > ~/.config/fish/completions/tidegate.fish",
          fish_completion},
};

}  // namespace

std::span<const Shell> all_shells() { return table; }

Offer offer_of(const Flag& flag) {
  if (!flag.words.empty()) return Offer::words;
  if (flag.arity == Arity::positionals) return Offer::files;
  if (flag.value == "DIR") return Offer::folders;
  if (flag.value == "FILE" || flag.value == "PATH" || flag.value == "PROGRAM") return Offer::files;
  return Offer::nothing;
}

const Flag* positionals_of(const Command& command) {
  for (const Flag& flag : command.flags) {
    if (flag.arity == Arity::positionals) return &flag;
  }
  return nullptr;
}

}  // namespace tidegate::command
