/// Where a row stands: beside other rows of its run, and below the ceilings of the machine.
/// Decides: which row a yardstick names, and which ceiling binds. Refuses to know: thresholds (a
/// standing is no verdict) and how a number is shown.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// What is changed in a row's key to find the row that it is held against: `provider=openblas`, or
/// values of axes, `algebra=real`. Everything else of the key stays, the run too.
struct Yardstick {
  std::string text;  ///< as it was asked for
  std::optional<std::string> provider;
  Point axes;
};

/// Errors (usage): no `name=value`.
Outcome<Yardstick> parse_yardstick(std::string_view text);

/// One row beside one yardstick, or beside none.
struct Standing {
  const ResultRow* row = nullptr;
  double seconds = 0;     ///< its min, per call
  std::string yardstick;  ///< empty: beside the ceilings alone
  double yardstick_seconds = 0;
  double speed = 0;                ///< yardstick_seconds / seconds: 2 is twice as fast
  std::optional<double> fraction;  ///< of the ceiling that the row comes nearest to
  std::string ceiling;             ///< `flops` or `memory`; empty: none was measured
};

struct Standings {
  std::vector<Standing> found;       ///< in the order of the rows, then of the yardsticks
  std::vector<std::string> refused;  ///< why a row has no ratio to a yardstick that is there
  std::vector<std::string> unused;   ///< yardsticks that no row has
};

/// The standing of every row that is ok and not found wrong, beside each yardstick that its run has
/// at its key; without yardsticks beside the ceilings alone, where they were measured. A row is not
/// held against itself.
Standings standings_of(std::span<const ResultRow> rows, std::span<const ResultRow> yardstick_rows,
                       std::span<const Yardstick> yardsticks);

}  // namespace tidegate::judge
