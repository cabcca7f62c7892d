#include "nearest_word.hpp"

#include <algorithm>
#include <cstddef>

namespace tidegate::command {
namespace {

/// Optimal string alignment: Damerau and Levenshtein's distance, no letter being changed twice.
/// (L. Boytsov, Indexing methods for approximate dictionary searching, 2011, section 2.2.)
std::size_t letters_apart(std::string_view a, std::string_view b) {
  // at[i][j]: of the first i letters of a from the first j of b.
  std::vector<std::vector<std::size_t>> at(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) at[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) at[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = at[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      at[i][j] = std::min({changed, at[i - 1][j] + 1, at[i][j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) at[i][j] = std::min(at[i][j], at[i - 2][j - 2] + 1);
    }
  }
  return at[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> nearest_word(std::string_view word,
                                        const std::vector<std::string>& known) {
  constexpr std::size_t longest = 40;  // no command or flag is that long
  if (word.size() > longest) return std::nullopt;
  std::optional<std::string> nearest;
  std::size_t least = (word.size() + 2) / 3 + 1;
  for (const std::string& one : known) {
    const std::size_t apart = letters_apart(word, one);
    if (apart >= least) continue;
    least = apart;
    nearest = one;
  }
  return nearest;
}

}  // namespace tidegate::command
