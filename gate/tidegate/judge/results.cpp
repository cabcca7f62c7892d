/// Whether the two sides computed the same thing.
/// Decides: from which difference on a result counts as changed, and which correlation with the
/// oracle the policy asks for. Refuses to know: the outputs themselves.
///
/// A rewrite that is faster because it computes something else is no speed-up. Tolerances of a
/// check are wide enough to let a small change through; the echo of an output is not.
#include <cmath>

#include <fmt/format.h>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::judge {
namespace {

/// Of the largest element: rounding in another order moves a mean by far less, a changed formula
/// by more.
constexpr double changed_share = 1e-5;

std::string change_of(const Echo& before, const Echo& now) {
  const double scale = std::max(before.max_abs, now.max_abs);
  const auto moved = [scale](double a, double b) {
    return std::abs(a - b) > changed_share * scale;
  };
  if (moved(before.mean, now.mean)) {
    return fmt::format("the result changed: its mean from {:.6g} to {:.6g}", before.mean, now.mean);
  }
  if (moved(before.max, now.max)) {
    return fmt::format("the result changed: its largest element from {:.6g} to {:.6g}", before.max,
                       now.max);
  }
  return {};
}

/// Of verdicts that compare two sides that both ran.
bool compares_times(Verdict verdict) {
  switch (verdict) {
    case Verdict::same:
    case Verdict::slower:
    case Verdict::faster:
    case Verdict::suspicious:
    case Verdict::shape_changed:
    case Verdict::undecided:
      return true;
    default:
      return false;
  }
}

/// Why the result is not good enough for the policy; empty when it is.
std::string correlation_flaw(const std::optional<Echo>& echo, double least) {
  if (!echo || !echo->correlation) {
    return fmt::format(
        "nothing tells how the result correlates with its oracle; at least {} is asked", least);
  }
  if (*echo->correlation >= least) return {};
  return fmt::format("the result correlates with its oracle by {:.6f}, at least {} is asked",
                     *echo->correlation, least);
}

}  // namespace

void doubt_results(GateReport& report) {
  for (GateLine& line : report.lines) {
    if (!compares_times(line.verdict)) continue;
    if (line.baseline_echo && line.candidate_echo) {
      const std::string change = change_of(*line.baseline_echo, *line.candidate_echo);
      if (!change.empty()) line.reason += "; " + change;
    }
    if (!report.policy.least_correlation) continue;
    std::string flaw = correlation_flaw(line.candidate_echo, *report.policy.least_correlation);
    if (flaw.empty()) continue;
    line.verdict = Verdict::unfaithful;
    line.reason = std::move(flaw);
    line.next_step = std::string(next_step(line.verdict));
  }
}

}  // namespace tidegate::judge
