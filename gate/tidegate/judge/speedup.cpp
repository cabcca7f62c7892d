/// Speed-ups that are too good to believe unseen.
/// Decides: from which ratio on a `faster` line is `suspicious`, and which of those the policy lets
/// pass. Refuses to know: how the result was checked (the row's fidelity says that it was).
///
/// A benchmark whose work was optimised away, skipped or failed early is faster as well; a gate
/// that looks only one way records it as an improvement.
#include <limits>

#include <fmt/format.h>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

/// How many times as good the candidate is; without bound where there is no ratio, from 0 or to it.
double gain_of(const GateLine& line) {
  if (!line.min) return std::numeric_limits<double>::infinity();
  const auto metric = metric_info(line.metric);
  const bool stated = line.candidate && line.candidate->better == Better::higher;
  const bool higher = stated || (metric && metric->better == Better::higher);
  return higher ? line.min->ratio : 1 / line.min->ratio;
}

}  // namespace

void doubt_large_speedups(GateReport& report) {
  for (GateLine& line : report.lines) {
    if (line.verdict != Verdict::faster) continue;
    const double gain = gain_of(line);
    if (!(gain >= report.policy.suspicious_speedup)) continue;
    line.verdict = Verdict::suspicious;
    const std::string size =
        line.min ? fmt::format("{:.3g} times as fast", gain) : std::string("that");
    line.reason +=
        fmt::format("; {} is more than a gate believes unseen; the result {}", size,
                    line.result_checked ? "was checked and is right" : "does not count as checked");
    line.next_step = std::string(next_step(line.verdict));
  }
}

bool is_doubtful(const GateReport& report, const GateLine& line) {
  if (line.verdict != Verdict::suspicious || !line.waived.empty()) return false;
  switch (report.policy.on_suspicious) {
    case OnSuspicious::pass:
      return false;
    case OnSuspicious::fail_unchecked:
      return !line.result_checked;
    case OnSuspicious::fail:
      break;
  }
  return true;
}

}  // namespace tidegate::judge
