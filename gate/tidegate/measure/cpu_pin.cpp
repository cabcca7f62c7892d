#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sched.h>
#include <unistd.h>

#include <tidegate/measure/cpu_pin.hpp>
#include <tidegate/row/provenance.hpp>

namespace tidegate::measure {

std::vector<int> allowed_cpus() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (::sched_getaffinity(0, sizeof set, &set) != 0) return {};
  std::vector<int> allowed;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &set)) allowed.push_back(cpu);
  }
  return allowed;
}

std::string pinned_text(const std::vector<int>& allowed, std::size_t online) {
  if (allowed.empty() || allowed.size() >= online) return std::string(absent_fact);
  return fmt::format("{}", fmt::join(allowed, ","));
}

std::string pinned_cpus() {
  const long online = ::sysconf(_SC_NPROCESSORS_ONLN);
  return pinned_text(allowed_cpus(), online > 0 ? static_cast<std::size_t>(online) : 0);
}

}  // namespace tidegate::measure
