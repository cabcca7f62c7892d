#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include <fakes/temp_folder.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/gpu.hpp>
#include <tidegate/run/gpu_choice.hpp>

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

GpuTool answers(const std::string& text) {
  return [text](const std::vector<std::string>&) { return Outcome<std::string>(text); };
}

Environment variables(std::map<std::string, std::string> all) {
  return [all](const std::string& name) -> std::optional<std::string> {
    const auto found = all.find(name);
    return found == all.end() ? std::nullopt : std::optional<std::string>(found->second);
  };
}

const std::vector<Gpu> two{{0, "GPU-AA11-bb", "NVIDIA H200"}, {1, "GPU-cc22-dd", "NVIDIA H200"}};

/// `nvidia-smi` in PATH, as a sick driver leaves it: it never answers.
class HungDriver : public TempFolder {
 protected:
  void SetUp() override {
    write("nvidia-smi", "#!/bin/sh\nexec sleep 1000\n");
    std::filesystem::permissions(folder / "nvidia-smi", std::filesystem::perms::owner_all);
    ::setenv("PATH", (folder.string() + ":" + path_).c_str(), 1);
  }
  void TearDown() override { ::setenv("PATH", path_.c_str(), 1); }

 private:
  std::string path_ = ::getenv("PATH");
};

TEST_F(HungDriver, AnInterruptIsHeard) {
  const auto gpus = list_gpus(nvidia_smi([] { return true; }));
  ASSERT_FALSE(gpus);
  EXPECT_EQ(gpus.error().kind, ErrorKind::interrupted);
}

TEST(Gpu, ListsDevices) {
  std::vector<std::string> asked;
  const GpuTool tool = [&](const std::vector<std::string>& arguments) -> Outcome<std::string> {
    asked = arguments;
    return std::string("0, GPU-AA11-bb, NVIDIA H200\n1, GPU-cc22-dd, NVIDIA H200\r\n\n");
  };
  const auto gpus = list_gpus(tool);
  ASSERT_TRUE(gpus) << gpus.error().what;
  EXPECT_EQ(*gpus, two);
  EXPECT_THAT(asked, ElementsAre("--query-gpu=index,uuid,name", "--format=csv,noheader"));
  EXPECT_THAT(list_gpus(answers("")).value(), IsEmpty());
}

TEST(Gpu, RefusesAnAnswerThatIsNoList) {
  for (const char* text : {"No devices were found\n", "zero, GPU-a, name\n", "0 GPU-a\n"}) {
    const auto gpus = list_gpus(answers(text));
    ASSERT_FALSE(gpus) << text;
    EXPECT_EQ(gpus.error().kind, ErrorKind::bad_input);
  }
}

TEST(Gpu, ListsWhoComputes) {
  const auto processes = compute_processes(answers("4711, GPU-cc22-dd, /usr/bin/python3, or so\n"));
  ASSERT_TRUE(processes);
  EXPECT_THAT(*processes,
              ElementsAre(GpuProcess{"4711", "GPU-cc22-dd", "/usr/bin/python3, or so"}));
}

TEST(Gpu, TellsItsSettings) {
  const auto settings =
      gpu_settings(answers("0, Enabled, 1980 MHz, 1980 MHz\n1, Disabled, [N/A], 1980 MHz\n"));
  ASSERT_TRUE(settings) << settings.error().what;
  EXPECT_THAT(*settings, ElementsAre(GpuSettings{0, "Enabled", "1980 MHz, 1980 MHz"},
                                     GpuSettings{1, "Disabled", "[N/A], 1980 MHz"}));
  EXPECT_FALSE(gpu_settings(answers("x, Enabled, 1 MHz\n")));
}

TEST(Gpu, HasANameThatCtestAccepts) { EXPECT_EQ(ctest_id("GPU-AA11-bb"), "gpu_aa11_bb"); }

struct AllocationCase {
  std::map<std::string, std::string> variables;
  std::vector<std::string> ids;
};

TEST(CtestGpus, AreReadAsCtestWritesThem) {
  const AllocationCase cases[] = {
      {{}, {}},
      {{{"CTEST_RESOURCE_GROUP_0_GPUS", "id:7,slots:1"}}, {}},  // no count, no allocation
      {{{"CTEST_RESOURCE_GROUP_COUNT", "1"},
        {"CTEST_RESOURCE_GROUP_0", "gpus"},
        {"CTEST_RESOURCE_GROUP_0_GPUS", "id:7,slots:1"}},
       {"7"}},
      {{{"CTEST_RESOURCE_GROUP_COUNT", "3"},
        {"CTEST_RESOURCE_GROUP_0_GPUS", "id:gpu_a,slots:1;id:gpu_b,slots:2"},
        {"CTEST_RESOURCE_GROUP_1_TIMING", "id:0,slots:1"},
        {"CTEST_RESOURCE_GROUP_2_GPUS", "id:gpu_c,slots:1"}},
       {"gpu_a", "gpu_b", "gpu_c"}},
  };
  for (const AllocationCase& c : cases) {
    EXPECT_EQ(ctest_gpus(variables(c.variables)).value(), c.ids);
  }
}

TEST(CtestGpus, RefuseWhatCtestNeverWrites) {
  for (const char* count : {"", "x", "-1", "1x"}) {
    EXPECT_FALSE(ctest_gpus(variables({{"CTEST_RESOURCE_GROUP_COUNT", count}}))) << count;
  }
  for (const char* value : {"7", "id:", "id:,slots:1", "id:1,slots:1;2"}) {
    const auto ids = ctest_gpus(
        variables({{"CTEST_RESOURCE_GROUP_COUNT", "1"}, {"CTEST_RESOURCE_GROUP_0_GPUS", value}}));
    ASSERT_FALSE(ids) << value;
    EXPECT_EQ(ids.error().kind, ErrorKind::bad_input);
  }
}

std::vector<std::string> chosen(const std::map<std::string, std::string>& all,
                                const std::vector<Gpu>& listed) {
  return choose_gpus(variables(all), listed).value();
}

std::map<std::string, std::string> allocation(const char* value) {
  return {{"CTEST_RESOURCE_GROUP_COUNT", "1"},
          {"CTEST_RESOURCE_GROUP_0_GPUS", value},
          {"CUDA_VISIBLE_DEVICES", "0"}};
}

TEST(GpuChoice, CtestsAllocationCountsBeforeAll) {
  EXPECT_THAT(chosen(allocation("id:gpu_cc22_dd,slots:1"), two), ElementsAre("GPU-cc22-dd"));
  EXPECT_THAT(chosen(allocation("id:1,slots:1"), two), ElementsAre("GPU-cc22-dd"));
  EXPECT_THAT(chosen(allocation("id:1,slots:1;id:0,slots:1"), two),
              ElementsAre("GPU-cc22-dd", "GPU-AA11-bb"));
  EXPECT_THAT(chosen(allocation("id:7,slots:1"), {}), ElementsAre("7"));  // no nvidia-smi
}

TEST(GpuChoice, AnAllocationOfADeviceThatIsNotThereIsAnError) {
  for (const auto& [id, listed] :
       {std::pair{"id:7,slots:1", two}, std::pair{"id:gpu_x,slots:1", two},
        std::pair{"id:gpu_x,slots:1", std::vector<Gpu>{}}}) {
    const auto devices = choose_gpus(variables(allocation(id)), listed);
    ASSERT_FALSE(devices);
    EXPECT_EQ(devices.error().kind, ErrorKind::incompatible);
    EXPECT_THAT(devices.error().hint, HasSubstr("specification"));
  }
}

TEST(GpuChoice, ThenTheUsersThenTheFirst) {
  EXPECT_THAT(chosen({{"CUDA_VISIBLE_DEVICES", "1"}}, two), ElementsAre("GPU-cc22-dd"));
  EXPECT_THAT(chosen({{"CUDA_VISIBLE_DEVICES", "GPU-cc,0"}}, two),
              ElementsAre("GPU-cc22-dd", "GPU-AA11-bb"));
  EXPECT_THAT(chosen({{"CUDA_VISIBLE_DEVICES", "MIG-1"}}, two), ElementsAre("MIG-1"));
  EXPECT_THAT(chosen({{"CUDA_VISIBLE_DEVICES", ""}}, two), IsEmpty());
  EXPECT_THAT(chosen({}, two), ElementsAre("GPU-AA11-bb"));
  EXPECT_THAT(chosen({}, {}), IsEmpty());
}

}  // namespace
}  // namespace tidegate::run
