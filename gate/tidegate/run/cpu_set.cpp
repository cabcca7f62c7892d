#include <utility>

#include <sched.h>

#include <tidegate/run/cpu_set.hpp>

namespace tidegate::run {
namespace {

bool pin_here(const std::vector<int>& cpus) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const int cpu : cpus) {
    if (cpu >= 0 && cpu < CPU_SETSIZE) CPU_SET(cpu, &set);
  }
  return ::sched_setaffinity(0, sizeof set, &set) == 0;
}

}  // namespace

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

PinnedThread::PinnedThread(const std::vector<int>& cpus) {
  if (cpus.empty()) return;
  std::vector<int> before = allowed_cpus();
  if (pin_here(cpus)) before_ = std::move(before);
}

PinnedThread::~PinnedThread() {
  if (!before_.empty()) pin_here(before_);
}

bool uses_one_core(std::string_view platform) { return platform == "serial" || platform == "cuda"; }

}  // namespace tidegate::run
