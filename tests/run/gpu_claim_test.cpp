#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tidegate/run/gpu_claim.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A process of its own that holds a lock until it is told to go.
class OtherProcess {
 public:
  explicit OtherProcess(const std::filesystem::path& file) {
    int told[2];
    int asked[2];
    if (::pipe(told) != 0 || ::pipe(asked) != 0) return;
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(asked[1]);
      const auto lock = FileLock::take(file, {});
      if (lock) lock->note("pid 4711: somebody else\n");
      char byte = 'h';
      const bool sent = ::write(told[1], &byte, 1) == 1;
      const bool went = sent && ::read(asked[0], &byte, 1) == 0;
      ::_exit(went ? 0 : 1);
    }
    char byte = 0;
    holds_ = ::read(told[0], &byte, 1) == 1;
    for (const int end : {told[0], told[1], asked[0]}) ::close(end);
    go_ = asked[1];
  }
  ~OtherProcess() { leave(); }
  OtherProcess(const OtherProcess&) = delete;
  OtherProcess& operator=(const OtherProcess&) = delete;

  bool holds() const { return holds_; }
  void leave() {
    if (go_ < 0) return;
    ::close(go_);
    go_ = -1;
    ::waitpid(pid_, nullptr, 0);
  }

 private:
  pid_t pid_ = -1;
  int go_ = -1;
  bool holds_ = false;
};

class GpuClaimTest : public TempFolder {
 protected:
  GpuClaimTest() {
    rules.folder = folder;
    rules.tool = [this](const std::vector<std::string>&) -> Outcome<std::string> {
      events.emplace_back("look");
      return processes;
    };
    rules.waiting = [this](const std::string& sentence) { events.push_back(sentence); };
  }
  bool is_free(const std::string& file) const {
    int asked = 0;
    return FileLock::take(folder / file, [&asked] { return ++asked > 0; }).has_value();
  }

  ClaimRules rules;
  Outcome<std::string> processes{""};
  std::vector<std::string> events;
};

TEST_F(GpuClaimTest, HoldsTheLockOfEachDeviceAndSaysWhoItIs) {
  {
    const auto claim = GpuClaim::take({"GPU-b", "GPU-a"}, rules);
    ASSERT_TRUE(claim) << claim.error().what;
    EXPECT_FALSE(is_free("gpu-gpu_a.lock"));
    EXPECT_FALSE(is_free("gpu-gpu_b.lock"));
    EXPECT_THAT(read("gpu-gpu_a.lock"), HasSubstr("pid " + std::to_string(::getpid()) + ": "));
    EXPECT_THAT(read("gpu-gpu_a.lock"), HasSubstr("test_run"));
  }
  EXPECT_TRUE(is_free("gpu-gpu_a.lock"));
  EXPECT_TRUE(is_free("gpu-gpu_b.lock"));
}

TEST_F(GpuClaimTest, WaitsForAnotherProcessAndNamesIt) {
  OtherProcess other(folder / "gpu-gpu_a.lock");
  ASSERT_TRUE(other.holds());
  rules.waiting = [&](const std::string& sentence) {
    events.push_back(sentence);
    other.leave();
  };
  const auto claim = GpuClaim::take({"GPU-a"}, rules);
  ASSERT_TRUE(claim);
  EXPECT_THAT(events,
              ElementsAre("waiting for GPU GPU-a, held by pid 4711: somebody else", "look"));
}

TEST_F(GpuClaimTest, AnInterruptEndsTheWaitAndNamesTheHolder) {
  OtherProcess other(folder / "gpu-gpu_a.lock");
  ASSERT_TRUE(other.holds());
  rules.interrupted = [] { return true; };
  const auto claim = GpuClaim::take({"GPU-a"}, rules);
  ASSERT_FALSE(claim);
  EXPECT_EQ(claim.error().kind, ErrorKind::interrupted);
  EXPECT_THAT(claim.error().what, HasSubstr("pid 4711"));
}

TEST_F(GpuClaimTest, DevicesThatNobodyCanNameShareOneLock) {
  const auto claim = GpuClaim::take({}, rules);
  ASSERT_TRUE(claim);
  EXPECT_FALSE(is_free("gpu-any.lock"));
}

TEST_F(GpuClaimTest, TheTwoWorkersOfAPairShareOneClaim) {
  auto first = GpuClaim::take({"GPU-a"}, rules);
  auto second = GpuClaim::take({"GPU-a"}, rules);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  EXPECT_THAT(events, ElementsAre("look"));  // at a time when neither runs
  first->reset();
  EXPECT_FALSE(is_free("gpu-gpu_a.lock"));
  second->reset();
  EXPECT_TRUE(is_free("gpu-gpu_a.lock"));
}

TEST_F(GpuClaimTest, SettlesWithTheLockInHandBeforeItLooks) {
  rules.settle_s = 2.5;
  rules.sleep = [this](double seconds) {
    EXPECT_FALSE(is_free("gpu-gpu_a.lock"));
    events.push_back("settle " + std::to_string(seconds));
  };
  ASSERT_TRUE(GpuClaim::take({"GPU-a"}, rules));
  EXPECT_THAT(events, ElementsAre("settle 2.500000", "look"));
}

TEST_F(GpuClaimTest, SeesWhoComputesOnItsDevicesAndOnNoOther) {
  processes = "11, GPU-a, python\n12, GPU-b, trainer\n13, GPU-a, other\n";
  auto claim = GpuClaim::take({"GPU-a"}, rules);
  ASSERT_TRUE(claim);
  EXPECT_EQ((*claim)->company_before(), "pid 11 (python), pid 13 (other)");
  EXPECT_TRUE(has_company((*claim)->company_before()));
  processes = "12, GPU-b, trainer\n";
  EXPECT_EQ((*claim)->company_now(), "none");
  claim->reset();
  EXPECT_EQ(GpuClaim::take({}, rules).value()->company_before(), "pid 12 (trainer)");
}

TEST_F(GpuClaimTest, WithoutNvidiaSmiNobodyCanTell) {
  processes = fail(ErrorKind::missing, "no nvidia-smi", "Install it.");
  const auto claim = GpuClaim::take({"GPU-a"}, rules);
  ASSERT_TRUE(claim);
  EXPECT_EQ((*claim)->company_before(), "ABSENT");
  EXPECT_FALSE(has_company((*claim)->company_before()));
}

Environment runtime_dir(const std::string& value) {
  return [value](const std::string&) -> std::optional<std::string> { return value; };
}

TEST_F(GpuClaimTest, LocksLieInTheRuntimeFolderOfTheUser) {
  EXPECT_EQ(gpu_lock_folder(runtime_dir(folder)).value(), folder / "tidegate");
  struct stat state {};
  ASSERT_EQ(::stat((folder / "tidegate").c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777U, 0700U);
}

TEST_F(GpuClaimTest, ElseInAFolderOfTheUserInTmp) {
  const std::string own = "/tmp/tidegate-" + std::to_string(::geteuid());
  EXPECT_EQ(gpu_lock_folder(runtime_dir("")).value(), own);
  EXPECT_EQ(gpu_lock_folder(runtime_dir(folder / "gone")).value(), own);
  write("file/tidegate", "not a folder");
  EXPECT_EQ(gpu_lock_folder(runtime_dir(folder / "file")).value(), own);
}

}  // namespace
}  // namespace tidegate::run
