/// Reads the facts of this machine from /proc, /sys and /etc/os-release.
/// Decides: where each machine fact is looked up. Refuses to know: compilers, Kokkos, commits.
#pragma once

#include <filesystem>

#include <tidegate/row/provenance.hpp>

namespace tidegate {

/// Fills host, load_average, cpu_mhz, kernel, cpu_model, cpu_cores, cpu_governor, cpu_turbo, smt,
/// memory, os, virtualization, gpu_model, gpu_driver. What is not there is `ABSENT`. `root` is `/`,
/// or a folder with a made-up /proc and /sys for tests.
Provenance probe_machine(const std::filesystem::path& root = "/");

}  // namespace tidegate
