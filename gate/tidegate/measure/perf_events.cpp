#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <tidegate/measure/perf_events.hpp>

namespace tidegate::measure {
namespace {

std::string reason(int error, bool hardware) {
  switch (error) {
    case ENOENT:
    case ENODEV:
    case EOPNOTSUPP:
      return hardware ? "this machine has no such counter (a virtual machine without a PMU?)"
                      : "this kernel has no such counter";
    case EACCES:
    case EPERM:
      return "not permitted: lower kernel.perf_event_paranoid, or give CAP_PERFMON";
    case ENOSYS:
      return "this kernel has no perf events";
    default:
      break;
  }
  return fmt::format("perf_event_open failed: {}", std::generic_category().message(error));
}

class PerfCounters final : public HardwareCounters {
 public:
  explicit PerfCounters(PerfCalls calls) : calls_(std::move(calls)) {
    for (const EventInfo& info : all_events) {
      const int opened = calls_.open(info);
      counters_.push_back(
          {info.event, opened, opened < 0 ? reason(-opened, info.hardware) : "", std::nullopt});
    }
  }
  ~PerfCounters() override {
    for (const Counter& counter : counters_) {
      if (counter.descriptor >= 0) calls_.close(counter.descriptor);
    }
  }
  PerfCounters(const PerfCounters&) = delete;
  PerfCounters& operator=(const PerfCounters&) = delete;

  void start() override {
    for (Counter& counter : counters_) {
      if (counter.descriptor >= 0) counter.before = calls_.read(counter.descriptor);
    }
    enable(true);
  }

  std::vector<Count> stop() override {
    enable(false);
    std::vector<Count> counts;
    for (const Counter& counter : counters_) counts.push_back(count(counter));
    return counts;
  }

 private:
  struct Counter {
    Event event;
    int descriptor;   ///< below 0: it could not be opened
    std::string why;  ///< then: why
    std::optional<PerfReading> before;
  };

  void enable(bool on) {
    for (const Counter& counter : counters_) {
      if (counter.descriptor >= 0) calls_.enable(counter.descriptor, on);
    }
  }

  Count count(const Counter& counter) const {
    if (counter.descriptor < 0) return {counter.event, std::nullopt, counter.why};
    const auto after = calls_.read(counter.descriptor);
    if (!counter.before || !after) {
      return {counter.event, std::nullopt, "the counter could not be read"};
    }
    // What is scaled up from a part of the time is an estimate; a count is asked for.
    const std::uint64_t wanted = after->enabled_ns - counter.before->enabled_ns;
    const std::uint64_t had = after->running_ns - counter.before->running_ns;
    if (had == 0 || had < wanted) {
      return {counter.event, std::nullopt,
              fmt::format("it counted {} of {} ns: others use the same counter", had, wanted)};
    }
    return {counter.event, static_cast<double>(after->value - counter.before->value), ""};
  }

  PerfCalls calls_;
  std::vector<Counter> counters_;
};

}  // namespace

std::unique_ptr<HardwareCounters> open_perf_counters(PerfCalls calls) {
  return std::make_unique<PerfCounters>(std::move(calls));
}

}  // namespace tidegate::measure
