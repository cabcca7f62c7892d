/// What the attempts of a key warned of, and what ran in place of its provider.
/// Decides: that counts add up, and that attempts of two backends are no pool.
/// Refuses to know: how a warning is shown.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// Each text once, in the order first given, with the sum of its counts.
std::vector<Warning> pooled_warnings(std::span<const AttemptRow* const> attempts);

/// Whether ok attempts say that different backends ran: their times are not samples of one thing.
bool backends_differ(std::span<const AttemptRow* const> attempts);

/// One sentence when rows were not run by the provider they name; empty when all were. A gate that
/// compares two fallbacks says nothing about the code that was meant.
std::string fallback_note(std::span<const ResultRow> rows);

}  // namespace tidegate::judge
