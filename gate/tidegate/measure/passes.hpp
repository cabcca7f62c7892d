/// What is measured behind the warm samples, each in calls of its own so that it disturbs none.
/// Decides: which passes there are and in which order; a new one is a function and a line in
/// passes_of(). Refuses to know: rows.
#pragma once

#include <functional>
#include <vector>

#include <tidegate/measure/sampler.hpp>
#include <tidegate/measure/stage_recorder.hpp>

namespace tidegate::measure {

/// What a pass may call.
struct Operation {
  const Batch& batch;
  const Fence& fence;
  StageRecorder& stages;
};

/// Adds to the samples. It ends early when the attempt's hard budget is spent.
using Pass = std::function<void(const Operation&, Samples&)>;

/// The passes of a spec: stages where the operation has any, cache-cold calls where the spec asks.
/// The clock must outlive them.
std::vector<Pass> passes_of(Clock& clock, const AttemptSpec& spec);

/// `count` single calls, each behind a `flush`; s per call, in Samples::cache_cold_s.
void time_cache_cold(Clock& clock, std::uint32_t count, const std::function<void()>& flush,
                     const Operation& operation, Samples& samples);

/// Ten batches with timed stages; medians in Samples::stages. Nothing for an operation without.
void time_stages(Clock& clock, const Operation& operation, Samples& samples);

}  // namespace tidegate::measure
