#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/row/machine_class.hpp>
#include <tidegate/run/attended_worker.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/gpu_claim.hpp>
#include <tidegate/run/places.hpp>
#include <tidegate/run/platforms.hpp>
#include <tidegate/run/settle.hpp>

namespace tidegate::run {
namespace {

Attendance with_defaults(Attendance attendance) {
  if (!attendance.environment) attendance.environment = own_environment();
  if (!attendance.gpu_tool) attendance.gpu_tool = nvidia_smi(attendance.interrupted);
  if (!attendance.look) attendance.look = [](int cpu) { return read_load(cpu); };
  if (attendance.cores == 0) attendance.cores = allowed_cpus().size();
  return attendance;
}

/// The devices of this machine, asked for when the first attempt on a GPU comes: nvidia-smi takes
/// up to a second. None where it is missing.
class Devices {
 public:
  const std::vector<Gpu>& list(const GpuTool& tool) {
    std::call_once(once_, [&] { gpus_ = list_gpus(tool).value_or(std::vector<Gpu>{}); });
    return gpus_;
  }

 private:
  std::once_flag once_;
  std::vector<Gpu> gpus_;
};

/// One attempt: begun before its process starts, marked on its row when it is over.
class Watch {
 public:
  /// Claims the GPUs of an attempt on one and writes them into its placement.
  static Outcome<Watch> begin(std::shared_ptr<const Attendance> how, Devices& devices,
                              const AttemptSpec& spec, Placement& placement) {
    const Attendance& attendance = *how;
    Watch watch(std::move(how), spec, placement.slot);
    if (uses_gpu(spec.key.platform)) {
      if (auto claimed = watch.claim(devices, placement); !claimed) return pass_on(claimed);
    }
    watch.cpu_ = placement.cpus.empty() ? 0 : placement.cpus.back();
    const std::size_t used = uses_one_core(spec.key.platform) ? 1 : placement.cpus.size();
    watch.spare_cores_ = used == 0 || used > attendance.cores ? 0 : attendance.cores - used;
    watch.before_ = attendance.look(watch.cpu_);
    return watch;
  }

  /// Gives the GPUs up; the other side of a pair may still hold them.
  void release() { claim_.reset(); }

  void mark(AttemptRow& row) const {
    const LoadReading after = attendance_->look(cpu_);
    std::vector<std::string> reasons =
        disturbances(before_, after, spare_cores_, attendance_->load_limits);
    note_company(row, reasons);
    if (auto elsewhere = note_platform(row, platform_)) {
      refuse_if_strict(row, *elsewhere);
      reasons.push_back(std::move(*elsewhere));
    }
    row.provenance[Fact::outside_load] = load_text(before_, after);
    row.provenance[Fact::taint] =
        reasons.empty() ? std::string(absent_fact) : fmt::format("{}", fmt::join(reasons, "; "));
    note_slot(row);
    note_ceilings(row);
  }

 private:
  Watch(std::shared_ptr<const Attendance> attendance, const AttemptSpec& spec, CpuSlot slot)
      : attendance_(std::move(attendance)), platform_(spec.key.platform), slot_(std::move(slot)) {}

  Outcome<void> claim(Devices& devices, Placement& placement) {
    if (placement.gpus.empty()) {
      auto chosen = choose_gpus(attendance_->environment, devices.list(attendance_->gpu_tool));
      if (!chosen) return pass_on(chosen);
      placement.gpus = std::move(*chosen);
    }
    devices_ = placement.gpus;
    ClaimRules rules;
    rules.tool = attendance_->gpu_tool;
    rules.folder = attendance_->lock_folder;
    rules.settle_s = attendance_->gpu_settle_s;
    rules.interrupted = attendance_->interrupted;
    rules.waiting = attendance_->notice;
    if (rules.folder.empty()) {
      const auto folder = gpu_lock_folder(attendance_->environment);
      if (!folder) return pass_on(folder);
      rules.folder = *folder;
    }
    auto claim = GpuClaim::take(devices_, rules);
    if (!claim) return pass_on(claim);
    claim_ = std::move(*claim);
    return {};
  }

  void note_company(AttemptRow& row, std::vector<std::string>& reasons) const {
    if (!claim_) return;
    row.provenance[Fact::gpu_devices] =
        devices_.empty() ? std::string(absent_fact) : fmt::format("{}", fmt::join(devices_, ","));
    // While the other worker of a pair still runs, it would be taken for a stranger.
    const bool alone = claim_.use_count() == 1;
    const std::string& before = claim_->company_before();
    const std::string after = alone ? claim_->company_now() : before;
    row.provenance[Fact::gpu_company] = has_company(before) ? before : after;
    if (has_company(before)) reasons.push_back("beside it on the GPU, before: " + before);
    if (alone && has_company(after)) reasons.push_back("beside it on the GPU, after: " + after);
  }

  void refuse_if_strict(AttemptRow& row, const std::string& elsewhere) const {
    if (!attendance_->strict_platform || row.status != Status::ok) return;
    row.status = Status::env_failed;
    row.failure = Failure{"start", elsewhere, {}, {}, {}};
  }

  /// Times in a share of the machine are of another class than times on all of it. A class of the
  /// worker's own making stays.
  void note_slot(AttemptRow& row) const {
    row.provenance[Fact::cpu_slot] = slot_.of > 1 ? slot_.text() : std::string(absent_fact);
    if (slot_.of <= 1) return;
    const bool computed = row.machine_class == machine_class_id(row.provenance);
    FactValue& cores = row.provenance[Fact::cpu_cores];
    cores = slot_.cores_text(cores.value_or("?"));
    if (computed) row.machine_class = machine_class_id(row.provenance);
  }

  /// A counter of the worker's own of that name stays.
  void note_ceilings(AttemptRow& row) const {
    if (!attendance_->ceilings || row.status != Status::ok) return;
    for (Counter& ceiling : attendance_->ceilings(platform_)) {
      const bool taken =
          std::any_of(row.counters.begin(), row.counters.end(),
                      [&](const Counter& known) { return known.name == ceiling.name; });
      if (!taken) row.counters.push_back(std::move(ceiling));
    }
  }

  std::shared_ptr<const Attendance> attendance_;  // a session may outlive its worker
  std::string platform_;
  CpuSlot slot_;
  std::vector<std::string> devices_;
  std::shared_ptr<GpuClaim> claim_;
  int cpu_ = 0;
  std::size_t spare_cores_ = 0;
  LoadReading before_;
};

AttemptRow never_started(const AttemptSpec& spec, const Provenance& facts, const Error& error) {
  AttemptRow row = not_started(spec, facts, error);
  note_platform(row, spec.key.platform);
  return row;
}

class AttendedSession : public LockstepSession {
 public:
  AttendedSession(std::unique_ptr<LockstepSession> session, Watch watch)
      : watch_(std::move(watch)), session_(std::move(session)) {}
  Outcome<double> sample() override { return session_->sample(); }
  AttemptRow end() override {
    AttemptRow row = session_->end();
    watch_.mark(row);
    watch_.release();
    return row;
  }

 private:
  Watch watch_;
  std::unique_ptr<LockstepSession> session_;  // ends first: a GPU is given up after its last work
};

class AttendedWorker : public Worker {
 public:
  AttendedWorker(std::unique_ptr<Worker> worker, Attendance attendance)
      : attendance_(std::make_shared<const Attendance>(with_defaults(std::move(attendance)))),
        worker_(std::move(worker)) {}

  Outcome<std::vector<CaseListing>> list() override { return worker_->list(); }

  AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) override {
    Placement placed = placement;
    const auto watch = Watch::begin(attendance_, devices_, spec, placed);
    if (!watch) return never_started(spec, facts_of(spec, placed), watch.error());
    AttemptRow row = worker_->attempt(spec, placed);
    watch->mark(row);
    return row;
  }

  AttemptRow unmeasured(const AttemptSpec& spec, const Placement& placement) override {
    AttemptRow row = worker_->unmeasured(spec, placement);
    note_platform(row, spec.key.platform);
    return row;
  }

  tl::expected<std::unique_ptr<LockstepSession>, AttemptRow> lockstep(
      const AttemptSpec& spec, const Placement& placement) override {
    Placement placed = placement;
    auto watch = Watch::begin(attendance_, devices_, spec, placed);
    if (!watch) {
      return tl::unexpected(never_started(spec, facts_of(spec, placed), watch.error()));
    }
    auto session = worker_->lockstep(spec, placed);
    if (session) return std::make_unique<AttendedSession>(std::move(*session), std::move(*watch));
    watch->mark(session.error());
    return session;
  }

 private:
  Provenance facts_of(const AttemptSpec& spec, const Placement& placed) {
    return worker_->unmeasured(spec, placed).provenance;
  }

  std::shared_ptr<const Attendance> attendance_;
  Devices devices_;
  std::unique_ptr<Worker> worker_;
};

}  // namespace

std::unique_ptr<Worker> attend(std::unique_ptr<Worker> worker, Attendance attendance) {
  return std::make_unique<AttendedWorker>(std::move(worker), std::move(attendance));
}

}  // namespace tidegate::run
