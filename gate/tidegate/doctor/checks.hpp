/// The table of checks: from symptoms to findings.
/// Decides: which checks there are and in which order they are reported. A new check is one
/// function and one row. Refuses to know: how anything was read.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <tidegate/doctor/finding.hpp>
#include <tidegate/doctor/symptoms.hpp>

namespace tidegate::doctor {

/// What a check says; the table adds its id.
struct Opinion {
  Severity severity = Severity::absent;
  std::string seen;
  std::string advice;
};

struct Check {
  std::string_view id;  ///< `governor`
  std::string_view title;
  Opinion (*look)(const Symptoms&);
};

std::span<const Check> all_checks();

/// One finding a check, in the order of the table.
std::vector<Finding> diagnose(const Symptoms& symptoms);

// The checks of each file; the table is their only caller.
Opinion look_at_governor(const Symptoms& symptoms);
Opinion look_at_turbo(const Symptoms& symptoms);
Opinion look_at_smt(const Symptoms& symptoms);
Opinion look_at_virtualization(const Symptoms& symptoms);
Opinion look_at_addresses(const Symptoms& symptoms);
Opinion look_at_pinning(const Symptoms& symptoms);
Opinion look_at_timer(const Symptoms& symptoms);
Opinion look_at_load(const Symptoms& symptoms);
Opinion look_at_stalls(const Symptoms& symptoms);
Opinion look_at_steal(const Symptoms& symptoms);
Opinion look_at_cpu_limit(const Symptoms& symptoms);
Opinion look_at_memory_limit(const Symptoms& symptoms);
Opinion look_at_gpus(const Symptoms& symptoms);
Opinion look_at_build(const Symptoms& symptoms);
Opinion look_at_staleness(const Symptoms& symptoms);
Opinion look_at_noise(const Symptoms& symptoms);

}  // namespace tidegate::doctor
