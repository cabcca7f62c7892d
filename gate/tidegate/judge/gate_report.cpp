#include <algorithm>
#include <tuple>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::judge {
namespace {

/// Place of a verdict in a report: what asks for attention stands first.
int rank_of(Verdict verdict) {
  switch (severity(verdict)) {
    case Severity::regression:
      return 0;
    case Severity::broke:
      return 1;
    case Severity::quiet:
      break;
  }
  if (verdict == Verdict::undecided || verdict == Verdict::suspicious) return 2;
  return verdict == Verdict::faster ? 3 : 4;
}

bool any_line(const GateReport& report, Severity wanted) {
  return std::any_of(report.lines.begin(), report.lines.end(),
                     [wanted](const GateLine& line) { return severity(line.verdict) == wanted; });
}

}  // namespace

void sort_lines(GateReport& report) {
  std::vector<std::tuple<int, std::string, std::size_t>> order;  // the place keeps equals in order
  order.reserve(report.lines.size());
  for (const GateLine& line : report.lines) {
    order.emplace_back(rank_of(line.verdict), line.key.canonical(), order.size());
  }
  if (std::is_sorted(order.begin(), order.end())) return;
  std::sort(order.begin(), order.end());
  std::vector<GateLine> sorted;
  sorted.reserve(order.size());
  for (const auto& place : order) sorted.push_back(std::move(report.lines[std::get<2>(place)]));
  report.lines = std::move(sorted);
}

bool is_failing(const GateReport& report, const GateLine& line) {
  if (!line.waived.empty()) return false;
  if (line.verdict == Verdict::undecided) return report.policy.on_undecided == OnUndecided::fail;
  return severity(line.verdict) == Severity::regression;
}

ExitCode exit_code(const GateReport& report) {
  if (std::any_of(report.lines.begin(), report.lines.end(),
                  [&report](const GateLine& line) { return is_failing(report, line); })) {
    return ExitCode::regression;
  }
  const bool doubtful =
      std::any_of(report.lines.begin(), report.lines.end(),
                  [&report](const GateLine& line) { return is_doubtful(report, line); });
  if (doubtful || any_line(report, Severity::broke) || !report.problems.empty())
    return ExitCode::cannot_say;
  if (report.first_run) return ExitCode::first_run;
  return report.compared == 0 ? ExitCode::cannot_say : ExitCode::ok;
}

}  // namespace tidegate::judge
