#include <tidegate/measure/counting_pass.hpp>

namespace tidegate::measure {
namespace {

std::vector<Count> count_once(HardwareCounters& counters, const Batch& batch, const Fence& fence,
                              std::uint64_t iterations) {
  if (fence) fence();
  counters.start();
  batch(iterations);
  if (fence) fence();
  return counters.stop();
}

}  // namespace

std::vector<CountedEvent> count_calls(HardwareCounters& counters, const Batch& batch,
                                      const Fence& fence, std::uint64_t iterations, int passes) {
  std::vector<CountedEvent> counted;
  for (const EventInfo& info : all_events) counted.push_back({info.metric, {}, ""});
  for (int pass = 0; pass < passes; ++pass) {
    const std::vector<Count> counts = count_once(counters, batch, fence, iterations);
    for (std::size_t event = 0; event < counted.size(); ++event) {
      const Count& count = counts[event];
      if (count.value) {
        counted[event].per_call.push_back(*count.value / static_cast<double>(iterations));
      } else if (counted[event].why.empty()) {
        counted[event].why = count.why;
      }
    }
  }
  // A reason from any pass: the others would be a selection of what went well.
  for (CountedEvent& event : counted) {
    if (!event.why.empty()) event.per_call.clear();
  }
  return counted;
}

int counting_passes(double pass_s) { return pass_s > 0.05 ? 1 : 3; }

}  // namespace tidegate::measure
