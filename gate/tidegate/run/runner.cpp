#include <fmt/format.h>

#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/runner.hpp>

namespace tidegate::run {
namespace {

AttemptRow skipped_row(const Planned& planned) {
  AttemptRow row;
  row.run_id = planned.spec.run_id;
  row.key = planned.spec.key;
  row.seed = planned.spec.seed;
  row.status = Status::skipped;
  row.failure = Failure{"start", planned.listing.skip_reason, {}, {}, {}};
  return row;
}

AttemptRow make_attempt(Worker& worker, const Planned& planned, Placement placement) {
  if (!uses_one_core(planned.spec.key.platform)) placement.cpus.clear();
  AttemptRow row = planned.listing.skip_reason.empty() ? worker.attempt(planned.spec, placement)
                                                       : skipped_row(planned);
  row.reference = planned.listing.reference;
  row.representative = planned.listing.representative;
  return row;
}

}  // namespace

Outcome<std::vector<AttemptRow>> sweep(Worker& worker, const std::vector<Planned>& plan,
                                       const Placement& placement, const SweepHooks& hooks) {
  std::vector<AttemptRow> rows;
  for (const Planned& planned : plan) {
    if (hooks.interrupted && hooks.interrupted()) {
      return fail(ErrorKind::interrupted,
                  fmt::format("interrupted after {} of {} attempts", rows.size(), plan.size()),
                  "The finished attempts are kept; run the command again for the rest.");
    }
    if (hooks.starting) hooks.starting(rows.size(), plan.size(), planned.spec.key);
    rows.push_back(make_attempt(worker, planned, placement));
    if (!hooks.row_done) continue;
    const auto noted = hooks.row_done(rows.back());
    if (!noted) return pass_on(noted);
  }
  return rows;
}

}  // namespace tidegate::run
