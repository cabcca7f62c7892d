#include <sched.h>

#include <tidegate/run/cpu_set.hpp>

namespace tidegate::run {

std::vector<int> allowed_cpus() {
  cpu_set_t set;
  CPU_ZERO(&set);
  std::vector<int> cpus;
  if (::sched_getaffinity(0, sizeof set, &set) != 0) return cpus;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &set)) cpus.push_back(cpu);
  }
  return cpus;
}

std::vector<int> quiet_cpu() {
  const std::vector<int> cpus = allowed_cpus();
  if (cpus.size() < 2) return {};
  return {cpus.back()};
}

bool uses_one_core(std::string_view platform) { return platform == "serial" || platform == "cuda"; }

}  // namespace tidegate::run
