/// Whether the two sides computed the same thing.
/// Decides: from which difference on a result counts as changed, and which correlation with the
/// oracle the policy asks for. Refuses to know: the outputs themselves.
///
/// A rewrite that is faster because it computes something else is no speed-up. Tolerances of a
/// check are wide enough to let a small change through; the echo of an output is not.
#include <algorithm>
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

/// Whether the candidate of this line ran to its end: its result is due then, whatever became of
/// the baseline.
bool has_result(const GateLine& line) {
  switch (line.verdict) {
    case Verdict::recovered:
      return true;
    case Verdict::no_baseline:
    case Verdict::not_comparable:  // of a plan alone nothing was measured
      return line.candidate || line.candidate_echo;
    default:
      return compares_times(line.verdict);
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

void add_sentence(GateLine& line, const std::string& sentence) {
  line.reason += (line.reason.empty() ? "" : "; ") + sentence;
}

/// A key has a line for each metric, and one result.
void say_once(std::vector<std::string>& sentences, const std::string& sentence) {
  if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end()) {
    sentences.push_back(sentence);
  }
}

/// A check whose tolerance lets a change through says nothing about how it came to be faster.
void doubt_change(GateReport& report, GateLine& line) {
  if (!compares_times(line.verdict) || !line.baseline_echo || !line.candidate_echo) return;
  const std::string change = change_of(*line.baseline_echo, *line.candidate_echo);
  if (change.empty()) return;
  add_sentence(line, change);
  line.result_checked = false;
  // Nobody reads why two sides are the same: the table does not say it.
  if (line.verdict == Verdict::same) {
    say_once(report.notes, fmt::format("{}: {}", line.key.text(), change));
  }
}

/// A regression stays one, since it wins over what broke; the problem stands beside it, so that a
/// waiver of the time does not let the result pass.
void doubt_correlation(GateReport& report, GateLine& line) {
  if (!report.policy.least_correlation || !has_result(line)) return;
  const std::string flaw = correlation_flaw(line.candidate_echo, *report.policy.least_correlation);
  if (flaw.empty()) return;
  add_sentence(line, flaw);
  if (!is_failing(report, line)) {
    line.verdict = Verdict::unfaithful;
    line.next_step = std::string(next_step(line.verdict));
    return;
  }
  const std::string problem =
      fmt::format("{} is {} and unfaithful: {}. {}", line.key.text(), verdict_name(line.verdict),
                  flaw, next_step(Verdict::unfaithful));
  say_once(report.problems, problem);
}

}  // namespace

void doubt_results(GateReport& report) {
  for (GateLine& line : report.lines) {
    doubt_change(report, line);
    doubt_correlation(report, line);
  }
}

void doubt(GateReport& report) {
  // A changed result takes its check away, which decides what a large speed-up is worth.
  doubt_results(report);
  doubt_large_speedups(report);
}

}  // namespace tidegate::judge
