#include <fmt/format.h>

#include <tidegate/judge/false_alarms.hpp>
#include <tidegate/stats/share.hpp>

namespace tidegate::judge {
namespace {

bool says_different(Verdict verdict) {
  return verdict == Verdict::slower || verdict == Verdict::faster ||
         verdict == Verdict::shape_changed;
}

std::string share_text(std::uint64_t hits, std::uint64_t trials) {
  const stats::ShareInterval interval = stats::clopper_pearson(hits, trials);
  return fmt::format("{} of {} ({:.1f} %, 95 % interval {:.1f} to {:.1f} %)", hits, trials,
                     100.0 * static_cast<double>(hits) / static_cast<double>(trials),
                     100 * interval.low, 100 * interval.high);
}

}  // namespace

void count_suite(std::span<const GateLine> lines, FalseAlarms& all) {
  const FalseAlarms before = all;
  for (const GateLine& line : lines) {
    if (!line.lockstep) {
      if (all.failed++ > 0) continue;
      all.first_failure =
          fmt::format("{}: {}. {}", line.key.text(), line.reason, next_step(line.verdict));
      continue;
    }
    ++all.rows;
    all.pairs += line.lockstep->pairs;
    if (says_different(line.verdict)) ++all.alarms;
    if (line.verdict == Verdict::undecided) ++all.undecided;
  }
  if (all.rows > before.rows) ++all.suites;
  if (all.alarms > before.alarms) ++all.alarmed;
}

std::string false_alarms_text(const FalseAlarms& all) {
  if (all.rows == 0) {
    return "false alarms   not known: nothing was judged, so nothing could be wrong\n";
  }
  return fmt::format(
      "false alarms   {} of suites, {} of rows\n"
      "undecided      {}\n"
      "pairs a row    {:.1f}\n",
      share_text(all.alarmed, all.suites), share_text(all.alarms, all.rows),
      share_text(all.undecided, all.rows),
      static_cast<double>(all.pairs) / static_cast<double>(all.rows));
}

}  // namespace tidegate::judge
