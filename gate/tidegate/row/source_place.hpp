/// Where in a repository a case is declared: the line that an annotation points at.
/// Decides: that a place is a path inside a repository, never one of a machine.
/// Refuses to know: where the repository lies (run/source_places), and JSON (source_json).
#pragma once

#include <cstdint>
#include <string_view>

#include <tidegate/row/kept_text.hpp>

namespace tidegate {

/// Unknown while `file` is empty.
struct SourcePlace {
  KeptText file;           ///< from the top of the repository, with slashes: `bench/sum/cases.cpp`
  std::uint32_t line = 0;  ///< from 1

  bool known() const { return !file.empty(); }
  bool operator==(const SourcePlace&) const = default;
};

/// Whether `file` can be a path inside a repository: relative, one line, and no `..` leads out.
bool is_inside_repository(std::string_view file);

}  // namespace tidegate
