/// Rows with every field set, for the tests of reading and writing.
#pragma once

#include <memory>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::sample {

inline Key key() {
  return {"semiring_matmul",
          {{{"n", std::int64_t{512}},
            {"algebra", std::string("log")},
            {"density", 0.25},
            {"sorted", true}}},
          "kokkos",
          "serial"};
}

inline Provenance provenance() {
  Provenance facts;
  facts[Fact::timestamp] = "2026-11-21T01:30:00Z";
  facts[Fact::commit] = "0123456789abcdef0123456789abcdef01234567";
  facts[Fact::dirty] = "false";
  facts[Fact::worker] = "bench/semiring_matmul";
  facts[Fact::host] = "anvil";
  facts[Fact::cpu_model] = "Intel(R) Xeon(R) Processor @ 2.50GHz";
  facts[Fact::cpu_cores] = "2";
  facts[Fact::cpu_governor] = "ABSENT";
  facts[Fact::memory] = "24 GiB";
  facts[Fact::os] = "Debian GNU/Linux 12 (bookworm)";
  facts[Fact::compiler] = "GNU 12.2.0";
  facts[Fact::compiler_flags] = "-O3 -march=native";
  facts[Fact::build_type] = "Release";
  return facts;
}

inline Fidelity fidelity() {
  return {Fidelity::Verdict::pass, 0.125, 3e-9, 4096, 0, 1e-6, 1e-12, "fp64_full"};
}

inline AttemptRow attempt() {
  AttemptRow row;
  row.run_id = "20261121T013000Z__0123456";
  row.key = key();
  row.reference = true;
  row.representative = true;
  row.source = SourcePlace{"bench/semiring_matmul/cases.cpp", 31};
  row.stderr_tail = "warning: \"low\" memory\n\tat rank 0";
  row.metrics = {{"warm_time", "s", 12, {0.1, 0.30000000000000004, 2.5e-9}},
                 {"cold_time", "s", 1, {0.75}},
                 {"peak_rss", "B", 1, {104857600}},
                 {"cache_cold_time", "s", 1, {0.5, 0.25}}};
  row.work = {1572864, 268435456.5, 262144};
  row.includes = Includes::compute;
  row.resolved_backend = "reference";
  row.warnings = {{"m=17 does not tile", 1}, {"queries out of range", 40}};
  row.stopping = Stopping{Criterion::stdrel, StopReason::budget, 1.5};
  row.stages =
      Stages{Stages::Verdict::complete, 0.0975, 0.1, {{"mesh", 0.0325, 10}, {"solve", 0.065, 20}}};
  row.counters = {{"evaluations", "1", 12, "", Better::lower},
                  {"instructions", "1", std::nullopt, "no hardware counters here"}};
  row.fidelity = fidelity();
  row.fidelity->against = "naive";
  row.fidelity->reason = Fidelity::Reason::subsample_too_small;
  row.fidelity->subsample = Subsample{4096, 0.015625, 42, Subsample::Stratification::equal_blocks};
  row.seed = 0xfedcba9876543210ULL;
  row.provenance = provenance();
  row.machine_class = machine_class_id(row.provenance);
  return row;
}

/// An attempt that died.
inline AttemptRow failed_attempt() {
  AttemptRow row = attempt();
  row.status = Status::timeout;
  row.failure = Failure{"measure", "ran past its limit of 60 s", std::nullopt, 9, 60.0};
  row.metrics.clear();
  row.counters.clear();
  row.stages.reset();
  row.fidelity.reset();
  row.work = {};
  return row;
}

inline ResultRow result() {
  ResultRow row;
  row.run_id = "20261121T013000Z__0123456";
  row.key = key();
  row.representative = true;
  row.source = SourcePlace{"bench/semiring_matmul/cases.cpp", 31};
  row.attempts = 3;
  row.failed = 1;
  row.metrics = {{"warm_time", "s", 80, 0.1, 0.11, 0.1125, 0.003, 0.004, 0.13},
                 {"cold_time", "s", 2, 0.75, 0.8, 0.8, 0.07, 0.05, std::nullopt},
                 {"peak_rss", "B", 2, 1048576, 1048576, 1048576, 0, 0, std::nullopt},
                 {"cache_cold_time", "s", 20, 0.2, 0.3, 0.3, 0.07, 0.05, 0.4},
                 {"throughput", "1/s", 80, 2621440, 2621440, 2621440, 0, 0, std::nullopt},
                 {"bytes_per_s", "B/s", 80, 15728640, 15728640, 15728640, 0, 0, std::nullopt},
                 {"flops_per_s", "flop/s", 80, 2e9, 2e9, 2e9, 0, 0, std::nullopt},
                 {"stage_time.solve", "s", 2, 0.065, 0.065, 0.065, 0, 0, std::nullopt},
                 {"counter.evaluations", "1", 2, 12, 12, 12, 0, 0, std::nullopt, Better::lower},
                 {"counter.waiting", "s", 2, 0, 0, 0, 0, 0, std::nullopt, Better::higher}};
  row.work = {1572864, std::nullopt, 262144};
  row.fidelity = fidelity();
  row.fidelity->subsample = Subsample{4096, 0.015625, 0, Subsample::Stratification::given};
  row.includes = Includes::compute_and_transfer;
  row.resolved_backend = "reference";
  row.warnings = {{"queries out of range", 120}};
  row.suspicion = "the timed loop is empty";
  row.ratio = Ratio{"naive", 0.2};
  row.ratio_refused = "naive is crashed";
  row.provenance = std::make_shared<const Provenance>(provenance());
  row.machine_class = machine_class_id(*row.provenance);
  row.acceptance = Acceptance{
      "2026-11-21T02:00:00Z", "A. Person <a@example.org>", "first baseline", {"load", "dirty"}};
  return row;
}

}  // namespace tidegate::sample
