#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <tidegate/import/foreign.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/row/imported.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

constexpr std::string_view hint =
    "Is it whole, and of that format? docs/importing.md says what is read of each.";

/// A file may use one name for two axes, such as a parameter that is called `command`.
void tell_axes_apart(Point& point) {
  Point apart;
  for (Axis& axis : point.axes) add_axis(apart, axis.name, std::move(axis.value));
  point = std::move(apart);
}

/// A time of 0 fails its row alone: the others of its file were long enough.
void refuse_no_time(AttemptRow& row) {
  const MetricSamples* times = row.find(warm_time);
  if (times == nullptr) return;
  const auto none = std::count(times->samples.begin(), times->samples.end(), 0.0);
  if (none == 0) return;
  set_failed(row, Status::crashed,
             fmt::format("{} of its {} times are 0: it is too short for what timed it", none,
                         times->samples.size()));
}

/// What is wrong with the numbers of a row, or nothing.
std::string flaw_of(const AttemptRow& row) {
  for (const MetricSamples& metric : row.metrics) {
    for (const double value : metric.samples) {
      const bool registered = metric_info(metric.metric).has_value();
      if (is_plausible(value, metric.unit) && (!registered || value >= 0)) continue;
      return fmt::format("has {} {} as {}, which cannot be", value, metric.unit, metric.metric);
    }
  }
  for (const Counter& counter : row.counters) {
    if (!counter.value || is_plausible(*counter.value, "1")) continue;
    return fmt::format("has {} {} as {}, which nothing can count to", *counter.value, counter.unit,
                       counter.name);
  }
  const bool counted = std::any_of(
      row.counters.begin(), row.counters.end(),
      [](const Counter& counter) { return counter.value && counter.better != Better::unstated; });
  if (row.status != Status::ok || counted || row.find(warm_time) != nullptr) return {};
  return "has neither a time nor a number whose direction is stated";
}

}  // namespace

AttemptRow new_row(std::string case_name, std::vector<Axis> axes, std::string_view platform) {
  AttemptRow row;
  row.key.case_name = std::move(case_name);
  row.key.point.axes = std::move(axes);
  row.key.platform = platform;
  return row;
}

void add_samples(AttemptRow& row, std::string_view metric, std::vector<double> samples,
                 std::uint64_t iterations) {
  if (samples.empty()) return;
  const auto info = metric_info(metric);
  const std::string unit(info ? info->unit : std::string_view("s"));
  row.metrics.push_back(
      {std::string(metric), unit, std::max<std::uint64_t>(iterations, 1), std::move(samples)});
}

Axis statistic_of(std::string_view statistic) {
  return {std::string(statistic_axis), std::string(statistic)};
}

void stand_in(AttemptRow& row, std::string_view statistic, double seconds, std::uint64_t calls) {
  if (row.key.point.find(statistic_axis) == nullptr) {
    row.key.point.axes.push_back(statistic_of(statistic));
  }
  // A minimum is one call's time; a mean or median is of all of them.
  add_samples(row, warm_time, {seconds}, statistic == "min" ? 1 : calls);
  row.warnings.push_back(
      {fmt::format("its time is a {} without samples: there is no spread and no p95", statistic),
       1});
}

void set_failed(AttemptRow& row, Status status, std::string message) {
  row.status = status;
  row.failure = Failure{"measure", std::move(message), {}, {}, {}};
  row.metrics.clear();
  row.counters.clear();
  row.warnings.clear();
}

Outcome<Imported> checked(Imported found, const std::string& file) {
  if (found.attempts.empty()) {
    return fail(ErrorKind::bad_input, fmt::format("{}: holds no benchmark", file),
                std::string(hint));
  }
  std::set<std::string> names;
  for (AttemptRow& row : found.attempts) {
    tell_axes_apart(row.key.point);
    refuse_no_time(row);
    if (const std::string flaw = flaw_of(row); !flaw.empty()) {
      return fail(ErrorKind::bad_input, fmt::format("{}: {} {}", file, row.key.text(), flaw),
                  std::string(hint));
    }
    if (names.insert(row.key.canonical()).second) continue;
    return fail(ErrorKind::bad_input, fmt::format("{}: holds {} twice", file, row.key.text()),
                "Give each benchmark a name of its own; several files may have the same ones.");
  }
  return found;
}

}  // namespace tidegate::foreign
