// `--tidegate profile SPEC`: the operation without pause, for a profiler that looks on.
#include <fmt/format.h>

#include <tidegate/measure/mode_files.hpp>
#include <tidegate/measure/modes.hpp>
#include <tidegate/measure/profile_loop.hpp>
#include <tidegate/measure/sampler.hpp>

namespace tidegate::measure {

/// The samples of a profile are of no use: its row is looked at for what went wrong and is dropped.
ExitCode profile_mode(Worker& worker, const Words& words) {
  const auto request = read_request(worker, words.front(), {});
  if (!request) return request.error();
  const AttemptSpec& spec = request->spec;
  const auto warm = [&](const Batch& batch, const Fence& fence) {
    Samples samples = Sampler(worker.clock, batch, fence).prepare(spec);
    const Sample all =
        profile_loop(worker.clock, batch, fence, samples.iterations, stopping_rule(spec).budget_ns);
    samples.warm_s = {all.seconds_per_call()};
    return samples;
  };
  const AttemptRow row = measured_attempt(worker, *request, {warm});
  if (row.status == Status::ok) return ExitCode::ok;
  return report(worker.err,
                {ErrorKind::process, fmt::format("{}: {}", row.key.text(), row.failure->message),
                 "Measure it first: a profile of a failing operation tells nothing."});
}

}  // namespace tidegate::measure
