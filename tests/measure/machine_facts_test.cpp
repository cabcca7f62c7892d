#include <vector>

#include <gtest/gtest.h>

#include <tidegate/measure/cpu_pin.hpp>
#include <tidegate/measure/peak_memory.hpp>

namespace tidegate::measure {
namespace {

TEST(PeakMemory, ReadsTheHighWaterMark) {
  EXPECT_EQ(anonymous_memory("VmRSS:\t 5 kB\nRssAnon:\t    12 kB\nRssFile:\t 8 kB\n"), 12 * 1024U);
  EXPECT_FALSE(anonymous_memory("VmRSS:\t 5 kB\n"));
  EXPECT_EQ(high_water_mark("VmPeak:\t  99 kB\nVmHWM:\t    1234 kB\nVmRSS:\t 5 kB\n"),
            1234U * 1024);
}

TEST(PeakMemory, RefusesOtherTexts) {
  for (const char* text : {"", "VmRSS:\t 5 kB\n", "VmHWM:", "VmHWM:\t kB", "VmHWM: -5 kB",
                           "VmHWM: 12", "VmHWM: 12 MB", "VmHWM: 99999999999999999999999 kB"}) {
    EXPECT_FALSE(high_water_mark(text)) << text;
  }
}

TEST(PeakMemory, GrowsWithWhatWasTouched) {
  const auto before = peak_memory();
  ASSERT_TRUE(before);
  constexpr std::size_t bytes = 64U << 20U;
  const std::vector<char> touched(bytes, 1);
  const auto after = peak_memory();
  ASSERT_TRUE(after);
  EXPECT_EQ(touched.back(), 1);
  EXPECT_GE(*after, bytes);
  EXPECT_GE(*after, *before);
}

TEST(CpuPin, NamesFewerProcessorsThanThereAre) {
  EXPECT_EQ(pinned_text({3}, 8), "3");
  EXPECT_EQ(pinned_text({0, 1, 5}, 8), "0,1,5");
  EXPECT_EQ(pinned_text({0, 1}, 2), "ABSENT");
  EXPECT_EQ(pinned_text({}, 2), "ABSENT");
}

TEST(CpuPin, ThisProcessMayRunSomewhere) { EXPECT_FALSE(allowed_cpus().empty()); }

}  // namespace
}  // namespace tidegate::measure
