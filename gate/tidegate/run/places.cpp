#include <algorithm>

#include <tidegate/row/device_platform.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/places.hpp>

namespace tidegate::run {
namespace {

Place place_of(const CpuSlot& slot) {
  Place place;
  place.slot = slot;
  // The last one of its cores: the machine's first ones serve most interrupts.
  if (!slot.cpus.empty() && (slot.of > 1 || slot.cpus.size() > 1)) place.pin = {slot.cpus.back()};
  if (slot.of > 1) {
    const auto end = slot.cpus.begin() + static_cast<std::ptrdiff_t>(slot.budget);
    place.spread.assign(slot.cpus.begin(), end);
  }
  return place;
}

}  // namespace

const Place& Places::at(PlaceKind kind, std::size_t number) const {
  return kind == PlaceKind::cpu ? cpu.at(number) : gpu.at(number);
}

bool uses_gpu(std::string_view platform) { return is_device_platform(platform); }

PlaceKind kind_of(std::string_view platform) {
  return uses_gpu(platform) ? PlaceKind::gpu : PlaceKind::cpu;
}

Places whole_machine(const std::vector<int>& pinned, double limit_s) {
  Places places;
  places.cpu.front().pin = places.gpu.front().pin = pinned;
  places.limit_s = limit_s;
  return places;
}

Places share_out(const std::vector<int>& cpus, std::size_t slots,
                 const std::vector<std::vector<std::string>>& gpus, std::size_t at_once,
                 double limit_s) {
  const CorePlan cores = plan_cores(cpus, slots, gpus.size());
  Places places;
  places.limit_s = limit_s;
  places.cpu.clear();
  for (const CpuSlot& slot : cores.slots) places.cpu.push_back(place_of(slot));
  if (!gpus.empty()) places.gpu.assign(gpus.size(), Place{});
  for (std::size_t i = 0; i < gpus.size(); ++i) {
    places.gpu[i].gpus = gpus[i];
    if (i < cores.gpu_hosts.size()) places.gpu[i].pin = {cores.gpu_hosts[i]};
  }
  const std::size_t all = places.cpu.size() + gpus.size();
  const bool enough = cores.gpu_hosts.size() == gpus.size();
  places.at_once = enough ? std::min(at_once == 0 ? all : at_once, all) : 1;
  return places;
}

void keep_to(Places& places, const std::vector<int>& named) {
  if (named.empty()) return;
  for (Place& place : places.cpu) {
    const std::vector<int>& own = place.slot.cpus.empty() ? named : place.slot.cpus;
    if (place.pin.empty()) place.pin = {own.back()};
    if (place.spread.empty()) place.spread = own;
  }
  for (Place& place : places.gpu) {
    if (place.pin.empty()) place.pin = {named.back()};
  }
}

Placement placement_at(const Place& place, std::string_view platform, double limit_s) {
  Placement placement;
  const bool one_core = uses_one_core(platform) || uses_gpu(platform);
  placement.cpus = one_core ? place.pin : place.spread;
  placement.limit_s = limit_s;
  placement.slot = place.slot;
  placement.gpus = place.gpus;
  return placement;
}

}  // namespace tidegate::run
