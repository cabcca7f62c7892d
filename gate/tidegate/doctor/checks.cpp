#include <array>

#include <tidegate/doctor/checks.hpp>

namespace tidegate::doctor {
namespace {

constexpr std::array checks{
    Check{"governor", "CPU governor", look_at_governor},
    Check{"turbo", "CPU turbo", look_at_turbo},
    Check{"smt", "cores shared by threads", look_at_smt},
    Check{"virtualization", "virtual machine", look_at_virtualization},
    Check{"aslr", "random addresses", look_at_addresses},
    Check{"pinning", "CPUs to run on", look_at_pinning},
    Check{"timer", "clock", look_at_timer},
    Check{"load", "other tasks", look_at_load},
    Check{"stalls", "waiting for a CPU", look_at_stalls},
    Check{"steal", "CPU taken by the host", look_at_steal},
    Check{"cpu_limit", "control group: CPU", look_at_cpu_limit},
    Check{"memory_limit", "control group: memory", look_at_memory_limit},
    Check{"gpus", "GPUs", look_at_gpus},
    Check{"build", "build of the worker", look_at_build},
    Check{"stale", "age of the worker", look_at_staleness},
    Check{"noise", "A/A noise", look_at_noise},
};

}  // namespace

std::span<const Check> all_checks() { return checks; }

std::vector<Finding> diagnose(const Symptoms& symptoms) {
  std::vector<Finding> findings;
  for (const Check& check : checks) {
    Opinion opinion = check.look(symptoms);
    findings.push_back({std::string(check.id), opinion.severity, std::move(opinion.seen),
                        std::move(opinion.advice)});
  }
  return findings;
}

}  // namespace tidegate::doctor
