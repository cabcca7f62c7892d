/// Waivers on a report.
/// Decides: which line a waiver lets pass: the row and metric that it names exactly, and only one
/// that is slower, changed its shape, is undecided or suspicious. Refuses to know: today (the
/// command refuses expired ones before anything is measured).
#include <fmt/format.h>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::judge {
namespace {

std::string terms(const Waiver& waiver) {
  return fmt::format("waived until {}: {}", waiver.expires, waiver.reason);
}

/// How the waiver served; a note either way, so that none lives on unseen.
std::string apply(const Waiver& waiver, GateReport& report) {
  bool seen = false;
  for (GateLine& line : report.lines) {
    if (line.metric != waiver.metric || line.key.text() != waiver.row) continue;
    seen = true;
    if (!may_be_waived(line.verdict)) continue;
    line.waived = terms(waiver);
    return fmt::format("{} is {}", waiver.row, line.waived);
  }
  return fmt::format("{} is {}; {}", waiver.row, terms(waiver),
                     seen ? "it does not need that now" : "no row has that name");
}

}  // namespace

bool may_be_waived(Verdict verdict) {
  return severity(verdict) == Severity::regression || verdict == Verdict::undecided ||
         verdict == Verdict::suspicious;
}

void apply_waivers(GateReport& report) {
  for (const Waiver& waiver : report.policy.waivers) {
    report.notes.push_back(apply(waiver, report));
  }
}

}  // namespace tidegate::judge
