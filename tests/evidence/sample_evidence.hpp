/// A harness run of three rows with numbers that can be worked out by hand.
#pragma once

#include <string>
#include <vector>

#include <tidegate/evidence/checklist.hpp>
#include <tidegate/evidence/environment.hpp>
#include <tidegate/evidence/folder_write.hpp>

namespace tidegate::evidence {

inline Key key_of(const std::string& case_name, const std::string& platform, std::int64_t size,
                  std::vector<Axis> more = {}) {
  Point point{{Axis{"size", size}}};
  for (Axis& axis : more) point.axes.push_back(std::move(axis));
  point.axes.push_back(Axis{"dtype", std::string("fp32")});
  return {case_name, point, platform == "cuda" ? "cuda" : "kokkos", platform};
}

inline AttemptRow ok_row(const Key& key, double cold_s, const std::vector<double>& warm_s) {
  AttemptRow row;
  row.run_id = "20260102T000000Z__bbbbbbb-0000010001";
  row.key = key;
  row.metrics = {{std::string(warm_time), "s", 1, warm_s},
                 {std::string(cold_time), "s", 1, {cold_s}}};
  row.work.elements = 65536;
  row.fidelity = Fidelity{Fidelity::Verdict::pass, 0.5, 1e-7, 65536, 0, 1e-6, 1e-8, "fp64_full"};
  row.fidelity->echo = Echo{0.25, 2.0, 2.0, 1.0};
  row.seed = 7;
  row.provenance[Fact::commit] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  row.provenance[Fact::dirty] = "false";
  row.provenance[Fact::compiler] = "GNU 12.2.0";
  row.provenance[Fact::cpu_model] = "A Processor";
  row.provenance[Fact::memory] = "24 GiB";
  return row;
}

inline AttemptRow failed_row(const Key& key, Status status, const std::string& why) {
  AttemptRow row = ok_row(key, 1, {1});
  row.metrics.clear();
  row.fidelity.reset();
  row.work = {};
  row.status = status;
  row.failure = Failure{"start", why, {}, {}, {}};
  return row;
}

inline Key absorption_key() {
  return key_of("detector_absorption", "serial", 256,
                {Axis{"layers", std::int64_t{5}}, Axis{"thick", std::string("last_layer")}});
}
inline Key scalar_key() {
  return key_of("tricubic", "serial", 256, {Axis{"call", std::string("scalar")}});
}

/// Two processes of absorption, two of tricubic in 100 scalar calls, one on a device that is not
/// there.
inline std::vector<AttemptRow> sample_rows() {
  AttemptRow first = ok_row(absorption_key(), 0.5, {1, 2});
  first.warnings = {{"only the last layer counts", 1}};
  first.counters = {{"attenuation_length", "m", 0.0005, "", Better::unstated}};
  AttemptRow second = ok_row(absorption_key(), 1.5, {3, 6});
  second.warnings = first.warnings;
  second.stderr_tail = "begin\nWARNING: slow path\nend";
  AttemptRow third = ok_row(scalar_key(), 0.25, {0.5, 0.5});
  third.work.elements = 100;
  third.counters = {{"interpolation_enabled", "1", 1, "", Better::unstated}};
  AttemptRow fourth = third;
  return {
      first, second, third, fourth,
      failed_row(key_of("tricubic", "cuda", 256), Status::skipped, "no CUDA device: none found")};
}

inline std::vector<AttemptRow> sample_constructions(double last_mebibytes = 20) {
  std::vector<AttemptRow> rows;
  for (const double mebibytes : {19.0, 20.0, last_mebibytes}) {
    AttemptRow row = ok_row(absorption_key(), 1, {1});
    row.provenance[Fact::isolation] = "in_process";
    row.metrics.push_back({std::string(resident_memory), "B", 1, {mebibytes * 1024 * 1024}});
    rows.push_back(row);
  }
  return rows;
}

inline Observed sample_observed() {
  Observed observed;
  observed.run_id = "20260102T000000Z__bbbbbbb-0000010001";
  observed.timestamp = "2026-01-02T00:00:00Z";
  observed.config.sizes = {"256"};
  observed.config.repeats = 2;
  observed.config.dtypes = {"float32"};
  observed.config.constructions = 3;
  observed.source.commit = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  observed.source.before = {" M notes.txt"};
  observed.source.after = {" M notes.txt"};
  observed.tests = {12, "/build", ""};
  observed.no_devices = "nvidia-smi was not found";
  return observed;
}

inline Evidence sample_evidence() {
  return {sample_observed(),
          sample_rows(),
          sample_constructions(),
          {"1.2.3", {{"OMP_NUM_THREADS", "1"}}, {}},
          "# commit bbbbbbb\ncd /source\ntidegate harness --worker ./bench\n",
          "  Test  #1: a\n\nTotal Tests: 12\n"};
}

}  // namespace tidegate::evidence
