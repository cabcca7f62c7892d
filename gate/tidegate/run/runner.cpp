#include <exception>
#include <utility>

#include <fmt/format.h>

#include <tidegate/run/runner.hpp>
#include <tidegate/run/scheduler.hpp>

namespace tidegate::run {
namespace {

AttemptRow skipped_row(Worker& worker, const Planned& planned, const Placement& placement,
                       const std::string& reason) {
  AttemptRow row = worker.unmeasured(planned.spec, placement);
  row.status = Status::skipped;
  row.failure = Failure{"start", reason, {}, {}, {}};
  return row;
}

AttemptRow crashed_row(const Planned& planned, const std::string& what) {
  AttemptRow row;
  row.run_id = planned.spec.run_id;
  row.key = planned.spec.key;
  row.seed = planned.spec.seed;
  row.status = Status::crashed;
  row.failure = Failure{"protocol", "the driver of the worker threw: " + what, {}, {}, {}};
  return row;
}

/// Nothing that goes wrong in one attempt may lose the others.
AttemptRow attempt_safely(Worker& worker, const Planned& planned, const Placement& placement) {
  try {
    return worker.attempt(planned.spec, placement);
  } catch (const std::exception& problem) {
    return crashed_row(planned, problem.what());
  } catch (...) {
    return crashed_row(planned, "something that is not a std::exception");
  }
}

bool interrupted(const SweepHooks& hooks) { return hooks.interrupted && hooks.interrupted(); }

/// One sweep in progress. `rows` has a place for each planned attempt from the start on: the
/// threads that fill them never move them.
class Sweep {
 public:
  Sweep(Worker& worker, const std::vector<Planned>& plan, const Places& places,
        const SweepHooks& hooks)
      : worker_(worker),
        plan_(plan),
        places_(places),
        hooks_(hooks),
        rows_(plan.size()),
        refused_(plan.size()) {}

  Outcome<std::vector<AttemptRow>> run() {
    std::vector<PlaceKind> kinds;
    for (const Planned& planned : plan_) kinds.push_back(kind_of(planned.spec.key.platform));
    const Capacity capacity{places_.cpu.size(), places_.gpu.size(), places_.at_once};
    JobHooks jobs;
    jobs.starting = [this](std::size_t job) { return starting(job); };
    jobs.work = [&](std::size_t job, std::size_t place) {
      measure(job, places_.at(kinds[job], place));
    };
    jobs.done = [this](std::size_t job) { return done(job); };
    const auto all = run_jobs(kinds, capacity, jobs);
    if (!all) return pass_on(all);
    if (interrupted(hooks_)) return stopped();
    return std::move(rows_);
  }

 private:
  tl::unexpected<Error> stopped() const {
    return fail(ErrorKind::interrupted,
                fmt::format("interrupted after {} of {} attempts", finished_, plan_.size()),
                "The finished attempts are kept; run the command again for the rest.");
  }

  Outcome<void> starting(std::size_t job) {
    if (interrupted(hooks_)) return stopped();
    if (hooks_.refuse) refused_[job] = hooks_.refuse();
    if (hooks_.starting) hooks_.starting(started_, plan_.size(), plan_[job].spec.key);
    ++started_;
    return {};
  }

  void measure(std::size_t job, const Place& place) {
    const Planned& planned = plan_[job];
    const Placement placement = placement_at(place, planned.spec.key.platform, places_.limit_s);
    const std::string& listed = planned.listing.skip_reason;
    const std::string& reason = listed.empty() ? refused_[job] : listed;
    AttemptRow row = reason.empty() ? attempt_safely(worker_, planned, placement)
                                    : skipped_row(worker_, planned, placement, reason);
    row.reference = planned.listing.reference;
    row.representative = planned.listing.representative;
    row.coverage = planned.coverage;
    row.source = planned.listing.source;
    rows_[job] = std::move(row);
  }

  Outcome<void> done(std::size_t job) {
    // The interrupt killed this one: its row would say that it was skipped, not that it was cut
    // off.
    if (rows_[job].status == Status::skipped && interrupted(hooks_)) return stopped();
    ++finished_;
    if (!hooks_.row_done) return {};
    return hooks_.row_done(rows_[job]);
  }

  Worker& worker_;
  const std::vector<Planned>& plan_;
  const Places& places_;
  const SweepHooks& hooks_;
  std::vector<AttemptRow> rows_;
  std::vector<std::string> refused_;  ///< why a job is not to be attempted; empty: it is
  std::size_t started_ = 0;
  std::size_t finished_ = 0;
};

}  // namespace

Outcome<std::vector<AttemptRow>> sweep_places(Worker& worker, const std::vector<Planned>& plan,
                                              const Places& places, const SweepHooks& hooks) {
  return Sweep(worker, plan, places, hooks).run();
}

Outcome<std::vector<AttemptRow>> sweep(Worker& worker, const std::vector<Planned>& plan,
                                       const Placement& placement, const SweepHooks& hooks) {
  return sweep_places(worker, plan, whole_machine(placement.cpus, placement.limit_s), hooks);
}

}  // namespace tidegate::run
