#include <algorithm>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define TIDEGATE_HAS_CALLGRIND 1
#else
#define TIDEGATE_HAS_CALLGRIND 0
#endif

#include <tidegate/measure/counted_region.hpp>
#include <tidegate/measure/mistake.hpp>

namespace tidegate::measure {

bool can_mark_calls() { return TIDEGATE_HAS_CALLGRIND == 1; }

// Never inlined: both regions must execute the same instructions around their calls.
[[gnu::noinline]] void counted_region(const Batch& batch, const Fence& fence, std::uint64_t calls,
                                      [[maybe_unused]] const char* name) {
#if TIDEGATE_HAS_CALLGRIND
  CALLGRIND_ZERO_STATS;
#endif
  batch(calls);
  if (fence) fence();
#if TIDEGATE_HAS_CALLGRIND
  CALLGRIND_DUMP_STATS_AT(name);
#endif
}

Samples run_to_be_counted(const Batch& batch, const Fence& fence, const AttemptSpec& spec) {
  if (!can_mark_calls()) {
    throw BenchmarkMistake(
        "this program was built without valgrind/callgrind.h, so that its calls "
        "cannot be told from the rest");
  }
  batch(1);
  batch(std::max<std::uint32_t>(spec.warmup, 1));
  if (fence) fence();
#if TIDEGATE_HAS_CALLGRIND
  CALLGRIND_START_INSTRUMENTATION;
#endif
  counted_region(batch, fence, spec.count_calls, "tidegate 1");
  counted_region(batch, fence, std::uint64_t{2} * spec.count_calls, "tidegate 2");
#if TIDEGATE_HAS_CALLGRIND
  CALLGRIND_STOP_INSTRUMENTATION;
#endif
  Samples samples;
  samples.iterations = spec.count_calls;
  samples.timed = false;
  samples.stopping.reason = StopReason::asked;
  return samples;
}

}  // namespace tidegate::measure
