/// The word that somebody probably meant.
/// Decides: what is near enough to be offered. Refuses to know: what the words are for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate::command {

/// Of the known words the one that is the fewest letters away (changed, added, left out, or two
/// neighbours swapped), the first of several; nothing where that is more than a third of the word.
std::optional<std::string> nearest_word(std::string_view word,
                                        const std::vector<std::string>& known);

}  // namespace tidegate::command
