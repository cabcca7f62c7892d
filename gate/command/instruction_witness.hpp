/// Instructions of both sides, for rows whose time crossed a limit.
/// Decides: which rows are counted (crossings only: each costs two runs under a simulator) and what
/// is said where that fails. Refuses to know: how they are counted, and what a count means.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/run/plan.hpp>

#include "gate_settings.hpp"
#include "reference.hpp"

namespace tidegate::command {

/// Sets `witness.instructions` of every crossing among `lines`. Answers a sentence for each row
/// that could not be counted. An interrupt leaves the rest uncounted.
std::vector<std::string> count_instructions(const GateSettings& settings,
                                            const Reference& reference,
                                            std::span<const run::Planned> plan,
                                            std::span<judge::GateLine> lines);

}  // namespace tidegate::command
