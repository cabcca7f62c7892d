/// Replayed lines as Markdown.
/// Decides: columns, digits, and what is said under a table. Refuses to know: how lines came about.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "stage_lines.hpp"

namespace verdict_trust {

/// `0.000 % [0.000, 0.004]`: the share with its Clopper-Pearson 95 % interval, percent; three
/// decimals below 1 %, one above. `-` without trials.
std::string share_text(std::uint64_t hits, std::uint64_t trials);

/// Heading, one table, and what is needed to read it.
std::string stage_table(const Stage& stage, std::span<const StageLine> lines);

/// The planted lines that are worth it, kernel by kernel; empty when there is none.
std::string kernel_table(const Stage& stage, std::span<const StageLine> lines);

/// The rules of others, one a line; `stage` is where their launches come from.
std::string peer_table(const std::string& stage, std::span<const PeerLine> lines);

}  // namespace verdict_trust
