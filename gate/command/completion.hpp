/// What a shell may offer behind `tidegate`, read off the tables of flags.
/// Decides: which shells there are, and what kind of text a flag takes. A new shell is one file and
/// one row. Refuses to know: what any command does with it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "flag.hpp"

namespace tidegate::command {

/// What stands behind a flag, or without one.
enum class Offer {
  nothing,  ///< no value, or one that nobody can guess
  words,    ///< one of Flag::words
  files,    ///< a file or a folder
  folders,
};
Offer offer_of(const Flag& flag);

/// The flag that names the arguments without a dash, or nullptr.
const Flag* positionals_of(const Command& command);

struct Shell {
  std::string_view name;     ///< as `tidegate completion` takes it
  std::string_view install;  ///< one line: how its users turn it on for themselves
  /// The script that completes every command of the table.
  std::string (*script)(std::span<const Command>);
};
std::span<const Shell> all_shells();

std::string bash_completion(std::span<const Command> commands);
std::string zsh_completion(std::span<const Command> commands);
std::string fish_completion(std::span<const Command> commands);

}  // namespace tidegate::command
