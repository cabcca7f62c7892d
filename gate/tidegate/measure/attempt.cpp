#include <algorithm>
#include <chrono>
#include <new>

#include <fmt/format.h>

#include <tidegate/base/duration.hpp>
#include <tidegate/measure/attempt.hpp>
#include <tidegate/measure/cpu_pin.hpp>
#include <tidegate/measure/designated.hpp>
#include <tidegate/measure/mistake.hpp>
#include <tidegate/measure/peak_memory.hpp>
#include <tidegate/measure/row_flaws.hpp>
#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/machine_probe.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/output_digest_json.hpp>

namespace tidegate::measure {
namespace {

void set_failure(AttemptRow& row, Status status, Phase phase, std::string message) {
  row.status = status;
  row.failure = Failure{std::string(phase_name(phase)), std::move(message), {}, {}, {}};
}

/// What the build says of itself wins; then this process, then the machine.
Provenance gather_facts(const Target& target, const Provenance& build) {
  Provenance facts = build;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  facts[Fact::timestamp] = iso_time(now);
  facts[Fact::pinned_cpus] = pinned_cpus();
  if (!facts[Fact::compiler]) facts[Fact::compiler] = target.declared.compiler;
  // What a CUDA compiler did elsewhere in the program is no part of a host provider.
  if (target.provider.options.platform != "cuda") facts[Fact::cuda_version] = {};
  facts.fill_from(probe_machine());
  return facts;
}

AttemptRow row_of(const Target& target, const AttemptSpec& spec, Provenance facts) {
  AttemptRow row;
  row.run_id = spec.run_id;
  row.key = key_of(target);
  row.seed = spec.seed;
  row.reference = target.provider.options.reference;
  row.representative = target.declared.is_representative(target.point);
  row.includes = target.provider.options.includes;
  row.provenance = std::move(facts);
  row.machine_class = machine_class_id(row.provenance);
  return row;
}

void add_metric(AttemptRow& row, std::string_view id, std::uint64_t iterations,
                std::vector<double> values) {
  const auto info = metric_info(id);
  row.metrics.push_back({std::string(id), info ? std::string(info->unit) : std::string(),
                         iterations, std::move(values)});
}

/// A counter without a value that says why, unless the benchmark counts something of that name
/// itself.
void add_why(AttemptRow& row, std::string_view id, std::string_view unit, const std::string& why) {
  const bool taken = std::any_of(row.counters.begin(), row.counters.end(),
                                 [id](const Counter& known) { return known.name == id; });
  if (!taken) row.counters.push_back({std::string(id), std::string(unit), {}, why});
}

/// A metric where it was counted; else the reason.
void add_event(AttemptRow& row, const CountedEvent& event, std::uint64_t iterations) {
  if (!event.per_call.empty()) return add_metric(row, event.metric, iterations, event.per_call);
  add_why(row, event.metric, "1", event.why);
}

/// The most memory that the attempt held.
struct Peaks {
  std::optional<std::uint64_t> resident;
  std::optional<DevicePeak> device;  ///< unset: no session watches a device
};

void add_peaks(AttemptRow& row, const Peaks& peaks) {
  const auto sample = [](std::uint64_t bytes) {
    return std::vector<double>{static_cast<double>(bytes)};
  };
  if (peaks.resident) add_metric(row, peak_rss, 1, sample(*peaks.resident));
  if (!peaks.device) return;
  if (peaks.device->bytes) {
    add_metric(row, peak_device_memory, 1, sample(*peaks.device->bytes));
  } else {
    add_why(row, peak_device_memory, "B", peaks.device->why);
  }
}

void add_metrics(AttemptRow& row, const Samples& samples, const Peaks& peaks) {
  if (!samples.timed) return;
  if (!samples.warm_s.empty()) {
    add_metric(row, warm_time, samples.iterations, samples.warm_s);
  }
  add_metric(row, cold_time, 1, {samples.cold_s});
  for (const CountedEvent& event : samples.counts) add_event(row, event, samples.iterations);
  add_peaks(row, peaks);
  if (!samples.cache_cold_s.empty()) add_metric(row, cache_cold_time, 1, samples.cache_cold_s);
}

/// The hard budget ended it below the floor: nobody judges so few samples.
void set_cut_short(AttemptRow& row, const Samples& samples, double limit) {
  set_failure(row, Status::timeout, Phase::measure,
              fmt::format("the hard budget of {:.6g} s ended it after {} samples, below {}", limit,
                          samples.warm_s.size(), least_samples));
  row.failure->limit_s = limit;
}

void judge_fidelity(AttemptRow& row, const Fidelity& fidelity) {
  row.fidelity = fidelity;
  if (fidelity.verdict == Fidelity::Verdict::pass) return;
  const bool failed = fidelity.verdict == Fidelity::Verdict::fail;
  set_failure(
      row, failed ? Status::fidelity_failed : Status::fidelity_inconclusive, Phase::fidelity,
      failed ? fmt::format("the timed output differs from the oracle: {}", fidelity_text(fidelity))
             : std::string(reason_text(fidelity.reason)));
}

/// What the benchmark checked itself, and what is compared with the designated provider's output.
std::optional<Compared> fidelity_of(const Target& target, const AttemptSpec& spec,
                                    const Fence& fence, const Record& record) {
  if (!record.output || target.provider.name == target.declared.designated) return record.fidelity;
  const Compared compared =
      against_designated(target.declared, target.point, target.provider.options.platform, spec.seed,
                         fence, *record.output);
  return record.fidelity ? worse_of(*record.fidelity, compared) : compared;
}

/// What a benchmark that returned amounts to.
void conclude(AttemptRow& row, const Target& target, const AttemptSpec& spec, const Fence& fence,
              const Record& record, const Peaks& peaks) {
  row.warnings = record.warnings;
  if (record.skipped) return set_failure(row, Status::skipped, Phase::prepare, *record.skipped);
  if (!record.samples) {
    return set_failure(row, Status::crashed, Phase::prepare,
                       "the benchmark returned without calling measure()");
  }
  row.work = record.work;
  row.counters = record.counters;
  row.resolved_backend = record.resolved_backend;
  row.stopping = record.samples->stopping;
  row.stages = record.samples->stages;
  if (record.samples->cut_short()) {
    return set_cut_short(row, *record.samples, spec.hard_budget_s.value_or(0));
  }
  if (auto mistake = state_directions(row.counters, target.declared); !mistake.empty()) {
    return set_failure(row, Status::crashed, Phase::prepare, std::move(mistake));
  }
  if (auto flaw = flaw_of(*record.samples, target.declared)) {
    row.status = Status::crashed;
    row.failure = std::move(flaw);
    return;
  }
  add_metrics(row, *record.samples, peaks);
  const bool complete = record.samples->timed;  // what is only counted has no metric yet
  const auto id = complete ? missing_metric(row, target.declared.metrics) : std::string();
  if (!id.empty()) {
    row.metrics.clear();
    return set_failure(row, Status::crashed, Phase::measure,
                       fmt::format("the case names the metric {}, and this row has none: state the "
                                   "work() or elements() that it is derived from, or count it",
                                   id));
  }
  if (record.digest) keep_output_digest(row, *record.digest);
  if (auto fidelity = fidelity_of(target, spec, fence, record)) judge_fidelity(row, *fidelity);
}

/// The same batch, whose first run is the last that a device's allocations are watched in: what
/// listens to them would cost every sample.
Batch watched(const Batch& batch, const RunningSessions& sessions) {
  return [&batch, &sessions, first = true](std::uint64_t iterations) mutable {
    batch(iterations);
    if (first) sessions.rest_memory();
    first = false;
  };
}

/// Calls the benchmark and gives every way out a status.
void call_benchmark(AttemptRow& row, const Target& target, const AttemptSpec& spec,
                    const Fence& fence, State& state, const Peaks& peaks) {
  try {
    target.provider.function(state);
    conclude(row, target, spec, fence, state.record(), peaks);
  } catch (const std::bad_alloc&) {
    set_failure(row, Status::oom, state.record().phase, "out of memory (std::bad_alloc)");
  } catch (const FallbackRefused& problem) {
    set_failure(row, Status::env_failed, state.record().phase, problem.what());
  } catch (const std::exception& problem) {
    set_failure(row, Status::crashed, state.record().phase, problem.what());
  } catch (...) {
    set_failure(row, Status::crashed, state.record().phase,
                "the benchmark threw something that is not a std::exception");
  }
}

}  // namespace

AttemptRow failed_row(const AttemptSpec& spec, Status status, Phase phase, std::string message) {
  AttemptRow row;
  row.run_id = spec.run_id;
  row.key = spec.key;
  row.seed = spec.seed;
  set_failure(row, status, phase, std::move(message));
  return row;
}

AttemptRow run_attempt_in(const RunningSessions& sessions, const Target& target,
                          const AttemptSpec& spec, const Provenance& build,
                          const Measuring& measuring) {
  Provenance facts = gather_facts(target, build);
  sessions.add_facts(facts);
  AttemptRow row = row_of(target, spec, std::move(facts));
  if (auto reason = skip_reason(target); !reason.empty()) {
    const bool missing = !target.provider.options.missing.empty();
    set_failure(row, missing ? Status::env_failed : Status::skipped, Phase::start,
                std::move(reason));
    return row;
  }
  Peaks peaks;
  // Read at once after sampling: an oracle's memory is not the operation's.
  const auto measure_then_peak = [&](const Batch& batch, const Fence& fence) {
    Samples samples = measuring.warm(watched(batch, sessions), fence);
    peaks = {peak_memory(), sessions.device_peak()};
    return samples;
  };
  sessions.begin_memory();
  State state(target.point, spec.seed, measure_then_peak, sessions.fence(), measuring.passes,
              spec.on_fallback);
  call_benchmark(row, target, spec, sessions.fence(), state, peaks);
  sessions.rest_memory();  // where nothing was measured
  return row;
}

AttemptRow run_attempt(const Target& target, const AttemptSpec& spec, const Surroundings& around,
                       const Measuring& measuring) {
  const auto sessions = RunningSessions::start(around.sessions);
  if (!sessions) {
    AttemptRow row = row_of(target, spec, gather_facts(target, around.build));
    set_failure(row, Status::env_failed, Phase::start, sessions.error().what);
    return row;
  }
  return run_attempt_in(*sessions, target, spec, around.build, measuring);
}

}  // namespace tidegate::measure
