/// Which providers of a case were measured on which platforms.
/// Decides: what counts as measured. Refuses to know: what was planned, which only listings say.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// Rows of one provider of a case on one platform. All three are 0 where nobody ever tried.
struct CapabilityCell {
  std::size_t measured = 0;  ///< ok
  std::size_t skipped = 0;   ///< not attempted, or the library or device is missing
  std::size_t failed = 0;    ///< any other status

  bool operator==(const CapabilityCell&) const = default;
};

struct CapabilityLine {
  std::string case_name;
  std::string provider;
  std::vector<CapabilityCell> cells;  ///< one a platform of the matrix, in its order
};

struct CapabilityMatrix {
  std::vector<std::string> platforms;  ///< every platform of the rows, sorted
  std::vector<CapabilityLine> lines;   ///< by case, then provider
};

CapabilityMatrix capabilities(std::span<const ResultRow> rows);

}  // namespace tidegate::judge
