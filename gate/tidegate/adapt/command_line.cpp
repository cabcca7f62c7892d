#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/adapt/command_line.hpp>
#include <tidegate/import/foreign.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::adapt {

Outcome<std::vector<ForeignCase>> command_cases(const Asked& asked) {
  ForeignCase only;
  only.name = asked.program.filename().string();
  only.key.case_name = foreign::case_name(only.name);
  only.key.platform = "threads";
  if (!asked.arguments.empty()) {
    const std::string words = fmt::format("{}", fmt::join(asked.arguments, " "));
    only.key.point.axes.push_back({"arguments", foreign::axis_value(words)});
  }
  return std::vector<ForeignCase>{std::move(only)};
}

Outcome<Taken> take_command(const Asked& asked, const ForeignCase&, const AttemptSpec& spec) {
  constexpr std::uint32_t fewest = 30;
  for (std::uint32_t i = 0; i < spec.warmup; ++i) {
    const auto warm = asked.run({});
    if (!warm) return pass_on(warm);
    if (!warm->finished.succeeded()) return failed(*warm);
  }
  Taken taken;
  std::vector<double> samples;
  double spent = 0;
  while (samples.size() < spec.samples && (spent < spec.budget_s || samples.size() < fewest)) {
    const auto ran = asked.run({});
    if (!ran) return pass_on(ran);
    if (!ran->finished.succeeded()) return failed(*ran);
    taken.finished = ran->finished;
    samples.push_back(ran->elapsed_s);
    spent += ran->elapsed_s;
  }
  AttemptRow row = foreign::new_row("", {});
  foreign::add_samples(row, warm_time, std::move(samples));
  taken.row = std::move(row);
  return taken;
}

}  // namespace tidegate::adapt
