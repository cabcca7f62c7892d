/// What follows from the rows of a harness run.
/// Decides: how the processes of one key become one result, and which rows an absent device
/// excuses. Refuses to know: files, JSON and how anything was measured.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tidegate/evidence/noticed.hpp>
#include <tidegate/evidence/observed.hpp>
#include <tidegate/judge/memory_growth.hpp>

namespace tidegate::evidence {

/// Of all warm samples of all ok processes together, seconds per call.
struct WarmSummary {
  double mean = 0;
  double median = 0;
  double std = 0;  ///< divisor N-1
  double min = 0;
  double max = 0;
};

/// One case, point, provider and platform.
struct Result {
  Key key;
  Device device = Device::cpu;
  Status status = Status::ok;  ///< the worst of its processes, those that never ran last
  std::string note;            ///< why not, and what else a reader must know; may be empty
  std::size_t processes = 0;
  std::size_t failed = 0;            ///< of them, those that were not ok
  std::size_t never_ran = 0;         ///< of those, the ones that were skipped or env_failed
  std::vector<double> cold_s;        ///< the first of each process that has one
  std::size_t colder_than_once = 0;  ///< processes that state more than one
  std::vector<double> warm_s;        ///< in the order of the processes
  std::optional<WarmSummary> warm;
  Work work;
  std::vector<Counter> counters;
  std::optional<Echo> echo;      ///< of the first ok process
  std::string resolved_backend;  ///< of the first process that was run by another than named
  std::vector<Noticed> warnings;
};

struct Derived {
  std::vector<Result> results;  ///< in the order in which the keys first stand
  std::vector<Noticed> warnings;
  bool stderr_cut = false;  ///< some of a process's stderr was not kept, with its warnings
  std::vector<judge::MemoryFinding> memory;
};

/// `constructions` are the attempts that shared a process, for memory alone.
Derived derive(std::span<const AttemptRow> rows, std::span<const AttemptRow> constructions);

/// `cuda` for that platform; all others compute on the host.
Device device_of(std::string_view platform);

/// Whether a process of it computed elsewhere than on the device of its platform: its times are
/// none of the device.
bool is_fallback(const Result& result);

/// Where its times come from: a fallback's from the host.
Device ran_on(const Result& result);

/// Whether this result has no times because no device is there: none of its processes ran.
/// `env_failed` too: a program that was built without CUDA says so before it looks for a device.
bool is_excused(const Result& result, const Observed& observed);

/// Whether a process of it did not run although a device is there to run on.
bool is_unexcused_skip(const Result& result, const Observed& observed);

}  // namespace tidegate::evidence
