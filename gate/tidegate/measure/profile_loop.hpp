/// An operation called without pause, for a profiler.
/// Decides: how long. Nothing is timed sample by sample, kept or printed meanwhile: a profile shows
/// the operation and nothing of ours.
/// Refuses to know: the profiler. run/perf_record cuts stacks at the name of this function.
#pragma once

#include <cstdint>

#include <tidegate/measure/batch.hpp>
#include <tidegate/measure/clock.hpp>
#include <tidegate/measure/sampler.hpp>

namespace tidegate::measure {

/// Calls `iterations` of the batch, and again, until `length_ns` have passed; then waits for what
/// was launched. At least once. All of it as one sample. Never inlined, so that it stands on every
/// stack.
Sample profile_loop(Clock& clock, const Batch& batch, const Fence& fence, std::uint64_t iterations,
                    std::int64_t length_ns);

}  // namespace tidegate::measure
