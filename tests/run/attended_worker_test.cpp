#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/row/machine_class.hpp>
#include <tidegate/run/attended_worker.hpp>
#include <tidegate/run/file_lock.hpp>
#include <tidegate/run/lockstep.hpp>

#include "fakes/scripted_worker.hpp"
#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

AttemptSpec spec_on(const char* platform) {
  AttemptSpec spec;
  spec.key = {"a", Point{}, "kokkos", platform};
  spec.samples = 2;
  return spec;
}

/// States where it ran; in place of a scripted worker's own class, one computed from its facts.
class StatingWorker : public ScriptedWorker {
 public:
  explicit StatingWorker(Script script) : ScriptedWorker(std::move(script)) {}
  AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) override {
    AttemptRow row = ScriptedWorker::attempt(spec, placement);
    row.provenance[Fact::kokkos_backend] = backend;
    row.provenance[Fact::cpu_cores] = "8";
    row.machine_class = machine_class_id(row.provenance);
    inside();
    return row;
  }
  FactValue backend;
  std::function<void()> inside = [] {};
};

class AttendedWorkerTest : public TempFolder {
 protected:
  AttendedWorkerTest() {
    attendance.environment = [](const std::string&) { return std::nullopt; };
    attendance.gpu_tool = [this](const std::vector<std::string>& asked) -> Outcome<std::string> {
      if (asked.front().find("query-gpu") == std::string::npos) return company;
      return std::string("0, GPU-a, H200\n1, GPU-b, H200\n");
    };
    attendance.lock_folder = folder;
    attendance.cores = 8;
    attendance.look = [this](int cpu) {
      looked_at = cpu;
      LoadReading reading;
      reading.at_s = static_cast<double>(++looks);
      reading.throttled = throttled;
      return reading;
    };
    auto stating = std::make_unique<StatingWorker>(script);
    inner = stating.get();
    owned = std::move(stating);
  }
  Worker& attended() {
    if (owned) outer = attend(std::move(owned), attendance);
    return *outer;
  }
  bool locked(const std::string& file) const {
    int asked = 0;
    return !FileLock::take(folder / file, [&asked] { return ++asked > 0; });
  }

  Attendance attendance;
  Script script;
  StatingWorker* inner = nullptr;
  std::unique_ptr<Worker> owned;
  std::unique_ptr<Worker> outer;
  Outcome<std::string> company{""};
  std::uint64_t throttled = 0;
  int looks = 0;
  int looked_at = -1;
};

TEST_F(AttendedWorkerTest, PutsTheCeilingsOfThePlatformIntoOkRows) {
  attendance.ceilings = [](const std::string& platform) {
    return std::vector<Counter>{
        {"ceiling_bytes_per_s", "B/s", platform == "serial" ? 1e9 : 2e9, ""}};
  };
  const AttemptRow row = attended().attempt(spec_on("serial"), Placement{});
  ASSERT_EQ(row.counters.size(), 1U);
  EXPECT_EQ(row.counters[0], (Counter{"ceiling_bytes_per_s", "B/s", 1e9, ""}));
  EXPECT_EQ(attended().attempt(spec_on("openmp"), Placement{}).counters.at(0).value, 2e9);
}

TEST_F(AttendedWorkerTest, LooksBeforeAndAfterAndSaysThatAllWasQuiet) {
  Placement placement;
  placement.cpus = {2, 3};
  const AttemptRow row = attended().attempt(spec_on("serial"), placement);
  EXPECT_EQ(row.status, Status::ok);
  EXPECT_EQ(looks, 2);
  EXPECT_EQ(looked_at, 3);
  EXPECT_EQ(row.provenance[Fact::taint], "ABSENT");
  EXPECT_EQ(row.provenance[Fact::outside_load], "throttled 0 times");
  EXPECT_EQ(row.provenance[Fact::cpu_slot], "ABSENT");
  EXPECT_EQ(row.provenance[Fact::requested_platform], "serial");
  EXPECT_FALSE(row.provenance[Fact::gpu_devices]);  // no GPU, so nobody looked for company
  EXPECT_FALSE(row.provenance[Fact::gpu_company]);
}

TEST_F(AttendedWorkerTest, ADisturbedAttemptIsTaintedWithTheReason) {
  inner->inside = [this] { throttled = 3; };
  const AttemptRow row = attended().attempt(spec_on("serial"), {});
  EXPECT_EQ(row.status, Status::ok);
  EXPECT_EQ(row.provenance[Fact::taint], "the control group was throttled 3 times");
}

TEST_F(AttendedWorkerTest, TimesInASlotAreOfAnotherClass) {
  Placement placement;
  placement.slot = {2, 3, 2, {3, 4, 5}};
  const AttemptRow row = attended().attempt(spec_on("serial"), placement);
  EXPECT_EQ(row.provenance[Fact::cpu_slot], "2 of 3, 2 cores");
  EXPECT_EQ(row.provenance[Fact::cpu_cores], "8 in 3 slots of 2");
  EXPECT_EQ(row.machine_class, machine_class_id(row.provenance));
}

TEST_F(AttendedWorkerTest, HoldsTheGpuWhileItRunsAndNamesIt) {
  bool held = false;
  inner->inside = [&] { held = locked("gpu-gpu_a.lock"); };
  const AttemptRow row = attended().attempt(spec_on("cuda"), {});
  EXPECT_TRUE(held);
  EXPECT_FALSE(locked("gpu-gpu_a.lock"));
  EXPECT_THAT(inner->placements.at(0).gpus, ElementsAre("GPU-a"));
  EXPECT_EQ(row.provenance[Fact::gpu_devices], "GPU-a");
  EXPECT_EQ(row.provenance[Fact::gpu_company], "none");
  EXPECT_EQ(row.provenance[Fact::taint], "ABSENT");
}

TEST_F(AttendedWorkerTest, TakesTheDeviceThatItIsGiven) {
  Placement placement;
  placement.gpus = {"GPU-b"};
  EXPECT_EQ(attended().attempt(spec_on("cuda"), placement).provenance[Fact::gpu_devices], "GPU-b");
}

TEST_F(AttendedWorkerTest, TakesTheDeviceThatCtestAllocated) {
  attendance.environment = [](const std::string& name) -> std::optional<std::string> {
    if (name == "CTEST_RESOURCE_GROUP_COUNT") return "1";
    if (name == "CTEST_RESOURCE_GROUP_0_GPUS") return "id:gpu_b,slots:1";
    return std::nullopt;
  };
  EXPECT_EQ(attended().attempt(spec_on("cuda"), {}).provenance[Fact::gpu_devices], "GPU-b");
}

TEST_F(AttendedWorkerTest, CompanyOnTheGpuTaints) {
  inner->inside = [this] { company = "77, GPU-a, miner\n"; };
  const AttemptRow row = attended().attempt(spec_on("cuda"), {});
  EXPECT_EQ(row.provenance[Fact::gpu_company], "pid 77 (miner)");
  EXPECT_THAT(*row.provenance[Fact::taint], HasSubstr("after: pid 77 (miner)"));
}

TEST_F(AttendedWorkerTest, WithoutNvidiaSmiItSaysThatNobodyCanTell) {
  attendance.gpu_tool = [](const std::vector<std::string>&) -> Outcome<std::string> {
    return fail(ErrorKind::missing, "no nvidia-smi", "Install it.");
  };
  bool held = false;
  inner->inside = [&] { held = locked("gpu-any.lock"); };
  const AttemptRow row = attended().attempt(spec_on("cuda"), {});
  EXPECT_TRUE(held);
  EXPECT_THAT(inner->placements.at(0).gpus, IsEmpty());
  EXPECT_EQ(row.provenance[Fact::gpu_devices], "ABSENT");
  EXPECT_EQ(row.provenance[Fact::gpu_company], "ABSENT");
  EXPECT_EQ(row.provenance[Fact::taint], "ABSENT");
}

TEST_F(AttendedWorkerTest, AnAllocationThatIsNotThereIsARow) {
  attendance.environment = [](const std::string& name) -> std::optional<std::string> {
    if (name == "CTEST_RESOURCE_GROUP_COUNT") return "1";
    return "id:gpu_x,slots:1";
  };
  const AttemptRow row = attended().attempt(spec_on("cuda"), {});
  EXPECT_EQ(row.status, Status::env_failed);
  EXPECT_THAT(row.failure.value().message, HasSubstr("gpu_x"));
  EXPECT_THAT(inner->placements, IsEmpty());
}

TEST_F(AttendedWorkerTest, AnInterruptedWaitIsASkippedRow) {
  const auto other = FileLock::take(folder / "gpu-gpu_a.lock", {});
  ASSERT_TRUE(other);
  std::vector<std::string> told;
  attendance.notice = [&](const std::string& sentence) { told.push_back(sentence); };
  attendance.interrupted = [] { return true; };
  EXPECT_EQ(attended().attempt(spec_on("cuda"), {}).status, Status::skipped);
  EXPECT_THAT(told, ElementsAre(HasSubstr("waiting for GPU GPU-a")));
}

TEST_F(AttendedWorkerTest, ASilentFallbackIsMarkedAndAnErrorWhereItMustNotBe) {
  inner->backend = "Serial";
  const AttemptRow marked = attended().attempt(spec_on("openmp"), {});
  EXPECT_EQ(marked.status, Status::ok);
  EXPECT_EQ(marked.provenance[Fact::resolved_backend], "serial");
  EXPECT_EQ(marked.provenance[Fact::taint], "asked for openmp, but it ran on serial");

  auto strict = std::make_unique<StatingWorker>(script);
  strict->backend = "Serial";
  attendance.strict_platform = true;
  const AttemptRow refused = attend(std::move(strict), attendance)->attempt(spec_on("openmp"), {});
  EXPECT_EQ(refused.status, Status::env_failed);
  EXPECT_EQ(refused.failure.value().message, "asked for openmp, but it ran on serial");
}

TEST_F(AttendedWorkerTest, APairSharesItsGpuAndIsNotTakenForStrangers) {
  // nvidia-smi lists both sides from the first sample on; at the end, a stranger.
  script.seconds = [this](std::size_t) {
    company = "5, GPU-a, bench\n6, GPU-a, bench\n";
    return 1.0;
  };
  const auto candidate = attend(std::make_unique<ScriptedWorker>(script), attendance);
  PairDraws draws;
  draws.candidate_first = {false, true};
  const auto measured = measure_pair(attended(), *candidate, spec_on("cuda"), draws, 60);
  ASSERT_TRUE(std::holds_alternative<PairMeasured>(measured));
  const auto& pair = std::get<PairMeasured>(measured);
  EXPECT_EQ(pair.baseline_row.provenance[Fact::gpu_devices], "GPU-a");
  EXPECT_EQ(pair.baseline_row.provenance[Fact::taint], "ABSENT");
  EXPECT_EQ(pair.candidate_row.provenance[Fact::gpu_devices], "GPU-a");
  // The last one to end is alone again: whoever is there now is a stranger.
  EXPECT_THAT(*pair.candidate_row.provenance[Fact::taint], HasSubstr("after: pid 5 (bench)"));
  EXPECT_FALSE(locked("gpu-gpu_a.lock"));
}

TEST_F(AttendedWorkerTest, AFailedStartInLockstepIsMarkedToo) {
  script.ready = false;
  script.status = Status::crashed;
  const auto worker = attend(std::make_unique<ScriptedWorker>(script), attendance);
  const auto session = worker->lockstep(spec_on("cuda"), {});
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().provenance[Fact::gpu_devices], "GPU-a");
  EXPECT_FALSE(locked("gpu-gpu_a.lock"));
}

}  // namespace
}  // namespace tidegate::run
