#include "self_test.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/judge/policy_knobs.hpp>
#include <tidegate/judge/report_json.hpp>
#include <tidegate/measure/build_facts.hpp>
#include <tidegate/render/terminal.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "gate_settings.hpp"
#include "lockstep_suite.hpp"
#include "planted_worker.hpp"
#include "read_rows.hpp"

namespace tidegate::command {
namespace {

using judge::GateLine;
using judge::Verdict;

Outcome<std::unique_ptr<run::Worker>> side(std::string_view name) {
  return worker_of(measure::own_executable(), {std::string(planted_worker_word), std::string(name)},
                   Provenance{});
}

constexpr std::array<std::string_view, 10> honoured{
    "self-test", "config", "source-dir", "min-sample-ms", "samples",
    "limit-s",   "seed",   "min",        "p95",           "json"};

/// A flag that changes nothing here would make people believe that it did.
Outcome<void> check_flags(const Arguments& arguments) {
  for (const Flag& flag : gate_flags()) {
    const bool taken = std::find(honoured.begin(), honoured.end(), flag.name) != honoured.end();
    if (taken || !arguments.has(flag.name)) continue;
    const char* dashes = flag.arity == Arity::positionals ? "" : "--";
    return fail(ErrorKind::usage,
                fmt::format("{}{} has no meaning beside --self-test", dashes, flag.name),
                "The self-test brings its own work and judges it in lockstep: leave it out.");
  }
  return {};
}

/// What the flags say that matter here.
struct Order {
  AttemptSpec spec;
  judge::Policy policy;
  std::uint64_t seed = 0;
  double limit_s = 600;
  std::string again;
};

Outcome<Order> order_of(const Arguments& arguments) {
  Order order;
  if (const auto fine = check_flags(arguments); !fine) return pass_on(fine);
  const auto spec = spec_of(arguments, new_run_id(Provenance{}));
  if (!spec) return pass_on(spec);
  const auto policy = policy_of(arguments);
  if (!policy) return pass_on(policy);
  const auto seed = seed_of(arguments);
  if (!seed) return pass_on(seed);
  const auto limit = limit_of(arguments);
  if (!limit) return pass_on(limit);
  order.spec = *spec;
  order.policy = *policy;
  order.seed = *seed;
  order.limit_s = *limit;
  if (arguments.has("samples")) order.policy.lockstep.samples = spec->samples;
  order.spec.samples = order.policy.lockstep.samples;
  order.again = command_line(arguments, "gate", order.seed);
  return order;
}

Outcome<SuiteJudged> measure_both(const Order& order) {
  const auto honest = side(honest_side);
  if (!honest) return pass_on(honest);
  const auto planted = side(planted_side);
  if (!planted) return pass_on(planted);
  const auto listed = (*planted)->list();
  if (!listed) return pass_on(listed);
  auto rows = run::plan(*listed, run::Selection{}, order.spec, 1);
  if (!rows) return pass_on(rows);
  const LockstepSuite suite{honest->get(),         planted->get(), std::move(*rows),
                            order.policy.lockstep, order.seed,     order.limit_s};
  Progress progress;
  return judge_suite(suite,
                     [&](std::size_t settled, std::size_t all, const Key& key, std::uint32_t pair) {
                       progress.show(settled, all, fmt::format("{}, pair {}", key.text(), pair));
                     });
}

judge::GateReport report_of(const Order& order, SuiteJudged judged) {
  judge::GateReport report;
  report.run_id = order.spec.run_id;
  report.timestamp = iso_time(now());
  report.baseline.ref = "known work";
  report.candidate.ref = "the same, and 10 % more";
  report.baseline.machine_class = judged.baseline.machine_class;
  report.candidate.machine_class = judged.candidate.machine_class;
  report.baseline.provenance = judged.baseline.provenance;
  report.candidate.provenance = judged.candidate.provenance;
  report.expected = report.compared = judged.lines.size();
  report.lines = std::move(judged.lines);
  report.reproduce = order.again;
  report.policy = order.policy;
  return report;
}

Verdict wanted(const GateLine& line) {
  const AxisValue* planted = line.key.point.find("planted");
  const bool none = planted != nullptr && *planted == AxisValue(std::int64_t{0});
  return none ? Verdict::same : Verdict::slower;
}

/// What the lines show, for people; empty when they show what they must.
std::string failing_text(const std::vector<GateLine>& lines) {
  std::string text;
  for (const GateLine& line : lines) {
    if (line.verdict == wanted(line)) continue;
    text += fmt::format("{} is {} and must be {}\n", line.key.text(), verdict_name(line.verdict),
                        verdict_name(wanted(line)));
  }
  return text;
}

/// What of [lockstep] is not the default, `max_pairs = 6 (60)`: it may be what hides the ten
/// percent.
std::vector<std::string> changed_knobs(const judge::LockstepPolicy& policy) {
  const judge::LockstepPolicy usual;
  std::vector<std::string> changed;
  const auto look = [&](const auto& knob) {
    const auto now = policy.*knob.field;
    const auto was = usual.*knob.field;
    if (now != was) changed.push_back(fmt::format("{} = {} ({})", knob.key, now, was));
  };
  for (const judge::RealKnob& knob : judge::real_knobs) look(knob);
  for (const judge::CountKnob& knob : judge::count_knobs) look(knob);
  return changed;
}

std::string cause_text(const judge::LockstepPolicy& policy) {
  const std::vector<std::string> changed = changed_knobs(policy);
  if (changed.empty()) {
    return "This machine hides what the gate looks for; `tidegate doctor` says what disturbs it.";
  }
  return fmt::format(
      "The policy may not allow another answer: its [lockstep] has {} where the defaults are in "
      "brackets. Only if the self-test fails with the defaults too is it the machine.",
      fmt::join(changed, ", "));
}

}  // namespace

Outcome<ExitCode> self_test(const Arguments& arguments) {
  const auto order = order_of(arguments);
  if (!order) return pass_on(order);
  auto judged = measure_both(*order);
  if (!judged) return pass_on(judged);
  const judge::GateReport report = report_of(*order, std::move(*judged));
  const std::string failing = failing_text(report.lines);
  const ExitCode exit = failing.empty() ? ExitCode::ok : ExitCode::cannot_say;
  if (arguments.has("json")) {
    print(judge::to_json_text(report));
    return exit;
  }
  print(render::render_terminal(report,
                                colour_on_stdout() ? render::Colour::on : render::Colour::off));
  if (failing.empty()) {
    print("self-test passed: identical work is `same`, ten percent more is `slower`.\n");
    return exit;
  }
  print(fmt::format("self-test failed:\n{}{}\n", failing, cause_text(order->policy.lockstep)));
  return exit;
}

}  // namespace tidegate::command
