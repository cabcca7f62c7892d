/// A worker without a process: it answers what its script says and keeps a journal of what it was
/// asked, so that everything above run/worker.hpp is tested without spawning anything.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tidegate/row/metric.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::run {

/// What a scripted worker does. Several workers may share one journal.
struct Script {
  std::string name = "worker";
  std::vector<CaseListing> listings;
  /// The time of sample i of a session or an attempt, s per call.
  std::function<double(std::size_t)> seconds = [](std::size_t) { return 1.0; };
  Status status = Status::ok;          ///< of the rows of attempts and of ended sessions
  bool ready = true;                   ///< false: lockstep() fails with `status`
  std::optional<std::size_t> dies_at;  ///< the session's sample that fails, with `status`
  std::vector<std::string>* journal = nullptr;

  void note(const std::string& event) const {
    if (journal != nullptr) journal->push_back(name + " " + event);
  }
};

inline AttemptRow scripted_row(const Script& script, const AttemptSpec& spec,
                               std::vector<double> samples) {
  AttemptRow row;
  row.run_id = spec.run_id;
  row.key = spec.key;
  row.seed = spec.seed;
  row.status = script.status;
  if (script.status != Status::ok) row.failure = Failure{"measure", "as scripted", {}, {}, {}};
  if (!samples.empty()) {
    row.metrics.push_back({std::string(warm_time), "s", 1, std::move(samples)});
  }
  row.machine_class = "scripted-00000000";
  return row;
}

class ScriptedSession : public LockstepSession {
 public:
  ScriptedSession(const Script& script, AttemptSpec spec)
      : script_(script), spec_(std::move(spec)) {}
  ~ScriptedSession() override {
    if (!ended_) script_.note("killed");
  }
  ScriptedSession(const ScriptedSession&) = delete;
  ScriptedSession& operator=(const ScriptedSession&) = delete;

  Outcome<double> sample() override {
    if (script_.dies_at && samples_.size() == *script_.dies_at) {
      script_.note("died");
      return fail(ErrorKind::process, "died as scripted", "Change the script.");
    }
    script_.note("sample");
    samples_.push_back(script_.seconds(samples_.size()));
    return samples_.back();
  }
  AttemptRow end() override {
    ended_ = true;
    script_.note("end");
    return scripted_row(script_, spec_, samples_);
  }

 private:
  const Script& script_;
  AttemptSpec spec_;
  std::vector<double> samples_;
  bool ended_ = false;
};

class ScriptedWorker : public Worker {
 public:
  explicit ScriptedWorker(Script script) : script_(std::move(script)) {}

  Outcome<std::vector<CaseListing>> list() override { return script_.listings; }

  AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) override {
    placements.push_back(placement);
    script_.note("attempt " + spec.key.text());
    std::vector<double> samples;
    for (std::size_t i = 0; i < spec.samples; ++i) samples.push_back(script_.seconds(i));
    return scripted_row(script_, spec, std::move(samples));
  }

  AttemptRow unmeasured(const AttemptSpec& spec, const Placement& /*placement*/) override {
    AttemptRow row = scripted_row(Script{}, spec, {});
    row.provenance[Fact::host] = "scripted";
    return row;
  }

  tl::expected<std::unique_ptr<LockstepSession>, AttemptRow> lockstep(
      const AttemptSpec& spec, const Placement& placement) override {
    placements.push_back(placement);
    script_.note("launch");
    if (!script_.ready) return tl::unexpected(scripted_row(script_, spec, {}));
    return std::make_unique<ScriptedSession>(script_, spec);
  }

  std::vector<Placement> placements;  ///< of every call, in order

 private:
  Script script_;
};

}  // namespace tidegate::run
