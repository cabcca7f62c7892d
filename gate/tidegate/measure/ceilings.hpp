/// What this machine can do at most: bytes and floating-point operations per second.
/// Decides: how a ceiling is measured (the best of many repeats of a loop that does nothing else).
/// Refuses to know: whose work is held against it (judge/ceiling_fraction).
///
/// Sources: the triad and its bytes (24 per element, no write-allocate) are STREAM's, McCalpin,
/// "Memory Bandwidth and Machine Balance", 1995; the use as ceilings is the roofline model's,
/// Williams, Waterman and Patterson, CACM 52 (2009) 65-76.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include <tidegate/measure/clock.hpp>
#include <tidegate/row/attempt_row.hpp>

namespace tidegate::measure {

/// Runs so many calls and returns when all are done.
using Calls = std::function<void(std::uint64_t calls)>;

/// The highest rate seen, in amounts per second: `calls` is grown until a repeat lasts 20 ms, then
/// repeated for about `budget_s`, at least 3 times. 0 when 2^40 calls take no time.
double best_rate(Clock& clock, const Calls& run, double amount_per_call, double budget_s);

/// A loop of fused multiply-adds in the widest registers, in one precision.
struct FlopLoop {
  void (*run)(std::uint64_t steps) = nullptr;
  double flops_per_step = 0;
};

enum class Precision { fp32, fp64 };

/// The loops that this processor can run, for each width of its registers: the widest is not always
/// the fastest, because the clock may fall.
std::vector<FlopLoop> flop_loops(Precision precision);

/// The ceilings as counters of a row, see measure_ceilings().
using Ceilings = std::vector<Counter>;

/// With `cores` threads at once, each measurement for about a third of `budget_s`:
/// `ceiling_bytes_per_s` (B/s), `ceiling_fp32_flops_per_s`, `ceiling_fp64_flops_per_s` (flop/s) and
/// `ceiling_cores`. A machine whose cache holds 384 MiB shows the cache's bandwidth.
Ceilings measure_ceilings(Clock& clock, std::size_t cores, double budget_s);

}  // namespace tidegate::measure
