#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/witness.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

constexpr std::array<std::pair<SameCode, std::string_view>, 3> names{
    {{SameCode::unknown, "unknown"}, {SameCode::yes, "identical"}, {SameCode::no, "different"}}};

/// What is said of a time that moved while the work did not, or of work that moved with it.
std::string instructions_text(double ratio) {
  const double excess = ratio - 1;
  if (std::abs(excess) < instructions_matter) {
    return fmt::format(
        "instructions {:+.2f} %: layout or machine, not other work (`--layouts 8` makes layout "
        "part of "
        "the noise)",
        100 * excess);
  }
  return fmt::format("instructions {:+.1f} %: {} work", 100 * excess, excess > 0 ? "more" : "less");
}

bool is_time(const GateLine& line) {
  const auto info = metric_info(line.metric);
  return info && info->unit == "s";
}

bool other_work(const Witness& witness) {
  return witness.instructions && std::abs(*witness.instructions - 1) >= instructions_matter;
}

/// A crossing of two stored times, of one machine code.
void doubt(GateLine& line) {
  line.reason = fmt::format(
      "identical machine code on both sides, so the machine, its data or its environment moved "
      "({})",
      line.reason);
  line.verdict = Verdict::undecided;
  line.method = Method::screen;
  line.next_step =
      "Measure both builds in lockstep with `tidegate compare`: that tells a machine from a "
      "change.";
  if (line.min) line.min->crossed = false;
  if (line.p95) line.p95->crossed = false;
}

}  // namespace

std::string_view same_code_name(SameCode same) {
  for (const auto& [value, name] : names) {
    if (value == same) return name;
  }
  return "unknown";
}

std::optional<SameCode> same_code_from(std::string_view name) {
  for (const auto& [value, text] : names) {
    if (text == name) return value;
  }
  return std::nullopt;
}

SameCode same_code(const Provenance& baseline, const Provenance& candidate) {
  const FactValue& before = baseline[Fact::code];
  const FactValue& now = candidate[Fact::code];
  if (!before || !now) return SameCode::unknown;
  const bool same = before == now && baseline[Fact::device_code] == candidate[Fact::device_code];
  return same ? SameCode::yes : SameCode::no;
}

void weigh(GateLine& line) {
  if (!is_crossing(line.verdict)) return;
  const bool identical = line.witness.code == SameCode::yes;
  if (identical && line.method != Method::lockstep) {
    // What is no time, such as a counter, did not move by the machine.
    if (is_time(line) && !other_work(line.witness)) doubt(line);
    return;
  }
  if (identical) {
    line.reason +=
        "; the machine code is identical on both sides: look at data, arguments, plugins and "
        "environment";
  }
  if (line.witness.instructions)
    line.reason += "; " + instructions_text(*line.witness.instructions);
}

}  // namespace tidegate::judge
