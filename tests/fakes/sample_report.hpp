/// A gate report with one line of every verdict, worked out by hand, for the tests of renderers.
/// Decides: its numbers. Refuses to know: any renderer.
#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::fakes {

inline Key key_of(const std::string& case_name, const std::string& point,
                  const std::string& provider, const std::string& platform) {
  Key key;
  key.case_name = case_name;
  key.point = parse_point(point).value();
  key.provider = provider;
  key.platform = platform;
  return key;
}

/// A warm time: median 4 %, p95 15 % above the min; no p95 below 20 samples.
inline MetricSummary warm_summary(double min, std::uint64_t n) {
  MetricSummary summary;
  summary.metric = "warm_time";
  summary.unit = "s";
  summary.n = n;
  summary.min = min;
  summary.median = min * 1.04;
  summary.mean = min * 1.05;
  summary.stddev = min * 0.03;
  summary.iqr = min * 0.02;
  if (n >= 20) summary.p95 = min * 1.15;
  return summary;
}

/// Samples from `min` upward: many low, few high, the same on every call.
inline std::vector<double> samples_from(double min, std::size_t n) {
  std::vector<double> samples;
  for (std::size_t i = 0; i < n; ++i) {
    const double u = static_cast<double>((i * 7919) % 997) / 997.0;
    samples.push_back(min * (1 + 0.05 * u + 0.12 * u * u * u * u * u));
  }
  return samples;
}

inline judge::GateLine line_of(Key key, judge::Verdict verdict, judge::Method method,
                               std::string reason, std::string next_step) {
  judge::GateLine line;
  line.key = std::move(key);
  line.metric = "warm_time";
  line.verdict = verdict;
  line.method = method;
  line.reason = std::move(reason);
  line.next_step = std::move(next_step);
  return line;
}

inline void set_times(judge::GateLine& line, double before, double after, std::uint64_t n) {
  line.baseline = warm_summary(before, n);
  line.candidate = warm_summary(after, n);
}

inline judge::RatioFound ratio_of(double ratio, double limit, bool crossed) {
  judge::RatioFound found;
  found.ratio = ratio;
  found.limit = judge::Threshold{limit, Operator::greater};
  found.crossed = crossed;
  return found;
}

/// Pairs that wiggle by about half a per cent around `ratio`.
inline judge::LockstepEvidence pairs_around(double ratio, double tail_ratio, std::uint32_t pairs) {
  judge::LockstepEvidence evidence;
  evidence.pairs = pairs;
  evidence.detectable = 0.024;
  evidence.noise = 0.013;
  evidence.seed = 42;
  for (std::uint32_t j = 0; j < pairs; ++j) {
    const double wiggle = (static_cast<double>((j * 5) % 7) - 3) * 0.0018;
    evidence.log_ratio_low.push_back(std::log(ratio) + wiggle);
    evidence.log_ratio_tail.push_back(std::log(tail_ratio) - 2 * wiggle);
  }
  return evidence;
}

inline judge::GateLine slower_line() {
  judge::GateLine line = line_of(
      key_of("semiring_matmul", "n=512,algebra=log", "kokkos", "openmp"), judge::Verdict::slower,
      judge::Method::lockstep,
      "12 pairs exclude equality (p <0.0001) and the low band is 8.3 % slower, more than 2 %.",
      "Read the decision bundle, then mend the change or record it.");
  line.source = SourcePlace{"bench/semiring_matmul/provider_kokkos.cpp", 41};
  line.next_command =
      "tidegate compare --worker=build/bench_all --against=3f2a91c0d1e2 --case=semiring_matmul "
      "--point=n=512,algebra=log --provider=kokkos --platform=openmp";
  set_times(line, 1.234e-3, 1.336e-3, 480);
  line.min = ratio_of(1.083, 1.02, true);
  line.min->low = 1.071;
  line.min->high = 1.094;
  line.p95 = ratio_of(1.09, 1.20, false);
  line.lockstep = pairs_around(1.083, 1.09, 12);
  line.lockstep->p_slower = 0.0000244140625;
  line.baseline_samples = samples_from(1.234e-3, 480);
  line.candidate_samples = samples_from(1.336e-3, 480);
  return line;
}

inline judge::GateLine shape_line() {
  judge::GateLine line =
      line_of(key_of("ell_aggregate", "rows=65536,degree=16", "kokkos", "serial"),
              judge::Verdict::shape_changed, judge::Method::lockstep,
              "The slowest samples became 31.0 % slower while the low band stayed.",
              "Look at the samples in the decision bundle: what interrupts the run?");
  line.source = SourcePlace{"bench/ell_aggregate/cases 100%.cpp", 7};
  set_times(line, 88.1e-6, 88.3e-6, 480);
  line.candidate->p95 = 88.3e-6 * 1.5;
  line.min = ratio_of(1.002, 1.02, false);
  line.min->low = 0.998;
  line.min->high = 1.006;
  line.p95 = ratio_of(1.31, 1.20, true);
  line.lockstep = pairs_around(1.002, 1.31, 12);
  line.baseline_samples = samples_from(88.1e-6, 480);
  line.candidate_samples = samples_from(88.3e-6, 480);
  for (std::size_t i = 0; i < line.candidate_samples.size(); i += 12) {
    line.candidate_samples[i] *= 1.45;
  }
  line.candidate_samples[7] *= 6;  // one stray sample, far outside of any p95
  return line;
}

inline judge::GateLine faster_line() {
  judge::GateLine line = line_of(key_of("stencil", "n=256", "kokkos", "openmp"),
                                 judge::Verdict::faster, judge::Method::lockstep,
                                 "12 pairs exclude equality and the low band is 24.1 % faster.",
                                 "Record it, and accept the new rows once the change has landed.");
  set_times(line, 4.02e-3, 3.051e-3, 480);
  line.min = ratio_of(0.759, 1.02, true);
  line.min->low = 0.752;
  line.min->high = 0.766;
  line.p95 = ratio_of(0.77, 1.20, false);
  line.lockstep = pairs_around(0.759, 0.77, 12);
  line.baseline_samples = samples_from(4.02e-3, 480);
  line.candidate_samples = samples_from(3.051e-3, 480);
  return line;
}

inline judge::GateLine same_line() {
  judge::GateLine line = line_of(
      key_of("semiring_matmul", "n=512,algebra=real", "openblas", "openmp"), judge::Verdict::same,
      judge::Method::lockstep, "A slowdown of 2.5 % or more is excluded.", "");
  set_times(line, 612.4e-6, 624.6e-6, 320);
  line.candidate->n = 280;
  line.min = ratio_of(1.0199, 1.02, false);  // no text may say +2.0 %
  line.min->low = 1.0196;
  line.min->high = 1.0243;
  line.p95 = ratio_of(1.0198, 1.20, false);
  line.lockstep = pairs_around(1.0199, 1.02, 8);
  line.lockstep->detectable = 0.0195;
  return line;
}

inline judge::GateLine undecided_line() {
  judge::GateLine line =
      line_of(key_of("triad", "bytes=67108864", "kokkos", "threads"), judge::Verdict::undecided,
              judge::Method::lockstep, "60 pairs neither show a slowdown nor exclude one of 2.5 %.",
              "Run it again on a quieter machine.");
  line.source = SourcePlace{"bench/triad/cases.cpp", 9};
  line.next_command = "tidegate doctor";
  set_times(line, 12.9e-3, 13.1e-3, 2400);
  line.min = ratio_of(1.015, 1.02, false);
  line.min->low = 0.994;
  line.min->high = 1.037;
  line.p95 = ratio_of(1.11, 1.20, false);
  line.lockstep = pairs_around(1.015, 1.11, 60);
  line.lockstep->detectable = 0.041;
  line.lockstep->noise = 0.062;
  line.lockstep->pairs_to_settle = 160;
  return line;
}

/// The screen's view: a stored baseline of few samples, hence no p95.
inline judge::GateLine unconfirmed_line() {
  judge::GateLine line =
      line_of(key_of("hash_lookup", "-", "naive", "serial"), judge::Verdict::slower,
              judge::Method::unconfirmed,
              "min 1.142 > 1.10; the baseline's commit could not be built, so nothing confirms it.",
              "Confirm it in lockstep.");
  line.next_command = "tidegate compare --against v1.4.0";
  set_times(line, 950e-9, 1.085e-6, 12);
  line.min = ratio_of(1.142, 1.10, true);
  return line;
}

inline std::vector<judge::GateLine> lines_without_numbers() {
  using judge::Method;
  using judge::Verdict;
  std::vector<judge::GateLine> lines{
      line_of(key_of("semiring_matmul", "n=512,algebra=log", "cuda", "cuda"), Verdict::broken,
              Method::screen, "The worker died of signal 11 (SIGSEGV) while it measured.",
              "Run the failed row alone and read its message."),
      line_of(key_of("ell_aggregate", "rows=65536,degree=16", "cuda", "cuda"), Verdict::unfaithful,
              Method::screen, "37 of 65536 elements are beyond tolerance (worst 12.5 times).",
              "Fix the result first: the time of a wrong answer means nothing."),
      line_of(key_of("convolve", "n=4096", "kokkos", "serial"), Verdict::no_baseline,
              Method::screen, "Measured for the first time.", "Accept the current row."),
      line_of(key_of("sort", "n=1000000", "std", "serial"), Verdict::not_comparable, Method::screen,
              "The baseline is of machine class other-cpu-00000000.",
              "Compare two builds on this machine."),
      line_of(key_of("fft", "n=1024", "kokkos", "serial"), Verdict::recovered, Method::screen,
              "The baseline had crashed; it runs now.", "Accept the current row."),
      line_of(key_of("old_case", "-", "naive", "serial"), Verdict::dropped, Method::screen,
              "In the baseline, but no worker lists it any more.",
              "Remove its rows from baselines/ if that is meant."),
  };
  lines[0].next_command = "tidegate run --case semiring_matmul --provider cuda";
  lines[2].next_command = "tidegate baseline accept rows/ --reason \"new case\"";
  lines[3].next_command = "tidegate compare --against v1.4.0";
  lines[4].next_command = "tidegate baseline accept rows/";
  lines[2].candidate = warm_summary(23.7e-6, 120);
  lines[3].candidate = warm_summary(81.2e-3, 120);
  lines[4].candidate = warm_summary(5.5e-6, 120);
  lines[5].baseline = warm_summary(1.5e-6, 120);
  return lines;
}

inline std::shared_ptr<const Provenance> provenance_with(const std::string& commit,
                                                         const std::string& compiler,
                                                         const std::string& load) {
  Provenance provenance;
  provenance[Fact::commit] = commit;
  provenance[Fact::dirty] = "false";
  provenance[Fact::load_average] = load;
  provenance[Fact::cpu_model] = "AMD EPYC 7763 64-Core Processor";
  provenance[Fact::gpu_model] = std::string{absent_fact};
  provenance[Fact::compiler] = compiler;
  provenance[Fact::kernel] = "6.1.0-18-amd64";
  return std::make_shared<const Provenance>(provenance);
}

inline judge::Side side_of(const std::string& ref, const std::string& commit,
                           const std::string& run_id, const std::string& load) {
  judge::Side side;
  side.ref = ref;
  side.commit = commit;
  side.run_id = run_id;
  side.machine_class = "amd-epyc-7763-64-core-processor-1a2b3c4d";
  side.provenance = provenance_with(commit, "GNU 12.2.0", load);
  return side;
}

/// The frame of a report without any line.
inline judge::GateReport empty_report() {
  judge::GateReport report;
  report.run_id = "20261121T013000Z__7a57be1";
  report.timestamp = "2026-11-21T01:42:10Z";
  report.baseline = side_of("v1.4.0", "3f2a91c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6",
                            "20261101T090000Z__3f2a91c", "0.12");
  report.candidate = side_of("feature/log-semiring", "7a57be1aa2bb3cc4dd5ee6ff7a8b9c0d1e2f3a4b",
                             report.run_id, "1.87");
  report.reproduce = "tidegate compare --against v1.4.0 --seed 42 --worker build/bench_all";
  return report;
}

/// Every verdict at least once, crossings first.
inline judge::GateReport every_verdict() {
  judge::GateReport report = empty_report();
  report.filter = "platform!=mpi";
  report.lines = {slower_line(), unconfirmed_line(), shape_line()};
  std::vector<judge::GateLine> others = lines_without_numbers();
  report.lines.push_back(others[0]);
  report.lines.push_back(others[1]);
  report.lines.push_back(undecided_line());
  report.lines.push_back(faster_line());
  report.lines.insert(report.lines.end(), others.begin() + 2, others.end());
  report.lines.push_back(same_line());
  report.expected = 11;
  report.compared = 6;
  report.problems = {
      "An expected row is missing: pointer_chase[-] naive/serial. Check that its worker is built."};
  report.notes = {"rows/attempts.jsonl:812: a torn last line was left out.",
                  "Both builds contain the same code for sort: see the label."};
  return report;
}

/// Nothing crossed.
inline judge::GateReport passing_report() {
  judge::GateReport report = empty_report();
  report.lines = {same_line()};
  report.expected = 1;
  report.compared = 1;
  return report;
}

/// The first run of a suite.
inline judge::GateReport first_report() {
  judge::GateReport report = empty_report();
  report.baseline = judge::Side{};
  report.lines = {lines_without_numbers()[2]};
  report.expected = 1;
  report.first_run = true;
  return report;
}

/// Nothing was compared, and no line says why.
inline judge::GateReport silent_report() {
  judge::GateReport report = empty_report();
  report.expected = 3;
  return report;
}

}  // namespace tidegate::fakes
