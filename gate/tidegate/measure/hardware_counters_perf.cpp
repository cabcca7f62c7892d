// The twin for Linux: perf_event_open(2).
// Decides: what of the kernel is counted with an event. Refuses to know: what a failure means.
#include <array>
#include <cerrno>

#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <tidegate/measure/perf_events.hpp>

namespace tidegate::measure {
namespace {

struct Selector {
  std::uint32_t type;
  std::uint64_t config;
  bool user_only;
};

Selector selector_of(Event event) {
  switch (event) {
    case Event::instructions:
      return {PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS, true};
    case Event::cycles:
      return {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES, true};
    case Event::branch_misses:
      return {PERF_TYPE_HARDWARE, PERF_COUNT_HW_BRANCH_MISSES, true};
    case Event::cache_misses:
      return {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CACHE_MISSES, true};
    case Event::page_faults:
      return {PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS, true};
    // These two happen inside the kernel: counted for user code alone they are always 0.
    case Event::context_switches:
      return {PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CONTEXT_SWITCHES, false};
    case Event::migrations:
      break;
  }
  return {PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CPU_MIGRATIONS, false};
}

int open_event(const EventInfo& info) {
  const Selector selector = selector_of(info.event);
  perf_event_attr attributes{};
  attributes.size = sizeof attributes;
  attributes.type = selector.type;
  attributes.config = selector.config;
  attributes.disabled = 1;
  attributes.inherit = 1;  // threads that start later
  attributes.exclude_kernel = selector.user_only ? 1 : 0;
  attributes.exclude_hv = selector.user_only ? 1 : 0;
  attributes.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  const long opened = ::syscall(SYS_perf_event_open, &attributes, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
  return opened < 0 ? -errno : static_cast<int>(opened);
}

std::optional<PerfReading> read_event(int descriptor) {
  std::array<std::uint64_t, 3> words{};
  const ssize_t got = ::read(descriptor, words.data(), sizeof words);
  if (got != static_cast<ssize_t>(sizeof words)) return std::nullopt;
  return PerfReading{words[0], words[1], words[2]};
}

void enable_event(int descriptor, bool on) {
  ::ioctl(descriptor, on ? PERF_EVENT_IOC_ENABLE : PERF_EVENT_IOC_DISABLE, 0);
}

}  // namespace

std::unique_ptr<HardwareCounters> open_hardware_counters() {
  return open_perf_counters(
      {open_event, enable_event, read_event, [](int descriptor) { ::close(descriptor); }});
}

}  // namespace tidegate::measure
