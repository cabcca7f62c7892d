/// Warnings of a run, verbatim and counted.
/// Decides: what counts as one: what rows state, and lines of a worker's stderr with the word
/// `warning` in them, in any case. Refuses to know: whether it matters.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <tidegate/row/attempt_row.hpp>

namespace tidegate::evidence {

struct Noticed {
  enum class From {
    row,     ///< the benchmark stated it, with how often it applied
    stderr_  ///< a line that a process printed; only the end of stderr is kept in a row
  };
  std::string text;
  From from = From::row;
  std::uint64_t count = 1;  ///< of all rows together
  bool at_least = false;    ///< more of them may stand in what of stderr was not kept

  bool operator==(const Noticed&) const = default;
};

std::string_view from_name(Noticed::From from);  ///< `row`, `stderr`

/// Whether some of the stderr of these rows may not have been kept.
bool is_stderr_cut(std::span<const AttemptRow* const> rows);

/// `x3`, `at least x3`: with `sign` for the x.
std::string times_text(const Noticed& one, std::string_view sign);

/// In the order first given, each text of a source once.
std::vector<Noticed> noticed_in(std::span<const AttemptRow* const> rows);
std::vector<Noticed> noticed_in(std::span<const AttemptRow> rows);

}  // namespace tidegate::evidence
