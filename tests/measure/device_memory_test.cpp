#include <gtest/gtest.h>

#include <tidegate/measure/device_memory.hpp>

namespace tidegate::measure {
namespace {

/// Addresses to report; nothing is read there.
int places[4];
const void* const a = &places[0];
const void* const b = &places[1];
const void* const c = &places[2];

TEST(DeviceMemory, KnowsWhichSpacesAreADevices) {
  for (const char* device :
       {"Cuda", "CudaUVM", "HIP", "HIPManaged", "SYCLDeviceUSM", "SYCLSharedUSM", "OpenMPTarget"}) {
    EXPECT_TRUE(is_device_space(device)) << device;
  }
  for (const char* host : {"Host", "HBW", "CudaHostPinned", "HIPHostPinned", "SYCLHostUSM"}) {
    EXPECT_FALSE(is_device_space(host)) << host;
  }
}

TEST(DeviceMemory, ThePeakIsWhatLivedAtOnce) {
  DeviceMemory memory;
  memory.allocated("Cuda", a, 100);
  memory.allocated("CudaUVM", b, 50);
  memory.freed(a);
  memory.allocated("Cuda", c, 70);
  EXPECT_EQ(memory.peak_bytes(), 150U);  // 100, 150, 50, 120
  memory.allocated("Cuda", a, 31);       // 151
  EXPECT_EQ(memory.peak_bytes(), 151U);
}

TEST(DeviceMemory, HostMemoryAndNothingAreNotCounted) {
  DeviceMemory memory;
  memory.allocated("Host", a, 100);
  memory.allocated("CudaHostPinned", b, 100);
  memory.allocated("Cuda", nullptr, 100);
  EXPECT_EQ(memory.peak_bytes(), 0U);
}

TEST(DeviceMemory, AFreeOfTheUnknownTakesNothingAway) {
  DeviceMemory memory;
  memory.allocated("Cuda", a, 100);
  memory.freed(b);
  memory.freed(nullptr);
  memory.freed(a);
  memory.freed(a);
  memory.allocated("Cuda", c, 99);
  EXPECT_EQ(memory.peak_bytes(), 100U) << "not wrapped around, not added up";
}

TEST(DeviceMemory, AnAddressInUseAgainWasFreedUnseen) {
  DeviceMemory memory;
  memory.allocated("Cuda", a, 100);
  memory.allocated("Cuda", a, 40);
  memory.allocated("Cuda", b, 50);
  EXPECT_EQ(memory.peak_bytes(), 100U);  // 100, 40, 90
}

TEST(DeviceMemory, AnAttemptBeginsWithNothing) {
  DeviceMemory memory;
  memory.allocated("Cuda", a, 100);
  memory.clear();
  EXPECT_EQ(memory.peak_bytes(), 0U);
  memory.freed(a);
  memory.allocated("Cuda", b, 7);
  EXPECT_EQ(memory.peak_bytes(), 7U);
}

}  // namespace
}  // namespace tidegate::measure
