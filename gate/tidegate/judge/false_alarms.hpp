/// How often the gate says that a program differs from itself.
/// Decides: what a false alarm is, and that only rows that were judged are trials: one that failed
/// could not have been wrong. Refuses to know: how suites are measured, and who reads this.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::judge {

/// What A/A suites say together.
struct FalseAlarms {
  std::uint64_t suites = 0;   ///< with at least one row that was judged
  std::uint64_t alarmed = 0;  ///< of those, with at least one false alarm
  std::uint64_t rows = 0;     ///< judged ones, of all suites
  std::uint64_t alarms = 0;   ///< of those, called different
  std::uint64_t undecided = 0;
  std::uint64_t pairs = 0;
  std::uint64_t failed = 0;   ///< rows that were not judged: a process died or was unfaithful
  std::string first_failure;  ///< which row that was, why, and what to do
};

/// Adds one suite, a line a row.
void count_suite(std::span<const GateLine> lines, FalseAlarms& all);

/// The shares, each with its 95 % interval (stats/share), in lines; without a trial that there is
/// no share.
std::string false_alarms_text(const FalseAlarms& all);

}  // namespace tidegate::judge
