/// The places at which attempts run: slots of cores, and devices with a core for their host thread.
/// Decides: what a worker of a platform is pinned to at a place. Refuses to know: who comes when
/// (scheduler) and whether a device is free (gpu_claim).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tidegate/run/cpu_slots.hpp>
#include <tidegate/run/scheduler.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::run {

/// What one attempt at a time occupies.
struct Place {
  std::vector<int> pin;     ///< of a worker that computes on one core; empty: not pinned
  std::vector<int> spread;  ///< of a worker of many threads; empty: as ours
  CpuSlot slot;
  std::vector<std::string> gpus;  ///< UUIDs of the devices it may see; empty: not said
};

/// By default one attempt after another on the whole machine.
struct Places {
  std::vector<Place> cpu{Place{}};
  std::vector<Place> gpu{Place{}};
  std::size_t at_once = 1;
  double limit_s = 600;

  const Place& at(PlaceKind kind, std::size_t number) const;
};

/// Whether a worker of this platform computes on a GPU (`cuda`, `hip`, `sycl`).
bool uses_gpu(std::string_view platform);
PlaceKind kind_of(std::string_view platform);

/// One place of all: `pinned` for workers on one core, the machine for the others.
Places whole_machine(const std::vector<int>& pinned, double limit_s);

/// `slots` groups of `cpus`, and a place for each entry of `gpus` (the devices of one attempt).
/// `at_once` 0: as many as there are places. Where the cores do not suffice for both, it is 1.
Places share_out(const std::vector<int>& cpus, std::size_t slots,
                 const std::vector<std::vector<std::string>>& gpus, std::size_t at_once,
                 double limit_s);

/// Pins whatever is not pinned yet to `named`, the processors that were asked for by number: a slot
/// that has them all needs no pin of its own, and a worker on any other one is not what was asked.
void keep_to(Places& places, const std::vector<int>& named);

/// Where a worker of `platform` runs at `place`.
Placement placement_at(const Place& place, std::string_view platform, double limit_s);

}  // namespace tidegate::run
