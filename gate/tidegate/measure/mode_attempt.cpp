// `--tidegate attempt SPEC RESULT`: one attempt, timed, or called to be counted.
#include <vector>

#include <tidegate/measure/counted_region.hpp>
#include <tidegate/measure/counting_pass.hpp>
#include <tidegate/measure/mode_files.hpp>
#include <tidegate/measure/modes.hpp>

namespace tidegate::measure {
namespace {

AttemptRow timed_attempt(Worker& worker, const Request& request) {
  const AttemptSpec& spec = request.spec;
  // Before the sessions start their threads, which are counted only if they come later.
  const auto counters = open_hardware_counters();
  const auto warm = [&](const Batch& batch, const Fence& fence) {
    return sample_all(worker.clock, batch, fence, spec);
  };
  std::vector<Pass> passes = passes_of(worker.clock, spec);
  passes.emplace_back([&](const Operation& operation, Samples& samples) {
    const bool late = worker.clock.now_ns() - samples.started_ns >= samples.hard_budget_ns;
    if (late || samples.warm_s.empty()) return;
    const double pass_s = samples.warm_s.front() * static_cast<double>(samples.iterations);
    samples.counts = count_calls(*counters, operation.batch, operation.fence, samples.iterations,
                                 counting_passes(pass_s));
  });
  return measured_attempt(worker, request, {warm, std::move(passes)});
}

AttemptRow counted_attempt(Worker& worker, const Request& request) {
  const auto counted = [&](const Batch& batch, const Fence& fence) {
    return run_to_be_counted(batch, fence, request.spec);
  };
  return measured_attempt(worker, request, {counted});
}

}  // namespace

ExitCode attempt_mode(Worker& worker, const Words& words) {
  const auto request = read_request(worker, words[0], words[1]);
  if (!request) return request.error();
  const bool counted = request->spec.count_calls > 0;
  return write_row(worker,
                   counted ? counted_attempt(worker, *request) : timed_attempt(worker, *request),
                   words[1]);
}

}  // namespace tidegate::measure
