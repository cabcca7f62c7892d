/// The table of facts, in the order in which rows carry them and the machine class hashes them.
#include <tidegate/row/provenance.hpp>

namespace tidegate {
namespace {

// A newer Kokkos is a change that the gate is there to see, like a commit: not a must. Another
// compiler is: absolute times of two compilers say nothing about the code in between.
constexpr std::array facts{
    FactInfo{Fact::timestamp, "timestamp", Match::info, "time"},
    FactInfo{Fact::commit, "commit", Match::info, "commit"},
    FactInfo{Fact::dirty, "dirty", Match::info, "uncommitted changes"},
    FactInfo{Fact::worker, "worker", Match::info, "worker"},
    FactInfo{Fact::isolation, "isolation", Match::info, "isolation"},
    FactInfo{Fact::pinned_cpus, "pinned_cpus", Match::info, "pinned CPUs"},
    FactInfo{Fact::host, "host", Match::info, "host"},
    FactInfo{Fact::load_average, "load_average", Match::info, "load average"},
    FactInfo{Fact::cpu_mhz, "cpu_mhz", Match::info, "CPU MHz"},
    FactInfo{Fact::kernel, "kernel", Match::info, "kernel"},
    FactInfo{Fact::cpu_model, "cpu_model", Match::must, "CPU model"},
    FactInfo{Fact::cpu_cores, "cpu_cores", Match::must, "CPU cores"},
    FactInfo{Fact::cpu_governor, "cpu_governor", Match::must, "CPU governor"},
    FactInfo{Fact::cpu_turbo, "cpu_turbo", Match::must, "CPU turbo"},
    FactInfo{Fact::smt, "smt", Match::must, "SMT"},
    FactInfo{Fact::memory, "memory", Match::must, "memory"},
    FactInfo{Fact::os, "os", Match::must, "operating system"},
    FactInfo{Fact::virtualization, "virtualization", Match::must, "virtualization"},
    FactInfo{Fact::gpu_model, "gpu_model", Match::must, "GPU model"},
    FactInfo{Fact::gpu_driver, "gpu_driver", Match::must, "GPU driver"},
    FactInfo{Fact::compiler, "compiler", Match::must, "compiler"},
    FactInfo{Fact::compiler_flags, "compiler_flags", Match::must, "compiler flags"},
    FactInfo{Fact::build_type, "build_type", Match::must, "build type"},
    FactInfo{Fact::kokkos_version, "kokkos_version", Match::info, "Kokkos version"},
    FactInfo{Fact::kokkos_backend, "kokkos_backend", Match::must, "Kokkos backend"},
    FactInfo{Fact::cuda_version, "cuda_version", Match::must, "CUDA version"},
    FactInfo{Fact::cpu_slot, "cpu_slot", Match::info, "CPU slot"},
    FactInfo{Fact::gpu_devices, "gpu_devices", Match::info, "GPUs used"},
    FactInfo{Fact::gpu_company, "gpu_company", Match::info, "GPU company"},
    FactInfo{Fact::requested_platform, "requested_platform", Match::info, "requested platform"},
    FactInfo{Fact::resolved_backend, "resolved_backend", Match::info, "resolved backend"},
    FactInfo{Fact::outside_load, "outside_load", Match::info, "outside load"},
    FactInfo{Fact::taint, "taint", Match::info, "taint"},
    FactInfo{Fact::code, "code", Match::info, "machine code"},
    FactInfo{Fact::device_code, "device_code", Match::info, "device code"},
};

static_assert(facts.size() == static_cast<std::size_t>(Fact::count_));

}  // namespace

std::span<const FactInfo> all_facts() { return facts; }

void Provenance::fill_from(const Provenance& other) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) values[i] = other.values[i];
  }
}

}  // namespace tidegate
