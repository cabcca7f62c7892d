/// Files of one number, as /proc and /sys have them.
/// Decides: that a file that is missing or says something else tells nothing.
/// Refuses to know: what the number means.
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>

namespace tidegate {

/// The number that `file` begins with.
template <class Number>
std::optional<Number> number_in(const std::filesystem::path& file) {
  std::ifstream in(file);
  Number value{};
  if (in >> value) return value;
  return std::nullopt;
}

}  // namespace tidegate
