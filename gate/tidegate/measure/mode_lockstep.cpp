// `--tidegate lockstep SPEC RESULT`: samples on request, then one row.
#include <fmt/format.h>

#include <tidegate/measure/lockstep_dialogue.hpp>
#include <tidegate/measure/mode_files.hpp>
#include <tidegate/measure/modes.hpp>

namespace tidegate::measure {
namespace {

AttemptRow lockstep_attempt(Worker& worker, const Request& request, LockstepDialogue& dialogue) {
  const AttemptSpec& spec = request.spec;
  const auto warm = [&](const Batch& batch, const Fence& fence) {
    Sampler sampler(worker.clock, batch, fence);
    return dialogue.serve(sampler, spec);
  };
  // No passes: a lockstep row stands for its samples alone.
  AttemptRow row = measured_attempt(worker, request, {warm});
  if (dialogue.ending() != LockstepDialogue::Ending::broken) return row;
  AttemptRow broken =
      failed_row(spec, Status::crashed, Phase::protocol,
                 fmt::format("was asked for '{}', which is neither 'sample' nor 'end'",
                             dialogue.bad_request()));
  broken.provenance = row.provenance;
  broken.machine_class = row.machine_class;
  return broken;
}

}  // namespace

ExitCode lockstep_mode(Worker& worker, const Words& words) {
  const auto request = read_request(worker, words[0], words[1]);
  if (!request) return request.error();
  LockstepDialogue dialogue(worker.in, worker.out);
  const AttemptRow row = lockstep_attempt(worker, *request, dialogue);
  if (dialogue.ending() == LockstepDialogue::Ending::abandoned) {
    return report(worker.err,
                  {ErrorKind::process, row.key.text() + ": the requests ended without 'end'",
                   "The runner went away; no row was written."});
  }
  const ExitCode written = write_row(worker, row, words[1]);
  if (written == ExitCode::ok) dialogue.say_done();
  return written;
}

}  // namespace tidegate::measure
