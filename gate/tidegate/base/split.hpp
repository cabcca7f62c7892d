/// A list in one text.
/// Decides: that empty parts do not count. Refuses to know: what is listed.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate {

/// The parts of `text` between separators, in their order, without the empty ones.
inline std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace tidegate
