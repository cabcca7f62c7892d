/// Calls that a simulator counts from outside: worker and runner meet in the names of two dumps.
/// Decides: that n calls and then 2n calls are counted with the same code around them, so that
/// their difference is exactly n calls. Refuses to know: the simulator's files (run/callgrind reads
/// them).
#pragma once

#include <cstdint>

#include <tidegate/measure/batch.hpp>
#include <tidegate/measure/sampler.hpp>
#include <tidegate/row/protocol.hpp>

namespace tidegate::measure {

/// Whether this build can mark calls: valgrind's header was there.
bool can_mark_calls();

/// Runs the batch with `calls` calls, a fence behind them, and has callgrind dump what it counted
/// meanwhile under `name`. Outside of callgrind it is the batch alone.
void counted_region(const Batch& batch, const Fence& fence, std::uint64_t calls, const char* name);

/// The cold call, `spec.warmup` further calls, then the regions `tidegate 1` (spec.count_calls) and
/// `tidegate 2` (twice as many). Nothing is timed. Throws BenchmarkMistake when calls cannot be
/// marked.
Samples run_to_be_counted(const Batch& batch, const Fence& fence, const AttemptSpec& spec);

}  // namespace tidegate::measure
