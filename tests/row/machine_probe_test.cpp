#include <gtest/gtest.h>

#include <tidegate/row/machine_probe.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate {
namespace {

class MachineProbe : public TempFolder {
 protected:
  std::string fact(Fact which) const {
    return probe_machine(folder)[which].value_or("nobody looked");
  }
};

constexpr const char* two_x86_cpus =
    "processor\t: 0\nmodel\t\t: 85\nmodel name\t: Intel(R) Xeon(R)\ncpu MHz\t\t: 2500.008\n"
    "flags\t\t: fpu vme avx2 hypervisor lahf_lm\n\n"
    "processor\t: 1\nmodel name\t: Intel(R) Xeon(R)\ncpu MHz\t\t: 1000.0\n"
    "flags\t\t: fpu vme avx2 hypervisor lahf_lm\n";

TEST_F(MachineProbe, ReadsAnOrdinaryMachine) {
  write("proc/cpuinfo", two_x86_cpus);
  write("proc/meminfo", "MemTotal:       24674936 kB\nMemFree:         1000000 kB\n");
  write("proc/loadavg", "0.52 0.58 0.59 1/300 1234\n");
  write("proc/sys/kernel/hostname", "anvil\n");
  write("proc/sys/kernel/ostype", "Linux\n");
  write("proc/sys/kernel/osrelease", "6.1.0-13-amd64\n");
  write("etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
  write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
  write("sys/devices/system/cpu/smt/active", "0\n");
  write("sys/devices/system/cpu/intel_pstate/no_turbo", "1\n");
  EXPECT_EQ(fact(Fact::cpu_model), "Intel(R) Xeon(R)");
  EXPECT_EQ(fact(Fact::cpu_cores), "2");
  EXPECT_EQ(fact(Fact::cpu_mhz), "2500.008");
  EXPECT_EQ(fact(Fact::virtualization), "vm");
  EXPECT_EQ(fact(Fact::memory), "24 GiB");  // 23.53 GiB, rounded
  EXPECT_EQ(fact(Fact::load_average), "0.52");
  EXPECT_EQ(fact(Fact::host), "anvil");
  EXPECT_EQ(fact(Fact::kernel), "Linux 6.1.0-13-amd64");
  EXPECT_EQ(fact(Fact::os), "Debian GNU/Linux 12 (bookworm)");
  EXPECT_EQ(fact(Fact::cpu_governor), "performance");
  EXPECT_EQ(fact(Fact::smt), "off");
  EXPECT_EQ(fact(Fact::cpu_turbo), "off");
  EXPECT_EQ(fact(Fact::gpu_model), "ABSENT");
  EXPECT_EQ(fact(Fact::gpu_driver), "ABSENT");
}

TEST_F(MachineProbe, TurboIsSpelledTwoWays) {
  write("sys/devices/system/cpu/intel_pstate/no_turbo", "0\n");
  EXPECT_EQ(fact(Fact::cpu_turbo), "on");
  std::filesystem::remove_all(folder / "sys");
  EXPECT_EQ(fact(Fact::cpu_turbo), "ABSENT");
  write("sys/devices/system/cpu/cpufreq/boost", "1\n");
  EXPECT_EQ(fact(Fact::cpu_turbo), "on");
  write("sys/devices/system/cpu/cpufreq/boost", "0\n");
  EXPECT_EQ(fact(Fact::cpu_turbo), "off");
}

TEST_F(MachineProbe, MetalIsNotAVirtualMachine) {
  write("proc/cpuinfo", "processor : 0\nmodel name : A\nflags : fpu hypervisor_like\n");
  EXPECT_EQ(fact(Fact::virtualization), "none");
}

TEST_F(MachineProbe, ReadsArm) {
  write("proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd40\n");
  EXPECT_EQ(fact(Fact::cpu_model), "ARM implementer 0x41 part 0xd40");
  EXPECT_EQ(fact(Fact::cpu_cores), "1");
}

TEST_F(MachineProbe, NamesGraphicsCards) {
  write("proc/driver/nvidia/version",
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024\n"
        "GCC version:  gcc version 12.2.0\n");
  write("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA H200\nIRQ: 1\n");
  EXPECT_EQ(fact(Fact::gpu_model), "NVIDIA H200");
  EXPECT_EQ(fact(Fact::gpu_driver), "550.54.15");
  write("proc/driver/nvidia/gpus/0000:02:00.0/information", "Model: NVIDIA H200\n");
  write("proc/driver/nvidia/gpus/0000:03:00.0/information", "Model: NVIDIA A100\n");
  EXPECT_EQ(fact(Fact::gpu_model), "NVIDIA A100 + 2 x NVIDIA H200");
}

TEST_F(MachineProbe, WhatIsNotThereIsAbsentAndWhatIsNotOursIsUnset) {
  const Provenance facts = probe_machine(folder);
  for (const Fact fact :
       {Fact::host, Fact::load_average, Fact::cpu_mhz, Fact::kernel, Fact::cpu_model,
        Fact::cpu_cores, Fact::cpu_governor, Fact::cpu_turbo, Fact::smt, Fact::memory, Fact::os,
        Fact::virtualization, Fact::gpu_model, Fact::gpu_driver}) {
    EXPECT_EQ(facts[fact], absent_fact) << static_cast<int>(fact);
  }
  for (const Fact fact : {Fact::timestamp, Fact::commit, Fact::dirty, Fact::worker, Fact::isolation,
                          Fact::pinned_cpus, Fact::compiler, Fact::compiler_flags, Fact::build_type,
                          Fact::kokkos_version, Fact::kokkos_backend, Fact::cuda_version}) {
    EXPECT_FALSE(facts[fact]) << static_cast<int>(fact);
  }
}

TEST_F(MachineProbe, ThisMachineHasCoresAndMemory) {
  const Provenance facts = probe_machine();
  EXPECT_GE(std::stoi(facts[Fact::cpu_cores].value_or("")), 1);
  EXPECT_NE(facts[Fact::memory], absent_fact);
}

}  // namespace
}  // namespace tidegate
