/// Counters and stages that moved and that nobody judges.
/// Decides: which of them a reader should hear of. Refuses to know: verdicts.
#pragma once

#include <string>
#include <vector>

#include <tidegate/judge/policy.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// A sentence for each metric of a family that both rows have in one unit, that neither the
/// policy nor the want of a time (judge/without_time) makes a line, and whose min left the limits
/// that it would be judged by, either way. Counters without a direction are among them: this is all
/// that is ever said of those.
std::vector<std::string> moves_of(const ResultRow& before, const ResultRow& now,
                                  const Policy& policy);

/// All of them as one note, the first five in full; empty when there are none.
std::string moves_note(const std::vector<std::string>& moves);

}  // namespace tidegate::judge
