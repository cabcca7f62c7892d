/// Whether a benchmark keeps memory each time it is constructed anew in one process.
/// Decides: what is compared, and from when on it is growth. Refuses to know: how the rows were
/// made, and who leaks: the benchmark, what it measures, or a library of either.
///
/// Compared is what the process holds once an attempt is over (`resident_memory`), after the second
/// construction and after the last: the first one also pays for what is loaded and cached once.
/// Where no row states it, the high-water mark (`peak_rss`) stands in for it, which cannot see what
/// is lost below an earlier peak. Neither sees device memory, nor an allocator that loses pages and
/// finds them again.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tidegate/row/attempt_row.hpp>

namespace tidegate::judge {

struct MemoryGrowth {
  std::string metric;  ///< `resident_memory` or `peak_rss`
  std::size_t constructions = 0;
  double after_second = 0;      ///< B
  double after_last = 0;        ///< B
  double per_construction = 0;  ///< B, (after_last - after_second) / (constructions - 2)
  double limit = 0;             ///< B: the larger of 1 MiB and 1 % of after_second

  bool grew() const { return per_construction > limit; }
  bool operator==(const MemoryGrowth&) const = default;
};

/// Of one key; either the growth or why it is not known.
struct MemoryFinding {
  Key key;
  std::optional<MemoryGrowth> growth;
  std::string why;

  bool is_fine() const { return growth && !growth->grew(); }
};

/// One finding a key, in the order in which the keys first stand. `rows` are attempts of one
/// process each key after the other, in the order in which they were made. Unknown: fewer than 3
/// attempts, one that failed (a new process made the next), processes of their own, memory that
/// nobody stated.
std::vector<MemoryFinding> memory_growth(std::span<const AttemptRow> rows);

}  // namespace tidegate::judge
