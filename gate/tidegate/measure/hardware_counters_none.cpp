// The twin for systems without perf events.
#include <tidegate/measure/hardware_counters.hpp>

namespace tidegate::measure {
namespace {

class NoCounters final : public HardwareCounters {
 public:
  void start() override {}
  std::vector<Count> stop() override {
    std::vector<Count> counts;
    for (const EventInfo& info : all_events) {
      counts.push_back({info.event, std::nullopt, "this build knows no way to count it"});
    }
    return counts;
  }
};

}  // namespace

std::unique_ptr<HardwareCounters> open_hardware_counters() {
  return std::make_unique<NoCounters>();
}

}  // namespace tidegate::measure
