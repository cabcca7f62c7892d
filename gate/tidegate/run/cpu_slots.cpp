#include <algorithm>

#include <fmt/format.h>

#include <tidegate/run/cpu_slots.hpp>

namespace tidegate::run {

std::vector<std::vector<int>> core_groups(const std::vector<int>& cpus, std::size_t slots) {
  const std::size_t count = std::max<std::size_t>(1, std::min(slots, cpus.size()));
  std::vector<std::vector<int>> groups(count);
  auto next = cpus.begin();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t size = cpus.size() / count + (i < cpus.size() % count ? 1 : 0);
    const auto end = next + static_cast<std::ptrdiff_t>(size);
    groups[i].assign(next, end);
    next = end;
  }
  return groups;
}

std::string CpuSlot::text() const {
  return fmt::format("{} of {}, {} {}", number, of, budget, budget == 1 ? "core" : "cores");
}

std::string CpuSlot::cores_text(const std::string& all) const {
  return fmt::format("{} in {} slots of {}", all, of, budget);
}

CorePlan plan_cores(const std::vector<int>& cpus, std::size_t slots, std::size_t gpus) {
  CorePlan plan;
  std::vector<int> shared = cpus;
  if (cpus.size() > gpus) {
    const auto first = cpus.end() - static_cast<std::ptrdiff_t>(gpus);
    plan.gpu_hosts.assign(first, cpus.end());
    shared.assign(cpus.begin(), first);
  }
  const auto groups = core_groups(shared, slots);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    plan.slots.push_back({i + 1, groups.size(), groups.back().size(), groups[i]});
  }
  return plan;
}

}  // namespace tidegate::run
