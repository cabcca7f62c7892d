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

bool interrupted(const SweepHooks& hooks) { return hooks.interrupted && hooks.interrupted(); }

tl::unexpected<Error> stopped_after(std::size_t done, std::size_t all) {
  return fail(ErrorKind::interrupted, fmt::format("interrupted after {} of {} attempts", done, all),
              "The finished attempts are kept; run the command again for the rest.");
}

}  // namespace

Outcome<std::vector<AttemptRow>> sweep(Worker& worker, const std::vector<Planned>& plan,
                                       const Placement& placement, const SweepHooks& hooks) {
  std::vector<AttemptRow> rows;
  for (const Planned& planned : plan) {
    if (interrupted(hooks)) return stopped_after(rows.size(), plan.size());
    if (hooks.starting) hooks.starting(rows.size(), plan.size(), planned.spec.key);
    AttemptRow row = make_attempt(worker, planned, placement);
    // The interrupt killed this one: its row would say that it was skipped, not that it was cut
    // off.
    if (row.status == Status::skipped && interrupted(hooks)) {
      return stopped_after(rows.size(), plan.size());
    }
    rows.push_back(std::move(row));
    if (!hooks.row_done) continue;
    const auto noted = hooks.row_done(rows.back());
    if (!noted) return pass_on(noted);
  }
  if (interrupted(hooks)) return stopped_after(rows.size(), plan.size());
  return rows;
}

}  // namespace tidegate::run
